"""A campaign as staff write it: whom it is for, what they get, when, and how fast."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from wayhome.campaigns.pacing import Stretch
from wayhome.campaigns.wording import fault_in
from wayhome.content.check_ins import Audience as Kind
from wayhome.content.check_ins import Hour, Key, Wording
from wayhome.content.yaml_models import read_model
from wayhome.models import ChannelName, NeedKind
from wayhome.people.texting_hours import TextingHours

_WEEKS = 6
#: Beyond it Telegram answers 429 (standards.md 5.5).
_TELEGRAM_MOST = 30


def _day(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    if isinstance(written, str):
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise ValueError(f'"{written}" is no day; write it as 2026-11-30') from None
    if not isinstance(written, date):
        raise ValueError(f'"{written}" is no day; write it as 2026-11-30')  # noqa: TRY004 - pydantic reads ValueError
    return written


Day: TypeAlias = Annotated[date, BeforeValidator(_day)]
Pathway: TypeAlias = Annotated[int, Field(ge=0, le=3, strict=True)]
Week: TypeAlias = Annotated[int, Field(ge=1, le=_WEEKS, strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Audience(_Part):
    """Every line that is given must hold; within a line any one of its values will do."""

    who: Kind = Kind.PATIENTS
    #: Discharge to Assess pathways, 0 to 3, by the approved plan.
    pathways: tuple[Pathway, ...] = ()
    #: As the plan writes them; capitals do not matter.
    hospitals: tuple[Wording, ...] = ()
    #: Weeks of support, 1 to 6, on the first day of the campaign.
    weeks: tuple[Week, ...] = ()
    needs: tuple[NeedKind, ...] = ()
    channels: tuple[ChannelName, ...] = ()
    teams: tuple[Wording, ...] = ()


class Window(_Part):
    """The hours of each day, by the clock on the person's wall; their texting hours hold too."""

    opens: Hour = time(10)
    closes: Hour = time(16)

    @model_validator(mode="after")
    def _opens_first(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError("the window closes before it opens; write opens before closes")
        return self

    def within(self, hours: TextingHours) -> TextingHours | None:
        """The hours that are in both; None where none are."""
        opens, closes = max(self.opens, hours.opens), min(self.closes, hours.closes)
        if opens >= closes:
            return None
        return TextingHours(opens=opens, closes=closes, zone=hours.zone)


class Pace(_Part):
    """How fast at most; the sender's own limit holds too."""

    #: Segments a second: a text of two segments takes the time of two (standards.md 5.4).
    sms: Annotated[float, Field(gt=0)] = 1.0
    #: Texts a second.
    telegram: Annotated[float, Field(gt=0, le=_TELEGRAM_MOST)] = 20.0


class Definition(_Part):
    """One campaign file."""

    name: Key
    title: Wording
    #: Who read the words and agreed that they are sent.
    approved_by: Wording
    approved_on: Day
    audience: Audience = Audience()
    #: A single text, with {{ called }} where the person's name goes.
    message: Wording | None = None
    #: Or the name of a file in content/check_ins, for its check-ins between the two days.
    schedule: Key | None = None
    starts_on: Day
    ends_on: Day
    window: Window = Window()
    pace: Pace = Pace()

    @field_validator("message")
    @classmethod
    def _is_usable(cls, message: str | None) -> str | None:
        fault = fault_in(message) if message is not None else None
        if fault is not None:
            raise ValueError(fault)
        return message

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if (self.message is None) is (self.schedule is None):
            raise ValueError("a campaign has either a message or a schedule; write one of the two")
        if self.ends_on < self.starts_on:
            raise ValueError("ends_on is before starts_on; put the later day in ends_on")
        return self

    @property
    def planned_as(self) -> str:
        """The schedule under which its check-ins are kept: one plan, however often it is made."""
        return self.schedule or f"campaign:{self.name}"

    @property
    def over_at(self) -> datetime:
        """A moment after its last day wherever people are."""
        return datetime.combine(self.ends_on + timedelta(days=2), time(), UTC)

    def stretch(self, hours: TextingHours, until: date = date.max) -> Stretch | None:
        """When it may text somebody with those hours; None where the hours never meet."""
        within = self.window.within(hours)
        if within is None:
            return None
        return Stretch(first=self.starts_on, last=min(self.ends_on, until), hours=within)


def load_definition(path: Path) -> Definition:
    """Raises UnusableFileError, which names every fault by its line."""
    return read_model(Definition, path)


def definition_schema() -> dict[str, Any]:
    """The JSON Schema of a campaign file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Definition.model_json_schema(),
        "title": "A campaign",
    }
