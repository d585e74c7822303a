"""Appointments, referrals, equipment, care plans and goals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from wayhome.fhir.drafts import Reading, plain, plain_phrase
from wayhome.fhir.elements import Json, concept, each, first, moment, phone, text
from wayhome.fhir.sources import Source
from wayhome.fhir.topics import topic_of
from wayhome.plans.documents import (
    AppointmentWritten,
    EquipmentWritten,
    GoalWritten,
    InstructionWritten,
)
from wayhome.plans.plausible import appointment_doubt

#: What is only named, and by this is where and not who.
_PLACE = re.compile(
    r"(?!.*\b(?:nurse|sister|doctor|dr|mr|mrs|ms|miss|team|consultant|manager)\b)"
    r".*\b(?:clinic|ward|hospital|surgery|centre|room|department)\b",
    re.IGNORECASE,
)
_OVER = frozenset({"cancelled", "noshow", "revoked", "entered-in-error", "completed", "rejected"})
_EQUIPMENT = ("DeviceRequest", "DeviceUseStatement", "SupplyRequest", "SupplyDelivery", "Device")


def read(reading: Reading) -> None:
    for one in reading.of("Appointment"):
        _appointment(reading, one)
    for one in reading.of("ServiceRequest"):
        _referral(reading, one)
    for one in reading.of(*_EQUIPMENT):
        _equipment(reading, one)
    for one in reading.of("CarePlan"):
        _care_plan(reading, one)
    for one in reading.of("Goal"):
        _goal(reading, one)


def _appointment(reading: Reading, source: Source) -> None:
    body = source.body
    status = str(text(body, "status"))
    named = (concept(body, name) for name in ("serviceType", "specialty", "appointmentType"))
    title = next((said for said in named if said), text(body, "description"))
    if status in _OVER or title is None:
        _keep(reading, source, title, "It does not say what it is for", "Appointment")
        return
    why: list[str] = []
    starts_at = moment(text(body, "start"))
    why += _when(starts_at, text(body, "start"), reading.today)
    who, place = _participants(reading, source)
    notes = [text(body, "description"), text(body, "comment")]
    why += [f"It has a note: {note}" for note in notes if note and note != title]
    prepare = text(body, "patientInstruction")
    reading.add(
        source,
        "appointments",
        AppointmentWritten,
        why=why,
        title=plain_phrase(title, why),
        starts_at=starts_at if isinstance(starts_at, datetime) else None,
        who_with=who,
        place=place,
        prepare=plain(prepare, why) if prepare else None,
    )


def _keep(reading: Reading, source: Source, name: str | None, nameless: str, title: str) -> None:
    """Word for word: it has no name, or its status says that it is over."""
    what = f"Its status is {text(source.body, 'status')}" if name else nameless
    reading.keep(source, f"{what}. Say what the person is told of it.", title)


def _when(starts_at: datetime | date | None, written: str | None, today: date) -> Sequence[str]:
    if written is None:
        return ["It has no day yet: say who books it."]
    if starts_at is None:
        return [f'Its time is written as "{written}", which is no time. Ask the hospital.']
    day = starts_at.date() if isinstance(starts_at, datetime) else starts_at
    if day < today:
        return [f"It was on {day.isoformat()}, which has gone by. Say whether it took place."]
    if doubt := appointment_doubt(day, today):
        return [doubt]
    if not isinstance(starts_at, datetime):
        return [f"It is on {day.isoformat()}, and no hour is given. Ask for the hour."]
    return [] if starts_at.tzinfo else ["Its time has no time zone. Check the hour."]


def _participants(reading: Reading, source: Source) -> tuple[str | None, str | None]:
    who: list[str] = []
    places: list[str] = []
    for one in each(source.body, "participant"):
        actor = first(one, "actor")
        found = reading.find(actor, source)
        kind = found.kind if found else str(text(actor, "reference")).rsplit("/", 1)[0]
        name = text(actor, "display") or (text(found.body, "name") if found else None)
        if name is None or kind.endswith(("Patient", "RelatedPerson")):
            continue
        is_place = kind.endswith("Location") or (found is None and bool(_PLACE.search(name)))
        (places if is_place else who).append(name)
        reading.use(found)
    return ", ".join(who) or None, ", ".join(places) or None


def _referral(reading: Reading, source: Source) -> None:
    body = source.body
    status, name = str(text(body, "status")), concept(body, "code")
    if status in _OVER or name is None or first(body, "doNotPerform") is True:
        _keep(reading, source, name, "It does not say what it asks for", f"Request: {name}")
        return
    written = text(body, "occurrenceDateTime") or text(body, "occurrencePeriod", "start")
    starts_at = moment(written)
    why = [
        "The hospital asked for it; say who does it, when, and what the person must do.",
        *(_when(starts_at, written, reading.today) if written else ()),
    ]
    prepare = text(body, "patientInstruction")
    reading.add(
        source,
        "appointments",
        AppointmentWritten,
        why=why,
        title=plain_phrase(name, why),
        starts_at=starts_at if isinstance(starts_at, datetime) else None,
        prepare=plain(prepare, why) if prepare else None,
    )


def _equipment(reading: Reading, source: Source) -> None:
    body = source.body
    device = reading.find(first(body, "codeReference") or first(body, "device"), source)
    reading.use(device)
    name = next(
        (
            said
            for where, element in (
                (body, "codeCodeableConcept"), (body, "itemCodeableConcept"), (body, "type"),
                (device.body if device else None, "type"),
                (device.body if device else None, "deviceName"),
            )
            if (said := concept(where, element) or text(where, element, "name"))
        ),
        None,
    )  # fmt: skip
    status = str(text(body, "status"))
    if name is None or status in _OVER - {"completed"}:
        _keep(reading, source, name, "It does not say what equipment it is", "Equipment")
        return
    why = ["Say what it is for, and whether it is delivered."]
    reading.add(
        source,
        "equipment",
        EquipmentWritten,
        why=why,
        name=plain_phrase(name, why),
        phone=phone(device.body, "contact") if device else None,
    )


def _care_plan(reading: Reading, source: Source) -> None:
    status = str(text(source.body, "status"))
    instructions = [
        said for one in each(source.body, "activity") if (said := _activity(reading, source, one))
    ]
    if status in _OVER or not instructions:
        reading.keep(source, f"A care plan ({status}). Say what of it the person needs.")
        return
    for words, state in instructions:
        why = [f"It is part of a care plan ({status}). Say it as an instruction."]
        if state in _OVER:
            why.append(f"This activity is {state}.")
        reading.add(
            source,
            "instructions",
            InstructionWritten,
            why=why,
            words=words,
            topic=topic_of(words),
            wording=plain(words, why),
        )


def _activity(reading: Reading, source: Source, activity: Json) -> tuple[str, str] | None:
    detail = first(activity, "detail")
    if detail is None:
        reading.use(reading.find(first(activity, "reference"), source))
        return None
    said = [
        "Do NOT do this:" if first(detail, "doNotPerform") is True else None,
        concept(detail, "code"),
        text(detail, "description"),
    ]
    words = " ".join(one for one in said if one)
    return (words, str(text(detail, "status"))) if words else None


def _goal(reading: Reading, source: Source) -> None:
    words = concept(source.body, "description")
    state = str(text(source.body, "lifecycleStatus"))
    if words is None or state in _OVER:
        reading.keep(source, f"A goal without words, or one that is {state}.")
        return
    why: list[str] = []
    own = text(source.body, "expressedBy", "reference")
    if own is None or "Patient" not in own:
        why.append("The source does not say that these are the person's own words.")
    reading.add(source, "goals", GoalWritten, why=why, words=words, wording=words)
