"""The stay in hospital: which hospital and ward, until when, and why."""

from __future__ import annotations

from datetime import date, datetime

from wayhome.fhir.drafts import Reading, plain_phrase
from wayhome.fhir.elements import Json, codes, concept, each, first, moment, text
from wayhome.fhir.sources import Source

_INPATIENT = frozenset({"imp", "acute", "nonac", "ss", "obsenc", "emer"})


def read(reading: Reading) -> None:
    encounter, composition = _stay(reading), next(iter(reading.of("Composition")), None)
    for one in (encounter, *reading.of("Composition")):
        reading.use(one)
    stay = reading.draft.stay
    stay.hospital = _hospital(reading, encounter, composition)
    stay.ward = _ward(reading, encounter)
    stay.discharged_on = _day(text(encounter.body, "period", "end") if encounter else None) or _day(
        text(composition.body, "event", "period", "end") if composition else None
    )
    if stay.discharged_on is None and composition is not None:
        _take_document_date(reading, composition)
    _reason(reading, encounter)


def _stay(reading: Reading) -> Source | None:
    """The encounter that the document is about, or the last one in a hospital."""
    for composition in reading.of("Composition"):
        found = reading.find(first(composition.body, "encounter"), composition)
        if found is not None:
            return found
    stays = [one for one in reading.of("Encounter") if codes(one.body, "class") & _INPATIENT]
    ended = [one for one in stays or reading.of("Encounter") if text(one.body, "period", "end")]
    return max(ended, key=lambda one: str(text(one.body, "period", "end")), default=None)


def _hospital(reading: Reading, encounter: Source | None, composition: Source | None) -> str | None:
    places = [
        (encounter, first(encounter.body, "serviceProvider") if encounter else None),
        (composition, first(composition.body, "custodian") if composition else None),
    ]
    for source, reference in places:
        if source is not None and (name := _named(reading, reference, source)):
            return name
    return None


def _named(reading: Reading, reference: Json, near: Source) -> str | None:
    found = reading.find(reference, near)
    if found is None:
        return text(reference, "display")
    return text(found.body, "name") or text(reference, "display")


def _ward(reading: Reading, encounter: Source | None) -> str | None:
    if encounter is None:
        return None
    places = [first(one, "location") for one in each(encounter.body, "location")]
    named = [name for one in places if (name := _named(reading, one, encounter))]
    for one in places:
        reading.use(reading.find(one, encounter))
    return named[-1] if named else None


def _take_document_date(reading: Reading, composition: Source) -> None:
    written = text(composition.body, "date")
    reading.draft.stay.discharged_on = _day(written)
    if written:
        reading.keep_words(
            "day of discharge", "Day of discharge", written, f"{composition.path}.date",
            "The source gives no day of discharge; the document's own date was taken. Check it.",
        )  # fmt: skip


def _reason(reading: Reading, encounter: Source | None) -> None:
    """Why the person was in hospital, in plain words that a worker checks."""
    found = _reasons(reading, encounter)
    if not found:
        return
    words, path = found
    why: list[str] = []
    reading.draft.stay.reason = plain_phrase(words, why)
    if why:
        reading.keep_words(
            "reason for the stay", "Reason for the stay", words, path,
            "It is in the hospital's words. Put it in plain ones.",
        )  # fmt: skip


def _reasons(reading: Reading, encounter: Source | None) -> tuple[str, str] | None:
    if encounter is not None:
        said = [one for each_ in each(encounter.body, "reasonCode") if (one := concept(each_))]
        if said:
            return " and ".join(dict.fromkeys(said)), f"{encounter.path}.reasonCode"
        pointed = [
            *each(encounter.body, "reasonReference"),
            *(first(one, "condition") for one in each(encounter.body, "diagnosis")),
        ]
        for reference in pointed:
            found = reading.find(reference, encounter)
            said_there = concept(found.body, "code") if found else text(reference, "display")
            if said_there:
                return said_there, f"{encounter.path}.diagnosis"
    for condition in reading.of("Condition"):
        if "encounter-diagnosis" in codes(condition.body, "category") and (
            named := concept(condition.body, "code")
        ):
            return named, condition.path
    return None


def _day(written: str | None) -> date | None:
    found = moment(written)
    return found.date() if isinstance(found, datetime) else found
