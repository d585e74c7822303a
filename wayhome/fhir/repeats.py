"""The same resource twice, as histories and second exports have it: the newest counts."""

from __future__ import annotations

from typing import Any

from wayhome.fhir.drafts import REPEATED, Reading
from wayhome.fhir.elements import text
from wayhome.fhir.sources import Source


def read(reading: Reading) -> None:
    """One that says the same is in use already; one that says other things waits for a person."""
    newest: dict[tuple[str, str], Source] = {}
    for one in sorted(reading.group.members, key=_updated, reverse=True):
        own = text(one.body, "id")
        if own is None or one.kind == "Patient":
            continue
        standing = newest.setdefault((one.kind, own), one)
        if standing is one:
            continue
        if _told(standing) == _told(one):
            reading.use(one, REPEATED)
            reading.set_aside(one)
        elif standing.file == one.file:
            reading.keep(one, f"The file has it twice, and {standing.place} was taken. Compare.")
            reading.set_aside(one)


def _updated(source: Source) -> str:
    return text(source.body, "meta", "lastUpdated") or ""


def _told(source: Source) -> dict[str, Any]:
    return {name: value for name, value in source.body.items() if name != "meta"}
