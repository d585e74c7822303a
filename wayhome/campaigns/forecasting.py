"""Works out what a campaign would do; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from channels.text import segments, to_gsm7
from wayhome.campaigns.audience import Member, members
from wayhome.campaigns.forecast import (
    ALREADY_HAS_IT,
    NO_TIME_LEFT,
    NOTHING_DUE,
    Entry,
    Forecast,
    LeftOut,
)
from wayhome.campaigns.judging import LONG_NAME, PLAIN_NAME, Judge
from wayhome.campaigns.pacing import Stretch, Waiting, times_to_leave
from wayhome.campaigns.wording import say
from wayhome.checkins.planning import slots
from wayhome.checkins.rendering import Rendered
from wayhome.content.checking.reading import grade
from wayhome.models import ChannelName, CheckIn, CheckInKind, CheckInStatus
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.definition import Definition
    from wayhome.checkins.rendering import Renderers
    from wayhome.clock import Clock
    from wayhome.content.check_ins import Schedule, Schedules

#: The key under which a campaign's single text is planned.
MESSAGE_KEY: Final = "message"


class CannotRun(ValueError):  # noqa: N818 - reads as what went wrong
    """The file is well formed, but such a campaign cannot be; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """A text that a member would get, before its time to leave is known."""

    member: Member
    key: str
    kind: CheckInKind
    not_before: datetime
    segments: int
    text: str | None

    @property
    def who(self) -> tuple[int, str]:
        return self.member.person.id, self.key


class Forecaster:
    def __init__(
        self,
        schedules: Schedules,
        renderers: Renderers,
        judge: Judge,
        service: Mapping[str, str],
        clock: Clock,
    ) -> None:
        self._schedules = schedules
        self._renderers = renderers
        self._judge = judge
        self._service = service
        self._clock = clock

    async def forecast(
        self, session: AsyncSession, definition: Definition, *, own: int | None = None
    ) -> Forecast:
        """`own` is the campaign's id once it runs: what it planned itself is in nobody's way.

        Raises CannotRun.
        """
        now = self._clock.now()
        if definition.ends_on < now.date():
            raise CannotRun(
                f"The campaign's last day, {definition.ends_on}, has passed. Put later days in "
                "starts_on and ends_on."
            )
        schedule = self._schedule(definition)
        everybody = await members(session, definition, now.date())
        taken = await self._taken(session, definition, everybody, own)
        going = [one for one in everybody if one.left_out is None]
        hoped = [
            one
            for member in going
            for one in self._wanted(definition, schedule, member, now)
            if one.who not in taken
        ]
        wanted = await self._with_costs(session, definition, hoped)
        entries = tuple(_with_times(definition, wanted))
        return Forecast(
            definition=definition,
            entries=entries,
            left_out=tuple(_left_out(everybody, wanted, entries, taken)),
            faults=tuple(self._faults(definition)),
            grade=grade(self._say(definition, PLAIN_NAME)) if definition.message else None,
        )

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

    def _wanted(
        self, definition: Definition, schedule: Schedule | None, member: Member, now: datetime
    ) -> Iterator[_Wanted]:
        if schedule is None:
            text = self._say(definition, member.person.called)
            yield _Wanted(
                member=member,
                key=MESSAGE_KEY,
                kind=CheckInKind.MESSAGE,
                not_before=now,
                segments=segments(to_gsm7(text)).count,
                text=text,
            )
            return
        zone = texting_hours(member.person).zone
        for slot in slots(schedule, member.period.starts_on, member.person, now):
            day = slot.due_at.astimezone(zone).date()
            if slot.stale is None and definition.starts_on <= day <= definition.ends_on:
                yield _Wanted(
                    member=member,
                    key=slot.key,
                    kind=slot.kind,
                    not_before=slot.due_at,
                    segments=1,
                    text=None,
                )

    async def _with_costs(
        self, session: AsyncSession, definition: Definition, wanted: Sequence[_Wanted]
    ) -> Sequence[_Wanted]:
        """A schedule's texts cost what they cost the first person who gets them, or about that."""
        costs: dict[str, int] = {}
        for one in wanted:
            if one.text is None and one.key not in costs:
                costs[one.key] = await self._cost(session, definition, one)
        return [one if one.text else replace(one, segments=costs[one.key]) for one in wanted]

    async def _cost(self, session: AsyncSession, definition: Definition, one: _Wanted) -> int:
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

    async def _taken(
        self,
        session: AsyncSession,
        definition: Definition,
        everybody: Sequence[Member],
        own: int | None,
    ) -> set[tuple[int, str]]:
        rows = await session.execute(
            select(CheckIn.person_id, CheckIn.key, CheckIn.campaign_id, CheckIn.status).where(
                CheckIn.schedule == definition.planned_as,
                CheckIn.person_id.in_([one.person.id for one in everybody]),
            )
        )
        return {
            (person_id, key)
            for person_id, key, campaign_id, status in rows
            if own is None or campaign_id != own or status is not CheckInStatus.PLANNED
        }

    def _faults(self, definition: Definition) -> Iterator[str]:
        if definition.message is not None:
            longest, plainest = (
                self._say(definition, called) for called in (LONG_NAME, PLAIN_NAME)
            )
            yield from self._judge.faults(longest, plainest)

    def _say(self, definition: Definition, called: str) -> str:
        return say(definition.message or "", {**self._service, "called": called})


def _with_times(definition: Definition, wanted: Sequence[_Wanted]) -> Iterator[Entry]:
    given: dict[object, datetime] = {}
    for channel in ChannelName:
        given |= times_to_leave(
            Waiting(
                who=one.who,
                not_before=one.not_before,
                stretch=stretch,
                takes=_takes(definition, channel, one.segments),
            )
            for one in wanted
            if _channel(one) is channel and (stretch := stretch_of(definition, one.member))
        )
    for one in sorted(wanted, key=lambda each: given.get(each.who, each.not_before)):
        if one.who in given:
            yield Entry(
                person_id=one.member.person.id,
                name=one.member.person.name,
                support_period_id=one.member.period.id,
                channel=_channel(one),
                key=one.key,
                kind=one.kind,
                due_at=given[one.who],
                segments=one.segments,
                text=one.text,
            )


def stretch_of(definition: Definition, member: Member) -> Stretch | None:
    """The person's days and hours; None where their hours and the campaign's never meet."""
    hours = definition.window.within(texting_hours(member.person))
    if hours is None:
        return None
    last = min(definition.ends_on, member.period.ends_on)
    return Stretch(first=definition.starts_on, last=last, hours=hours)


def _takes(definition: Definition, channel: ChannelName, count: int) -> timedelta:
    if channel is ChannelName.SMS:
        return timedelta(seconds=count / definition.pace.sms)
    return timedelta(seconds=1 / definition.pace.telegram)


def _channel(one: _Wanted) -> ChannelName:
    assert one.member.point is not None  # noqa: S101 - who has no address was left out
    return one.member.point.channel


def _left_out(
    everybody: Sequence[Member],
    wanted: Sequence[_Wanted],
    entries: Sequence[Entry],
    taken: set[tuple[int, str]],
) -> Iterator[LeftOut]:
    hoped, goes = {one.member.person.id for one in wanted}, {one.person_id for one in entries}
    has = {person_id for person_id, _ in taken}
    for one in everybody:
        number = one.person.id
        why = one.left_out
        if why is None and number not in goes:
            why = ALREADY_HAS_IT if number in has else NOTHING_DUE
            why = NO_TIME_LEFT if number in hoped else why
        if why is not None:
            yield LeftOut(person_id=number, name=one.person.name, why=why)
