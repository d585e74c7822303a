"""The PRSB eDischarge summary as JSON, which is structured by its headings but is not FHIR."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from wayhome.explanations import explain_words
from wayhome.explanations.medicines import purpose_of
from wayhome.fhir import allergies
from wayhome.fhir.drafts import USED, Draft, joined, plain_phrase
from wayhome.fhir.elements import Json, each, first, text
from wayhome.fhir.files import FileRead
from wayhome.fhir.sections import (
    ASKED_OF_PROFESSIONALS,
    FOR_PROFESSIONALS,
    advice_items,
    follow_up_items,
)
from wayhome.fhir.verbatim import word_for_word
from wayhome.models.plans import MedicineChange
from wayhome.people.mobiles import uk_mobile
from wayhome.people.nhs_numbers import nhs_number
from wayhome.plans.documents import (
    InstructionWritten,
    ItemWritten,
    MedicineWritten,
    PersonWritten,
    UnsortedWritten,
)
from wayhome.plans.plausible import birth_doubt

_HEADINGS: Final = frozenset(
    {"patient_demographics", "discharge_details", "medications_and_medical_devices", "diagnoses"}
)
_TAKEN = frozenset(
    {
        "patient_demographics",
        "discharge_details",
        "medications_and_medical_devices",
        "allergies_and_adverse_reactions",
        "plan_and_requested_actions",
        "information_and_advice_given",
    }
)
_OF_THE_PERSON = frozenset(
    {"patient_name", "nhs_number", "patient_telephone_number", "date_of_birth", "gender"}
)
_DAY = re.compile(r"(\d{1,2})[-/ ]([A-Za-z]{3,9}|\d{1,2})[-/ ](\d{4})")
_ONLY_NEW = re.compile(r"(?:newly )?(?:added|started|new)\.?", re.IGNORECASE)
_CHANGES = (
    (r"\b(?:added|started|new)\b", MedicineChange.NEW),
    (r"increas|decreas|reduc|chang", MedicineChange.CHANGED),
    (r"stop|discontinu", MedicineChange.STOPPED),
    (r"no change|unchanged|continu", MedicineChange.SAME),
)


def is_summary(content: Json) -> bool:
    return (
        isinstance(content, dict)
        and "resourceType" not in content
        and len(_HEADINGS & content.keys()) > 1
    )


def read_summary(read: FileRead, today: date) -> Draft:
    """Every heading's words are items of the plan, or kept for a person."""
    content, file = read.content, read.name
    draft = Draft(called="the patient", is_document=True, files=[file])
    _person(draft, first(content, "patient_demographics"), f"{file}: patient_demographics", today)
    _stay(draft, content, file)
    _medicines(draft, first(content, "medications_and_medical_devices"), file)
    for one in each(content, "allergies_and_adverse_reactions"):
        _allergy(draft, one, f"{file}: allergies_and_adverse_reactions")
    for heading, words in _words_of(first(content, "plan_and_requested_actions")):
        asked = FOR_PROFESSIONALS if ASKED_OF_PROFESSIONALS.search(heading) else ""
        _add(draft, follow_up_items(words, f"{file}: plan_and_requested_actions.{heading}", asked))
    for heading, words in _words_of(first(content, "information_and_advice_given")):
        _add(draft, advice_items(words, f"{file}: information_and_advice_given.{heading}"))
    for heading, value in content.items():
        if heading not in _TAKEN:
            for one in value if isinstance(value, list) else [value]:
                _keep(draft, heading.replace("_", " ").capitalize(), one, f"{file}: {heading}")
    return draft


def _keep(draft: Draft, title: str, value: Json, path: str, why: str | None = None) -> None:
    words = value if isinstance(value, str) else word_for_word(value)
    if not words or words == "source:":
        return
    item = UnsortedWritten(
        title=title,
        source_text=words,
        source_path=path,
        needs_person=why or "Say what of this the person needs, in plain words.",
    )
    draft.add("unsorted", title, item)


def _add(draft: Draft, items: Iterator[tuple[str, ItemWritten]]) -> None:
    for collection, item in items:
        draft.add(collection, "Action or advice", item)


def _person(draft: Draft, body: Json, path: str, today: date) -> None:
    written = text(body, "patient_name")
    if written is None:
        draft.blockers.append(
            f"{path}.patient_name is missing, so nobody could be greeted. Have the hospital add "
            "it, or put the person on record and give --person."
        )
        return
    name = _said_name(written)
    number = text(body, "nhs_number")
    valid = nhs_number(number) if number else None
    if number and not valid:
        _keep(
            draft,
            "NHS number",
            number,
            f"{path}.nhs_number",
            f"{number} fails the check digit of an NHS number: ask for the right one.",
        )
    mobiles = []
    for one in each(body, "patient_telephone_number"):
        if mobile := uk_mobile(str(one)):
            mobiles.append(mobile)
        else:
            _keep(
                draft,
                "Reached by phone",
                str(one),
                f"{path}.patient_telephone_number",
                "It is no UK mobile number, so no text goes there. Say whether it is used.",
            )
    draft.called, born = name, _day(text(body, "date_of_birth"))
    if born and (doubt := birth_doubt(born, today)):
        _keep(draft, "Date of birth", str(born), f"{path}.date_of_birth", doubt)
        born = None
    draft.person = PersonWritten(
        id=f"nhs-{valid}" if valid else _own_id(name, born),
        name=name,
        called=name.split()[0],
        born_on=born,
        nhs_number=valid,
        nhs_number_in_doubt=number if number and not valid else None,
        mobiles=mobiles,
    )
    draft.count("patient_demographics", USED)
    for name_, value in body.items():
        if name_ not in {
            "patient_name",
            "nhs_number",
            "patient_telephone_number",
            "date_of_birth",
            "gender",
        }:
            _keep(draft, name_.replace("_", " ").capitalize(), value, f"{path}.{name_}")


def _own_id(name: str, born: date | None) -> str:
    return f"prsb-{'-'.join(name.lower().split())}-{born or 'undated'}"


def _said_name(written: str) -> str:
    """`SMITH, Robert (Mr)` as Robert Smith."""
    plain_name = re.sub(r"\s*\([^)]*\)", "", written)
    family, comma, given = plain_name.partition(",")
    family = family.title() if family.isupper() else family
    return f"{given.strip()} {family}".strip() if comma else plain_name


def _stay(draft: Draft, content: Json, file: str) -> None:
    details = first(content, "discharge_details")
    draft.stay.discharged_on = _day(text(details, "date_time_of_discharge"))
    draft.stay.ward = text(details, "discharge_location")
    draft.stay.hospital = text(details, "discharging_organisation") or text(content, "organisation")
    reason = text(content, "diagnoses", "diagnosis_name") or text(
        content, "admission_details", "reason_for_admission"
    )
    if reason:
        draft.stay.reason = plain_phrase(reason, [])
    draft.count("discharge_details", USED)
    for name, value in details.items() if isinstance(details, dict) else ():
        if name not in {"date_time_of_discharge", "discharge_location", "discharging_organisation"}:
            _keep(
                draft,
                name.replace("_", " ").capitalize(),
                value,
                f"{file}: discharge_details.{name}",
            )


def _medicines(draft: Draft, body: Json, file: str) -> None:
    path = f"{file}: medications_and_medical_devices"
    for number, one in enumerate(each(body, "medication_item_entry"), start=1):
        _medicine(draft, one, f"{path}.medication_item_entry[{number}]")
    for number, one in enumerate(each(body, "medication_discontinued_item_entry"), start=1):
        _stopped(draft, one, f"{path}.medication_discontinued_item_entry[{number}]")
    for name, value in body.items() if isinstance(body, dict) else ():
        if not name.startswith("medication_"):
            _keep(draft, name.replace("_", " ").capitalize(), value, f"{path}.{name}")


def _medicine(draft: Draft, body: Json, path: str) -> None:
    change = first(body, "change") or first(body, "status")
    parts = [
        text(body, name)
        for name in (
            "dose_amount_description",
            "dose_timing_description",
            "dose_directions_description",
        )
    ]
    route = ", ".join(str(one) for one in each(body, "route"))
    words = ", ".join(one for one in [*parts, route] if one)
    name = text(body, "medication_name") or "A medicine without a name"
    dose = explain_words(words, medicine=name)
    why = list(dose.doubts) if not dose.proven else []
    if not words:
        why.append("The source gives no dose.")
    indication = text(change, "indication") or text(body, "indication")
    amendment = text(change, "description_of_amendment")
    if amendment and not _ONLY_NEW.fullmatch(amendment):
        why.append(f"The source says of it: {amendment}. Check what changed.")
    item = MedicineWritten(
        name=name,
        purpose=plain_phrase(indication, why) if indication else purpose_of(name) or None,
        how_to_take=dose.text or None,
        as_needed=bool(
            re.search(r"\bprn\b|as (?:needed|required)|when required", words, re.IGNORECASE)
        ),
        change=_change(amendment),
        source_text=word_for_word(body),
        source_path=path,
        source_data=body if isinstance(body, dict) else None,
        needs_person=joined(why),
    )
    draft.add("medicines", "Medicine", item)


def _stopped(draft: Draft, body: Json, path: str) -> None:
    comment = text(body, "comment")
    why = [f"A comment says: {comment}." if comment else ""]
    item = MedicineWritten(
        name=text(body, "name_of_discontinued_medication") or "A medicine without a name",
        change=MedicineChange.STOPPED,
        source_text=word_for_word(body),
        source_path=path,
        source_data=body if isinstance(body, dict) else None,
        needs_person=joined(why),
    )
    draft.add("medicines", "Medicine", item)


def _change(amendment: str | None) -> MedicineChange:
    found = (change for said, change in _CHANGES if re.search(said, amendment or "", re.IGNORECASE))
    return next(found, MedicineChange.NOT_SAID)


def _allergy(draft: Draft, body: Json, path: str) -> None:
    agent, reaction = text(body, "causative_agent"), text(body, "description_of_reaction")
    if agent is None:
        _keep(draft, "Allergy", body, path)
        return
    told = allergies.told_of(agent, [reaction] if reaction else [])
    item = InstructionWritten(
        source_text=word_for_word(body),
        source_path=path,
        needs_person=joined(told.fields.pop("why")),
        **told.fields,
    )
    draft.add("instructions", "Allergy", item)


def _words_of(body: Json) -> Iterator[tuple[str, str]]:
    if isinstance(body, str):
        yield "text", body
    for name, value in body.items() if isinstance(body, dict) else ():
        for one in value if isinstance(value, list) else [value]:
            yield name, one if isinstance(one, str) else word_for_word(one)


def _day(written: str | None) -> date | None:
    found = _DAY.search(written or "")
    if found is None:
        try:
            return date.fromisoformat((written or "")[:10])
        except ValueError:
            return None
    day, month, year = found.groups()
    for form in ("%d %b %Y", "%d %B %Y", "%d %m %Y"):
        try:
            return datetime.strptime(f"{day} {month} {year}", form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None
