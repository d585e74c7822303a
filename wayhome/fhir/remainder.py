"""Allergies, and everything else that a source holds: kept word for word."""

from __future__ import annotations

from wayhome.fhir.drafts import Reading, plain
from wayhome.fhir.elements import codes, concept, each, text
from wayhome.fhir.grouping import SUPPORTING
from wayhome.fhir.sources import Source
from wayhome.plans.documents import InstructionWritten

_FOR_A_PERSON = "Say what of this the person needs, in plain words."


def read(reading: Reading) -> None:
    for one in reading.of("AllergyIntolerance"):
        _allergy(reading, one)
    for stranger in reading.group.strangers:
        reading.keep(
            stranger,
            "It speaks of somebody who is in no file. Say whether it belongs to this person.",
        )
    for one in reading.unread():
        _rest(reading, one)


def _allergy(reading: Reading, source: Source) -> None:
    status = codes(source.body, "clinicalStatus") | codes(source.body, "verificationStatus")
    name = concept(source.body, "code")
    if name is None or status & {"entered-in-error", "refuted", "inactive", "resolved"}:
        reading.keep(source, f"An allergy that is {', '.join(sorted(status)) or 'not named'}.")
        return
    signs = [
        said
        for reaction in each(source.body, "reaction")
        for one in each(reaction, "manifestation")
        if (said := concept(one))
    ]
    words = f"Allergy: {name}" + (f" ({', '.join(signs)})" if signs else "")
    why = ["It is an allergy: check every word before it is said."]
    reading.add(
        source, "instructions", InstructionWritten, why=why, words=words, topic="medicines",
        asked_by=["allergy", "allergies", "allergic"], wording=plain(words, why),
    )  # fmt: skip


def _rest(reading: Reading, source: Source) -> None:
    if source.kind in SUPPORTING and source.kind != "MessageHeader":
        name = text(source.body, "name") or concept(source.body, "code") or source.kind
        reading.keep(
            source, "Nothing in the plan uses it. Say whether it matters.", str(name)[:200]
        )
        return
    named = concept(source.body, "code") or concept(source.body, "type")
    reading.keep(source, _FOR_A_PERSON, f"{source.kind}: {named}" if named else source.kind)
