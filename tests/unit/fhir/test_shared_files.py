"""Real files from outside the project: all is in the plan or waits for a person, counted there."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from wayhome.fhir.drafting import Read, read_drafts
from wayhome.fhir.drafts import Draft
from wayhome.fhir.grouping import SUPPORTING

_BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[4] / "shared"
_FHIR = Path(os.environ.get("WAYHOME_SHARED", _BESIDE_THE_REPOSITORY)) / "data" / "fhir"
_TODAY = date(2026, 11, 24)
_MEDICINES = ("MedicationRequest", "MedicationStatement", "MedicationDispense")

pytestmark = pytest.mark.skipif(
    not _FHIR.exists(),
    reason="NOT MEASURED: data/fhir is not beside the repository; set WAYHOME_SHARED",
)


def resources(content: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - whatever the file holds
    """Counted without our own reader, so that the count is a check of it."""
    if content.get("resourceType") == "Bundle":
        for entry in content.get("entry", []):
            if "resource" in entry:
                yield from resources(entry["resource"])
    else:
        yield content


def in_source(files: list[Path]) -> Counter[str]:
    every = (one for file in files for one in resources(json.loads(file.read_text("utf-8-sig"))))
    return Counter(str(one["resourceType"]) for one in every)


def read_back(found: Read) -> Counter[str]:
    counted = Counter[str]()
    for draft in found.drafts:
        for kind, outcomes in draft.counts.items():
            counted[kind] += outcomes.total()
    for path in found.nobodys:
        counted[path.rsplit(", ", 1)[-1].rsplit(": ", 1)[-1].split("/")[0]] += 1
    return counted


@pytest.mark.parametrize("folder", ["ukcore", "dose_syntax", "clinosim"])
def test_every_resource_of_the_source_is_accounted_for(folder: str) -> None:
    files = sorted((_FHIR / folder).glob("*.json"))
    source, counted = in_source(files), read_back(read_drafts(files, _TODAY))

    # A practice or a ward that two people share is in use for both.
    shared = {kind for kind in source if kind in SUPPORTING and counted[kind] > source[kind]}
    assert {kind: counted[kind] for kind in source if kind not in shared} == {
        kind: source[kind] for kind in source if kind not in shared
    }


@pytest.mark.parametrize("folder", ["ukcore", "dose_syntax", "clinosim"])
def test_each_file_alone_is_read_or_refused_in_a_sentence_that_names_it(folder: str) -> None:
    for file in sorted((_FHIR / folder).glob("*.json")):
        found = read_drafts([file], _TODAY)
        assert found.drafts or found.nobodys or str(file) in " ".join(found.problems)


@pytest.mark.parametrize("folder", ["ukcore", "dose_syntax", "clinosim"])
def test_every_medicine_is_in_the_plan_or_waits_for_a_person_with_its_source(folder: str) -> None:
    files = sorted((_FHIR / folder).glob("*.json"))
    found = read_drafts(files, _TODAY)
    kept = [
        (one.source_data or {}).get("id")
        for draft in found.drafts
        for name in ("medicines", "unsorted")
        for one in draft.items.get(name, [])
        if (one.source_data or {}).get("resourceType") in _MEDICINES
    ]

    # Two files of the folder hold the same resource to the letter.
    different = {
        json.dumps(one, sort_keys=True)
        for file in files
        for one in resources(json.loads(file.read_text("utf-8-sig")))
        if one["resourceType"] in _MEDICINES
    }
    assert len(kept) == len(different)


def test_no_instruction_of_a_letter_is_lost() -> None:
    for file in sorted((_FHIR / "clinosim").glob("*.json")):
        (draft,) = read_drafts([file], _TODAY).drafts
        kept = " ".join(all_words(draft))
        letter = next(resources(json.loads(file.read_text())))
        for section in letter["section"]:
            if section["title"] in {"Discharge instructions", "Follow-up"}:
                words = section["text"]["div"].split(">", 1)[1].rsplit("<", 1)[0]
                missing = [one for one in words.split() if "&" not in one and one not in kept]
                assert missing == [], (file.name, missing)


def test_every_item_of_the_prsb_summary_is_kept() -> None:
    file = _FHIR / "prsb" / "prsb_copd.json"
    (draft,) = read_drafts([file], _TODAY).drafts

    assert [one.name for one in draft.items["medicines"]] == [  # type: ignore[attr-defined]
        "Salbutamol", "Budesonide + formoterol", "Prednisolone", "Doxycycline", "Amlodipine",
        "Beclomethasone",
    ]  # fmt: skip
    kept = " ".join(all_words(draft))
    lost = [
        words
        for words in strings(json.loads(file.read_text()))
        if not all(word in kept for word in words.split())
    ]
    # The person's own name, gender and days are theirs, not the plan's.
    assert set(lost) <= {
        "SMITH, Robert (Mr)", "01-Feb-1950", "Male", "Ward Z", "16-Apr-2016, 1900hrs",
    }  # fmt: skip


def all_words(draft: Draft) -> Iterator[str]:
    for items in draft.items.values():
        for one in items:
            yield " ".join((one.source_text or "").split())


def strings(content: Any) -> Iterator[str]:  # noqa: ANN401 - whatever the file holds
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from strings(one)
