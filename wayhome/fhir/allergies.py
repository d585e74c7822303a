"""Allergies: each waits for a person, and marks the medicines that it concerns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wayhome.content.plain_words import plain_words
from wayhome.fhir.drafts import Reading, plain
from wayhome.fhir.elements import codes, concept, each
from wayhome.fhir.sources import Source
from wayhome.plans.documents import InstructionWritten

_NOT_HELD = frozenset({"entered-in-error", "refuted", "inactive", "resolved"})
_NONE_KNOWN = re.compile(r"no known|not known|no allerg|nil known|nkda?\b", re.IGNORECASE)
_SHORTEST_NAME = 4


def read(reading: Reading) -> None:
    for one in reading.of("AllergyIntolerance"):
        _allergy(reading, one)


def mark(reading: Reading) -> None:
    """Names what the person is allergic to, for the medicines that are read next."""
    for one in reading.of("AllergyIntolerance"):
        name = concept(one.body, "code") or ""
        word = re.match(r"[A-Za-z-]+", name.strip())
        held = not _status(one) & _NOT_HELD and not _NONE_KNOWN.search(name)
        if held and word and len(word[0]) >= _SHORTEST_NAME:
            reading.allergens.setdefault(word[0].lower(), name)


def clash(reading: Reading, medicine: str) -> str | None:
    """Why a medicine needs a person because the source lists an allergy by the same name."""
    said = medicine.lower()
    name = next((name for word, name in reading.allergens.items() if word in said), None)
    if name is None:
        return None
    return f"The source lists an allergy to {name}. Ask the hospital before it is told."


def _status(source: Source) -> set[str]:
    return codes(source.body, "clinicalStatus") | codes(source.body, "verificationStatus")


def _allergy(reading: Reading, source: Source) -> None:
    status, name = _status(source), concept(source.body, "code")
    if name is None or status & _NOT_HELD:
        reading.keep(source, f"An allergy that is {', '.join(sorted(status)) or 'not named'}.")
        return
    if _NONE_KNOWN.search(name):
        reading.keep(source, "The source names no allergy. Say so if the person needs it.", name)
        return
    signs = [
        said
        for reaction in each(source.body, "reaction")
        for one in each(reaction, "manifestation")
        if (said := concept(one))
    ]
    told = told_of(name, signs)
    reading.add(source, "instructions", InstructionWritten, words=told.words, **told.fields)


@dataclass(frozen=True)
class Told:
    """An allergy as an instruction, with the source's words of it and why it waits."""

    words: str
    fields: dict[str, Any]


def told_of(name: str, signs: Sequence[str]) -> Told:
    """An allergy to `name`, which showed itself by these signs."""
    words = plain_words().allergy.format(name=name) + (f" ({', '.join(signs)})" if signs else "")
    why = ["It is an allergy: check every word before it is said."]
    wording = plain(words, why)
    asked_by = [*plain_words().allergy_asked_by]
    return Told(words, {"topic": "medicines", "asked_by": asked_by, "wording": wording, "why": why})
