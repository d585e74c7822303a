"""Everything else that a source holds: kept word for word."""

from __future__ import annotations

from wayhome.fhir.drafts import Reading
from wayhome.fhir.elements import concept, text
from wayhome.fhir.grouping import SUPPORTING
from wayhome.fhir.sources import Source

_FOR_A_PERSON = "Say what of this the person needs, in plain words."


def read(reading: Reading) -> None:
    for stranger in reading.group.strangers:
        reading.keep(
            stranger,
            "It speaks of somebody who is in no file. Say whether it belongs to this person.",
        )
    for one in reading.unread():
        _rest(reading, one)


def _rest(reading: Reading, source: Source) -> None:
    if source.kind in SUPPORTING and source.kind != "MessageHeader":
        name = text(source.body, "name") or concept(source.body, "code") or source.kind
        reading.keep(
            source, "Nothing in the plan uses it. Say whether it matters.", str(name)[:200]
        )
        return
    named = concept(source.body, "code") or concept(source.body, "type")
    reading.keep(source, _FOR_A_PERSON, f"{source.kind}: {named}" if named else source.kind)
