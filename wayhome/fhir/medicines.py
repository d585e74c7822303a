"""Medicines: requests, statements and dispenses, each with its doses as the source has them."""

from __future__ import annotations

import re
from typing import Final

from wayhome.explanations import explain_dosages
from wayhome.explanations.medicines import purpose_of
from wayhome.fhir.allergies import clash
from wayhome.fhir.drafts import Reading, plain_phrase
from wayhome.fhir.elements import Json, codes, concept, each, first, text
from wayhome.fhir.sources import Source
from wayhome.fhir.verbatim import word_for_word
from wayhome.models.plans import MedicineChange, TimeOfDay
from wayhome.plans.documents import MedicineWritten

KINDS = ("MedicationRequest", "MedicationStatement", "MedicationDispense")
_STOPPED = frozenset({"stopped", "cancelled", "not-taken"})
#: The maker, which the NHS dictionary of medicines puts last; people do not say it.
_MAKER: Final = re.compile(
    r"\s*\([^()]*\b(?:ltd|limited|plc|llp|inc|gmbh|ab|ag|bv|pharma\w*|laborator\w+)\.?\)\s*$",
    re.IGNORECASE,
)
_NOT_TRUE = "The source says that it was entered in error. Do not use it."
_WAITS: Final = {
    "on-hold": "The source says that it is on hold: say what the person does meanwhile.",
    "completed": "The source says that it is finished: say whether it is still taken.",
    "draft": "The source has it as a draft only: ask the hospital.",
    "intended": "The source says that it is intended: say whether it has begun.",
    "unknown": "The source does not say whether it is taken now.",
}
_TIMES: Final = {
    "MORN": TimeOfDay.MORNING, "CM": TimeOfDay.MORNING, "ACM": TimeOfDay.MORNING,
    "NOON": TimeOfDay.MIDDAY, "CD": TimeOfDay.MIDDAY, "EVE": TimeOfDay.EVENING,
    "CV": TimeOfDay.EVENING, "HS": TimeOfDay.BEDTIME, "NIGHT": TimeOfDay.BEDTIME,
}  # fmt: skip


def read(reading: Reading) -> None:
    sources = reading.of(*KINDS)
    taken_home = any("discharge" in _category(one) for one in sources)
    named: set[str] = set()
    for source in sorted(sources, key=lambda one: "discharge" not in _category(one)):
        name = medicine_name(reading, source)
        _read_one(reading, source, name, taken_home=taken_home, repeated=name in named)
        named |= {name} if name else set()


def medicine_name(reading: Reading, source: Source) -> str | None:
    """As the source has it; None where it names none or the reference leads nowhere."""
    if named := concept(source.body, "medicationCodeableConcept"):
        return named
    reference = first(source.body, "medicationReference")
    found = reading.find(reference, source)
    reading.use(found)
    if found is not None:
        reached = concept(found.body, "code") or _ingredients(found)
        if reached:
            return reached
    return text(reference, "display")


def _nameless(body: Json) -> str:
    reference = text(body, "medicationReference", "reference")
    if reference is None:
        return "The source names no medicine. Ask the hospital which one it is."
    return (
        f"It refers to {reference} for its name, which is in none of these files or has no name. "
        "Add the file that holds it, or ask the hospital which medicine it is."
    )


def _ingredients(medication: Source) -> str | None:
    parts = [
        said
        for one in each(medication.body, "ingredient")
        if (said := concept(one, "itemCodeableConcept"))
    ]
    return " and ".join(parts) or None


def _read_one(
    reading: Reading, source: Source, name: str | None, *, taken_home: bool, repeated: bool
) -> None:
    body = source.body
    status = str(text(body, "status"))
    dosages = list(each(body, "dosageInstruction") or each(body, "dosage"))
    doses = explain_dosages([one for one in dosages if isinstance(one, dict)], medicine=name or "")
    dose_words = doses.source or "\n".join(word_for_word(one) for one in dosages)
    said = f"{name or 'No name'}: {dose_words}".strip(": ")
    title, notes = f"Medicine: {name or 'without a name'}", _notes(body)
    words = "\n".join([said, f"status: {status}", *notes])
    if status == "entered-in-error":
        reading.keep(source, _NOT_TRUE, title, words)
        return
    if aside := _set_aside(source, taken_home=taken_home, repeated=repeated):
        reading.keep(source, aside, title, words)
        return
    why = [*_doubts(reading, source, name, status), *dose_faults(dosages)]
    if repeated:
        why.append("The source names this medicine more than once. Say it once.")
    if status not in _STOPPED:
        why += () if doses.proven else doses.doubts
    reading.add(
        source,
        "medicines",
        MedicineWritten,
        why=why,
        words="\n".join([said, *notes]),
        name=_MAKER.sub("", name or "") or "A medicine without a name",
        purpose=_purpose(reading, source, why) or purpose_of(name or "") or None,
        how_to_take=(doses.text or None) if status not in _STOPPED else None,
        times_of_day=_times(dosages),
        as_needed=any(_as_needed(one) for one in dosages),
        change=MedicineChange.STOPPED if status in _STOPPED else MedicineChange.NOT_SAID,
    )


def _set_aside(source: Source, *, taken_home: bool, repeated: bool) -> str | None:
    """Why it is not on the list of what is taken at home, where it is not."""
    if taken_home and "discharge" not in _category(source):
        return (
            "It is not on the list of medicines to take home: it was given in hospital or taken "
            "before. Say whether it is taken now."
        )
    if source.kind == "MedicationDispense" and repeated:
        return "A record that it was handed out. Check that it says the same as the plan."
    return None


def _doubts(reading: Reading, source: Source, name: str | None, status: str) -> list[str]:
    body = source.body
    why = [] if name else [_nameless(body)]
    if (against := clash(reading, name or "")) and status not in _STOPPED:
        why.append(against)
    if status in _WAITS:
        why.append(_WAITS[status])
    if first(body, "doNotPerform") is True:
        why.append("The source says NOT to give it. Say so in plain words.")
    if text(body, "intent") in {"proposal", "plan", "option"}:
        why.append("The source has it as a proposal only: ask the hospital.")
    end = text(body, "effectivePeriod", "end") or ""
    if end and end[:10] < reading.today.isoformat():
        why.append(f"The source says that it ended on {end[:10]}.")
    if not (each(body, "dosageInstruction") or each(body, "dosage")) and status not in _STOPPED:
        why.append("The source gives no dose.")
    return why + [f"A note says: {note}" for note in _notes(body)]


def _purpose(reading: Reading, source: Source, why: list[str]) -> str | None:
    reasons = [said for one in each(source.body, "reasonCode") if (said := concept(one))]
    for one in each(source.body, "reasonReference"):
        found = reading.find(one, source)
        said = concept(found.body, "code") if found else text(one, "display")
        reasons += [said] if said else []
    if not reasons:
        return None
    return plain_phrase(" and ".join(dict.fromkeys(reasons)), why) or None


def dose_faults(dosages: list[Json]) -> list[str]:
    """Doses that no one can act on, with the path of each."""
    found = []
    for number, dosage in enumerate(dosages):
        if not isinstance(dosage, dict):
            found.append(f"Dose {number + 1} cannot be read.")
            continue
        for at, rate in enumerate(each(dosage, "doseAndRate")):
            for name in ("doseQuantity", "maxDosePerPeriod"):
                quantity = first(rate, name)
                if isinstance(quantity, dict) and not (
                    text(quantity, "unit") or text(quantity, "code")
                ):
                    found.append(f"Dose {number + 1} has no unit (doseAndRate {at + 1}, {name}).")
    return found


def _notes(body: Json) -> list[str]:
    return [said for one in each(body, "note") if (said := text(one, "text"))]


def _category(source: Source) -> set[str]:
    return codes(source.body, "category")


def _as_needed(dosage: Json) -> bool:
    return first(dosage, "asNeededBoolean") is True or bool(
        first(dosage, "asNeededCodeableConcept")
    )


def _times(dosages: list[Json]) -> list[TimeOfDay]:
    """Named parts of the day; none where a dose has times that no part of the day holds."""
    named = [
        str(code) for dosage in dosages for code in each(first(dosage, "timing", "repeat"), "when")
    ]
    if not named or any(code not in _TIMES for code in named):
        return []
    return list(dict.fromkeys(_TIMES[code] for code in named))
