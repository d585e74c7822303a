import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from wayhome.plans.documents import document_schema, read_document
from wayhome.settings import ROOT

DOCS = ROOT / "docs"


def published() -> object:
    return json.loads((DOCS / "plan.schema.json").read_text())


def test_the_published_schema_is_the_models_own() -> None:
    assert published() == document_schema(), "run: wayhome plan schema > docs/plan.schema.json"


def test_the_example_is_valid_by_schema_and_by_import() -> None:
    example = DOCS / "plan.example.yaml"
    written = json.loads(json.dumps(yaml.safe_load(example.read_text()), default=str))

    jsonschema.validate(written, published())  # type: ignore[arg-type]  # a schema is an object
    assert read_document(example).person.called == "Edna"


def test_a_misspelt_field_is_against_the_schema(tmp_path: Path) -> None:
    with pytest.raises(jsonschema.ValidationError, match="medicnes"):
        jsonschema.validate({"person": {}, "medicnes": []}, published())  # type: ignore[arg-type]
