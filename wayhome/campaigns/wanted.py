"""What each of an audience would get, and its cost, before its time to leave is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from channels.text import segments, to_gsm7
from wayhome.campaigns.wording import say
from wayhome.checkins.planning import slots
from wayhome.checkins.rendering import Rendered
from wayhome.models import CheckIn, CheckInKind
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.audience import Member
    from wayhome.campaigns.definition import Definition
    from wayhome.checkins.rendering import Renderers
    from wayhome.content.check_ins import Schedule, Schedules

#: The key under which a campaign's single text is planned.
MESSAGE_KEY: Final = "message"


class CannotRun(ValueError):  # noqa: N818 - reads as what went wrong
    """The file is well formed, but such a campaign cannot be; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A text that a member would get."""

    member: Member
    key: str
    kind: CheckInKind
    not_before: datetime
    #: As it would be by SMS.
    segments: int
    #: None where a schedule says it, in words that depend on the day.
    text: str | None

    @property
    def who(self) -> tuple[int, str]:
        return self.member.person.id, self.key


class Wishes:
    def __init__(
        self, schedules: Schedules, renderers: Renderers, service: Mapping[str, str]
    ) -> None:
        self._schedules = schedules
        self._renderers = renderers
        self._service = service

    def say(self, definition: Definition, called: str) -> str:
        """A campaign's single text to somebody who is called that; empty if it has none."""
        return say(definition.message or "", {**self._service, "called": called})

    async def of(
        self,
        session: AsyncSession,
        definition: Definition,
        members: Sequence[Member],
        now: datetime,
    ) -> Sequence[Wanted]:
        """Raises CannotRun."""
        schedule = self._schedule(definition)
        if schedule is None:
            return [self._message(definition, one, now) for one in members]
        wanted = [one for each in members for one in _between(definition, schedule, each, now)]
        return await self._with_costs(session, definition, wanted)

    def _schedule(self, definition: Definition) -> Schedule | None:
        if definition.schedule is None:
            return None
        schedule = self._schedules.get(definition.schedule)
        if schedule is None:
            known = ", ".join(sorted(self._schedules)) or "none"
            raise CannotRun(
                f'No schedule is called "{definition.schedule}". Those in content/check_ins: '
                f"{known}."
            )
        if schedule.audience is not definition.audience.who:
            raise CannotRun(
                f'The schedule "{schedule.name}" is for {schedule.audience.value} and the audience '
                f"is {definition.audience.who.value}. Change `who` or the schedule."
            )
        return schedule

    def _message(self, definition: Definition, member: Member, now: datetime) -> Wanted:
        text = self.say(definition, member.person.called)
        return Wanted(
            member=member,
            key=MESSAGE_KEY,
            kind=CheckInKind.MESSAGE,
            not_before=now,
            segments=segments(to_gsm7(text)).count,
            text=text,
        )

    async def _with_costs(
        self, session: AsyncSession, definition: Definition, wanted: Sequence[Wanted]
    ) -> Sequence[Wanted]:
        """A schedule's texts cost what they cost the first person who gets them, or about that."""
        costs: dict[str, int] = {}
        for one in wanted:
            if one.key not in costs:
                costs[one.key] = await self._cost(session, definition, one)
        return [replace(one, segments=costs[one.key]) for one in wanted]

    async def _cost(self, session: AsyncSession, definition: Definition, one: Wanted) -> int:
        renderer = self._renderers.get(one.kind)
        if renderer is None:
            return 1
        # Never added to the session: the words are looked at, nothing is planned.
        foreseen = CheckIn(
            person_id=one.member.person.id,
            support_period_id=one.member.period.id,
            schedule=definition.planned_as,
            key=one.key,
            kind=one.kind,
            due_at=one.not_before,
        )
        said = await renderer.render(session, one.member.person, foreseen)
        texts = said.texts if isinstance(said, Rendered) else ("",)
        return sum(max(1, segments(to_gsm7(text)).count) for text in texts)


def _between(
    definition: Definition, schedule: Schedule, member: Member, now: datetime
) -> Iterator[Wanted]:
    """The schedule's check-ins that fall between the campaign's two days for the member."""
    zone = texting_hours(member.person).zone
    for slot in slots(schedule, member.period.starts_on, member.person, now):
        day = slot.due_at.astimezone(zone).date()
        if slot.stale is None and definition.starts_on <= day <= definition.ends_on:
            yield Wanted(
                member=member,
                key=slot.key,
                kind=slot.kind,
                not_before=slot.due_at,
                segments=1,
                text=None,
            )
