"""Whom the person can ring: care team, practice, ward; family is for a person to enrol."""

from __future__ import annotations

import re

from wayhome.content.plain_words import plain_words
from wayhome.fhir.drafts import Reading, plain_phrase
from wayhome.fhir.elements import Json, concept, each, first, human_name, phone, text
from wayhome.fhir.sources import Source
from wayhome.fhir.verbatim import word_for_word
from wayhome.plans.documents import ContactWritten

_KEY_WORKER = re.compile(
    r"key.?worker|care co-?ordinator|case manager|named (?:nurse|worker)", re.IGNORECASE
)
_CARER = "Ask the person whether they may be told of the plan, then put them on record as a carer."
_SERVICES = ("Organization", "HealthcareService", "Location", "Practitioner")
_ROLES = {"Organization": "hospital or practice", "Location": "ward or clinic"}


def read(reading: Reading) -> None:
    for team in reading.of("CareTeam"):
        _team(reading, team)
    for one in reading.of("PractitionerRole"):
        _role(reading, one)
    for one in reading.of(*_SERVICES):
        if reading.is_unread(one) and phone(one.body):
            _service(reading, one)
    _family(reading)
    _practice(reading)


def _team(reading: Reading, team: Source) -> None:
    found = [_member(reading, team, one) for one in each(team.body, "participant")]
    if str(text(team.body, "status")) not in {"active", "None"} or not any(found):
        reading.keep(team, "A care team; say whom the person rings.")
        return
    for member in found:
        if member is None:
            continue
        role, name, number, source = member
        reading.use(source)
        why = [] if role else ["Say what this contact is to the person."]
        if number is None:
            reading.keep_words(
                "member of a care team",
                f"Contact: {role or name}",
                f"{role or ''} {name or ''}".strip(),
                team.path,
                "The source gives no telephone number. Add it.",
            )
            continue
        reading.add(
            team,
            "contacts",
            ContactWritten,
            why=why,
            words=f"{role or ''} {name or ''} {number}".strip(),
            role=plain_phrase(role, why) if role else plain_words().unnamed_contact,
            name=name,
            phone=number,
            is_key_worker=bool(role and _KEY_WORKER.search(role)),
        )
    reading.use(team)


def _member(
    reading: Reading, team: Source, participant: Json
) -> tuple[str | None, str | None, str | None, Source | None] | None:
    reference = first(participant, "member")
    found = reading.find(reference, team)
    if found is not None and found.kind == "Patient":
        return None
    role = concept(participant, "role") or (concept(found.body, "code") if found else None)
    name = text(reference, "display") or (_name(reading, found) if found else None)
    number = (phone(found.body) if found else None) or phone(team.body)
    return (role, name, number, found) if role or name else None


def _name(reading: Reading, source: Source) -> str | None:
    if source.kind == "Practitioner":
        return human_name(first(source.body, "name"))
    if source.kind == "PractitionerRole":
        reference = first(source.body, "practitioner")
        found = reading.find(reference, source)
        reading.use(found)
        return _name(reading, found) if found else text(reference, "display")
    return text(source.body, "name")


def _role(reading: Reading, source: Source) -> None:
    if not reading.is_unread(source):
        return
    body = source.body
    place = reading.find(first(body, "organization"), source)
    number = phone(body) or (phone(place.body) if place else None)
    role, name = concept(body, "code"), _name(reading, source)
    if number is None or role is None:
        reading.keep(source, "It has no telephone number or no role. Complete it.", "Contact")
        return
    why = ["Say what the person rings them about."]
    reading.add(
        source,
        "contacts",
        ContactWritten,
        why=why,
        role=plain_phrase(role, why),
        name=name,
        phone=number,
    )


def _role_of(reading: Reading, source: Source) -> str:
    """What an organisation is to the person, by who refers to it."""
    patient = reading.group.patient
    practices = each(patient.body, "generalPractitioner") if patient else []
    if patient and any(reading.find(one, patient) is source for one in practices):
        return "GP practice"
    return _ROLES.get(source.kind, "hospital staff")


def _service(reading: Reading, source: Source) -> None:
    why = ["Say what the person rings them about."]
    reading.add(
        source,
        "contacts",
        ContactWritten,
        why=why,
        role=_role_of(reading, source),
        name=_name(reading, source),
        phone=phone(source.body),
    )


def _family(reading: Reading) -> None:
    patient = reading.group.patient
    for one in each(patient.body, "contact") if patient else ():
        reading.keep_words(
            "family or friend",
            "Family or friend",
            word_for_word(one),
            f"{patient.path if patient else ''}.contact",
            _CARER,
        )
    for source in reading.of("RelatedPerson"):
        reading.keep(
            source,
            _CARER,
            "Family or friend",
        )


def _practice(reading: Reading) -> None:
    """The GP practice where only its name is known."""
    patient = reading.group.patient
    for reference in each(patient.body, "generalPractitioner") if patient else ():
        if patient and reading.find(reference, patient) is None:
            reading.keep_words(
                "GP practice",
                "GP practice",
                word_for_word(reference),
                f"{patient.path}.generalPractitioner",
                "The practice is not in the files. Add its name and telephone number.",
            )
