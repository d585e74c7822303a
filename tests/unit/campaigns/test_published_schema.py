"""The JSON Schema in docs/ is the one that files are read by, and the example keeps it."""

import json

import jsonschema
import pytest
import yaml

from wayhome.campaigns.definition import definition_schema, load_definition
from wayhome.settings import ROOT

DOCS = ROOT / "docs"


def published() -> object:
    return json.loads((DOCS / "campaign.schema.json").read_text())


def test_the_published_schema_is_the_models_own() -> None:
    assert published() == definition_schema(), "wayhome campaign schema > docs/campaign.schema.json"


def test_the_example_is_valid_by_schema_and_can_be_read() -> None:
    example = DOCS / "campaign.example.yaml"
    written = json.loads(json.dumps(yaml.safe_load(example.read_text()), default=str))

    jsonschema.validate(written, published())  # type: ignore[arg-type]  # a schema is an object
    assert load_definition(example).name == "keep_warm"


def test_a_misspelt_field_is_against_the_schema() -> None:
    with pytest.raises(jsonschema.ValidationError, match="mesage"):
        jsonschema.validate({"name": "a", "mesage": "b"}, published())  # type: ignore[arg-type]
