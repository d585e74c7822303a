"""The plan as it is written in a `plan.yaml`: checked field by field, with errors that advise."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from wayhome.models.needs import NeedKind
from wayhome.models.people import PersonKind
from wayhome.models.plans import MedicineChange, TimeOfDay
from wayhome.people.nhs_numbers import nhs_number
from wayhome.plans.written_hours import written_hours

#: Marks of word processors that would turn a text into the dearer, shorter encoding.
_TYPOGRAPHY = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u2026": "...", "\u00a0": " ", "\u2022": "-", "\u00bd": "half",
    }
)  # fmt: skip


class PlanDocumentError(ValueError):
    """A plan cannot be used as written; the message names the file, the field and what to do."""


def _plain(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    return written.translate(_TYPOGRAPHY) if isinstance(written, str) else written


def _hours(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    return written if isinstance(written, dict) else written_hours(written)


_HOURS = WithJsonSchema(
    {"type": "string", "examples": ["Monday to Friday 8am to 6:30pm", "every day, day and night"]}
)


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f'"{name}" is no time zone; write Europe/London') from None
    return name


Text = Annotated[
    str, BeforeValidator(_plain), StringConstraints(strip_whitespace=True, min_length=1)
]
Mobile = Annotated[str, StringConstraints(pattern=r"^\+447\d{9}$")]
ChatId = Annotated[str, BeforeValidator(str), StringConstraints(pattern=r"^-?\d{1,20}$")]
#: BCP 47, such as `pl` or `pt-BR`.
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Zone = Annotated[str, AfterValidator(_zone)]


def _proven(number: str) -> str:
    if nhs_number(number) is None:
        raise ValueError(
            f"{number} fails the check digit of an NHS number; correct it, or write it as "
            "nhs_number_in_doubt"
        )
    return number


NhsNumber = Annotated[str, StringConstraints(pattern=r"^\d{10}$"), AfterValidator(_proven)]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CareLinkWritten(_Written):
    """Whom a carer looks after: `person` is the patient's id, `may_know` topics or `all`."""

    person: Text
    relationship: Text
    may_know: list[Text] = []


class NeedWritten(_Written):
    """A communication need: what is needed, why, and when to ask again."""

    need: NeedKind
    wording: Text | None = None
    language: Language | None = None
    reason: Text | None = None
    review_on: date | None = None

    @model_validator(mode="after")
    def _names_its_language(self) -> Self:
        if self.need is NeedKind.LANGUAGE and self.language is None:
            raise ValueError("say which language, for example language: pl")
        return self


class PersonWritten(_Written):
    id: Text
    kind: PersonKind = PersonKind.PATIENT
    name: Text
    called: Text
    born_on: date | None = None
    nhs_number: NhsNumber | None = None
    #: As the source has it, where it fails its check digit.
    nhs_number_in_doubt: Text | None = None
    timezone: Zone = "Europe/London"
    nation: Literal["ENG", "WLS", "SCT", "NIR"] = "ENG"
    mobiles: list[Mobile] = []
    telegram_chats: list[ChatId] = []
    cares_for: list[CareLinkWritten] = []
    needs: list[NeedWritten] = []


class ItemWritten(_Written):
    """What every item may say of where it came from."""

    #: The source's own words, where the item was imported.
    source_text: str | None = None
    #: Where they stand in the source: the file and the path in it.
    source_path: str | None = None
    #: The source's structured form, such as a FHIR resource.
    source_data: dict[str, Any] | None = None
    #: Why a person must see to the item before it is said; left out where nobody need.
    needs_person: Text | None = None


class MedicineWritten(ItemWritten):
    name: Text
    other_names: list[Text] = []
    purpose: Text | None = None
    how_to_take: Text | None = None
    times_of_day: list[TimeOfDay] = []
    as_needed: bool = False
    change: MedicineChange
    note: Text | None = None


class AppointmentWritten(ItemWritten):
    title: Text
    other_names: list[Text] = []
    #: In the person's own time zone; left out where it is still to be booked.
    starts_at: datetime | None = None
    place: Text | None = None
    who_with: Text | None = None
    bring: Text | None = None
    prepare: Text | None = None
    transport: Text | None = None
    phone: Text | None = None
    note: Text | None = None


class EquipmentWritten(ItemWritten):
    name: Text
    other_names: list[Text] = []
    use: Text | None = None
    delivery: Text | None = None
    supplier: Text | None = None
    phone: Text | None = None


class CareVisitWritten(ItemWritten):
    who: Text
    what_for: Text
    when: Text
    phone: Text | None = None
    note: Text | None = None


class InstructionWritten(ItemWritten):
    topic: Text
    asked_by: list[Text] = []
    wording: Text


class WarningSignWritten(ItemWritten):
    wording: Text
    what_to_do: Text


class ContactWritten(ItemWritten):
    role: Text
    name: Text | None = None
    phone: Text
    what_for: Text | None = None
    asked_by: list[Text] = []
    is_key_worker: bool = False
    hours: list[Annotated[dict[str, Any], BeforeValidator(_hours), _HOURS]] = []


class GoalWritten(ItemWritten):
    wording: Text


class UnsortedWritten(ItemWritten):
    """What fits no other kind of item."""

    title: Text
    wording: Text | None = None


class PlanWritten(_Written):
    hospital: Text
    ward: Text | None = None
    discharged_on: date
    reason: Text
    pathway: Annotated[int, Field(ge=0, le=3)] | None = None
    medicines: list[MedicineWritten] = []
    appointments: list[AppointmentWritten] = []
    equipment: list[EquipmentWritten] = []
    care_visits: list[CareVisitWritten] = []
    instructions: list[InstructionWritten] = []
    warning_signs: list[WarningSignWritten] = []
    contacts: list[ContactWritten] = []
    goals: list[GoalWritten] = []
    unsorted: list[UnsortedWritten] = []


class PlanDocument(_Written):
    """A person and, unless they are a carer only, their plan."""

    person: PersonWritten
    plan: PlanWritten | None = None


def read_document(path: Path) -> PlanDocument:
    """Raises PlanDocumentError."""
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise PlanDocumentError(f"{path}: cannot be read: {fault.strerror}.") from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        where = " ".join(str(fault).split())
        raise PlanDocumentError(f"{path}: this is not readable YAML: {where}") from fault
    return check_document(written, str(path))


def check_document(written: Any, where: str) -> PlanDocument:  # noqa: ANN401 - whatever YAML held
    """The same for a document that is already read; `where` stands in the errors."""
    try:
        return PlanDocument.model_validate(written)
    except ValidationError as error:
        faults = [_advice(fault) for fault in error.errors(include_url=False)]
        raise PlanDocumentError(f"{where}: {'; '.join(faults)}.") from error


def document_schema() -> dict[str, Any]:
    """JSON Schema of a plan.yaml, for editors and other systems."""
    schema = PlanDocument.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _advice(fault: Any) -> str:  # noqa: ANN401 - pydantic's own typed dict
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in fault["loc"])
    what = {
        "missing": "is missing; add it",
        "extra_forbidden": "is not a field that a plan has; check its spelling or take it out",
    }.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    return f"{field or 'the file'}: {what}"
