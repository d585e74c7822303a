"""The person: name, numbers, how to reach them and how they need to be communicated with."""

from __future__ import annotations

from datetime import date
from typing import Final

from wayhome.fhir.drafts import Draft, Reading
from wayhome.fhir.elements import (
    Json,
    codes,
    concept,
    each,
    extensions,
    first,
    human_name,
    moment,
    text,
    value_of,
)
from wayhome.fhir.grouping import nhs_numbers
from wayhome.fhir.sources import Source
from wayhome.fhir.verbatim import word_for_word
from wayhome.models.needs import NeedKind
from wayhome.people.mobiles import uk_mobile
from wayhome.people.nhs_numbers import nhs_number
from wayhome.plans.documents import NeedWritten, PersonWritten
from wayhome.plans.plausible import birth_doubt

_ENGLISH = ("en", "english")
_SIGN: Final = {"bfi": "bfi", "british sign language": "bfi"}
_FORMATS: Final = (("easy read", NeedKind.EASY_READ), ("telephone", NeedKind.CALL_NOT_TEXT))


def read(reading: Reading) -> None:
    """Fills in the draft's person, and marks what of the Patient needs a person."""
    source, draft = reading.group.patient, reading.draft
    if source is None:
        draft.blockers.append(
            f"{draft.said_files}: no Patient is in these files (they speak of "
            f"{draft.called}). Add the file that has the Patient, or give --person with somebody "
            "on record."
        )
        return
    reading.use(source)
    for again in reading.of("Patient"):
        reading.use(again)
    _refuse_death(source, draft)
    names = each(source.body, "name")
    official = (one for one in names if text(one, "use") == "official")
    best = next(official, names[0] if names else None)
    name = human_name(best)
    if name is None:
        draft.blockers.append(
            f"{source.path}.name is missing, so nobody could be greeted. Have the hospital add it, "
            "or put the person on record and give --person."
        )
        return
    draft.called = name
    usual = next((one for one in names if text(one, "use") in {"usual", "nickname"}), best)
    draft.person = _written(reading, source, name, text(usual, "given") or name.split()[0])


def _written(reading: Reading, source: Source, name: str, called: str) -> PersonWritten:
    body = source.body
    numbers = nhs_numbers(body)
    valid = [found for one in numbers if (found := nhs_number(one))]
    doubtful = [one for one in numbers if not nhs_number(one)]
    written = text(body, "birthDate")
    born = moment(written)
    if written and born is None:
        reading.keep_words(
            "date of birth", "Date of birth", written, f"{source.path}.birthDate",
            "It is no whole date. Ask for the day.",
        )  # fmt: skip
    if isinstance(born, date) and (doubt := birth_doubt(born, reading.today)):
        reading.keep_words(
            "date of birth", "Date of birth", str(written), f"{source.path}.birthDate", doubt
        )
        born = None
    _keep_numbers(reading, source, doubtful)
    return PersonWritten(
        id=_local_id(body, valid),
        name=name,
        called=called.title() if called.isupper() else called,
        born_on=born if isinstance(born, date) else None,
        nhs_number=valid[0] if valid else None,
        nhs_number_in_doubt=doubtful[0] if doubtful and not valid else None,
        mobiles=_mobiles(reading, source),
        needs=_needs(body),
    )


def _local_id(body: Json, valid: list[str]) -> str:
    """The NHS number finds a person again wherever they come from; else the hospital's own."""
    if valid:
        return f"nhs-{valid[0]}"
    for one in each(body, "identifier"):
        if "mr" in codes(one, "type") and (value := text(one, "value")):
            return f"mrn-{value}"
    return f"fhir-{text(body, 'id') or 'without-id'}"


def _refuse_death(source: Source, draft: Draft) -> None:
    if first(source.body, "deceasedBoolean") is True or text(source.body, "deceasedDateTime"):
        draft.blockers.append(
            f"{source.path}.deceased says that this person has died. No plan is imported: check "
            "with the hospital, and stop their texts."
        )


def _keep_numbers(reading: Reading, source: Source, doubtful: list[str]) -> None:
    for one in doubtful:
        reading.keep_words(
            "NHS number", "NHS number", one, f"{source.path}.identifier",
            f"{one} fails the check digit of an NHS number: ask for the right one.",
        )  # fmt: skip


def _mobiles(reading: Reading, source: Source) -> list[str]:
    """UK mobiles may be texted; every other way to reach the person is kept for a person."""
    found = []
    for one in each(source.body, "telecom"):
        value = text(one, "value")
        mobile = uk_mobile(value) if value and text(one, "system") != "email" else None
        if mobile is not None and text(one, "use") != "old":
            found.append(mobile)
        elif value is not None:
            kind = text(one, "system") or "telecom"
            reading.keep_words(
                "way to reach the person", f"Reached by {kind}", word_for_word(one),
                f"{source.path}.telecom",
                "It is no UK mobile number, so no text goes there. Say whether it is used.",
            )  # fmt: skip
    return list(dict.fromkeys(found))


def _needs(body: Json) -> list[NeedWritten]:
    return [*_language(body), *_formats(body)]


def _language(body: Json) -> list[NeedWritten]:
    """A language where English is not among theirs, or where another is preferred."""
    spoken = each(body, "communication")
    preferred = [one for one in spoken if first(one, "preferred") is True]
    interpreter = any(
        "interpreterRequired" in str(text(one, "url")) and value_of(one) is True
        for one in extensions(body)
    )
    chosen = preferred or spoken
    if not interpreter and (not chosen or any(_is_english(one) for one in chosen)):
        return []
    other = next((one for one in chosen if not _is_english(one)), None)
    said = concept(other, "language") if other else "an interpreter"
    if other is None or (tag := _tag(other)) is None:
        return [NeedWritten(need=NeedKind.OTHER, wording=said)]
    reason = "An interpreter is required." if interpreter else None
    return [NeedWritten(need=NeedKind.LANGUAGE, language=tag, wording=said, reason=reason)]


def _is_english(communication: Json) -> bool:
    said = {*codes(communication, "language"), str(concept(communication, "language")).lower()}
    return any(one in _ENGLISH or one.startswith(("en-", "english")) for one in said)


def _tag(communication: Json) -> str | None:
    for coding in each(first(communication, "language"), "coding"):
        code = str(text(coding, "code") or "")
        if "bcp" in str(text(coding, "system")) and code.replace("-", "").isalnum():
            return code
    said = str(concept(communication, "language")).lower()
    return next((tag for name, tag in _SIGN.items() if name in said), None)


def _formats(body: Json) -> list[NeedWritten]:
    """UK Core's ContactPreference: the preferred method and written format."""
    needs = []
    for one in extensions(body):
        url = str(text(one, "url"))
        if not url.endswith(("PreferredContactMethod", "PreferredWrittenCommunicationFormat")):
            continue
        if said := concept(value_of(one)):
            kind = next((kind for name, kind in _FORMATS if name in said.lower()), NeedKind.OTHER)
            needs.append(NeedWritten(need=kind, wording=said))
    return needs
