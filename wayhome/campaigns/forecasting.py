"""Works out what a campaign would do; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sqlalchemy import ARRAY, BigInteger, any_, literal, select

from channels.text import to_gsm7
from wayhome.campaigns import timing
from wayhome.campaigns.audience import members
from wayhome.campaigns.forecast import (
    ALREADY_HAS_IT,
    ENDED_BEFORE,
    NO_TIME_LEFT,
    NOTHING_DUE,
    Entry,
    Forecast,
    LeftOut,
)
from wayhome.campaigns.wanted import CannotRun, Wanted
from wayhome.content.checking.reading import grade
from wayhome.content.checking.texts import room_faults
from wayhome.models import CheckIn, CheckInStatus

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.audience import Member
    from wayhome.campaigns.definition import Definition
    from wayhome.campaigns.wanted import Wishes
    from wayhome.clock import Clock
    from wayhome.content.checking.texts import TextRules

#: The longest of the names that a text must have room for, and one that is easy to read.
_LONG_NAME: Final = "Bartholomew"
_PLAIN_NAME: Final = "Ann"
_UNSENT: Final = frozenset({CheckInStatus.CANCELLED, CheckInStatus.STALE})


class Forecaster:
    def __init__(self, wishes: Wishes, rules: TextRules, clock: Clock) -> None:
        self._wishes = wishes
        self._rules = rules
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
        first = max(definition.starts_on, now.date())
        meant = await members(session, definition.audience, first, now)
        going = [one for one in meant.members if one.left_out is None]
        taken = await _taken(session, definition, going, own)
        hoped = await self._wishes.of(session, definition, going, now)
        wanted = [one for one in hoped if one.who not in taken]
        entries = tuple(timing.entries(definition, wanted))
        return Forecast(
            definition=definition,
            entries=entries,
            left_out=tuple(_left_out(meant.members, wanted, entries, taken)),
            strangers=tuple(meant.strangers),
            faults=tuple(self._faults(definition)),
            grade=grade(self._wishes.say(definition, _PLAIN_NAME)) if definition.message else None,
        )

    def _faults(self, definition: Definition) -> Iterator[str]:
        """What keeps the single text from being sent, as content/ is held."""
        if definition.message is not None:
            yield from room_faults(to_gsm7(self._wishes.say(definition, _LONG_NAME)))
            yield from self._rules.faults(to_gsm7(self._wishes.say(definition, _PLAIN_NAME)))


async def _taken(
    session: AsyncSession, definition: Definition, going: Sequence[Member], own: int | None
) -> Mapping[tuple[int, str], bool]:
    """Whose check-ins of that name are planned already or over, and whether they ended unsent."""
    rows = await session.execute(
        select(
            CheckIn.person_id, CheckIn.key, CheckIn.campaign_id, CheckIn.status, CheckIn.message_id
        ).where(
            CheckIn.schedule == definition.planned_as,
            CheckIn.person_id == any_(literal([one.person.id for one in going], ARRAY(BigInteger))),
        )
    )
    return {
        (person_id, key): message_id is None and status in _UNSENT
        for person_id, key, campaign_id, status, message_id in rows
        if own is None or campaign_id != own or status is not CheckInStatus.PLANNED
    }


def _left_out(
    everybody: Sequence[Member],
    wanted: Sequence[Wanted],
    entries: Sequence[Entry],
    taken: Mapping[tuple[int, str], bool],
) -> Iterator[LeftOut]:
    hoped, goes = {one.member.person.id for one in wanted}, {one.person_id for one in entries}
    has = {person_id: ENDED_BEFORE for person_id, _ in taken}
    has |= {person_id: ALREADY_HAS_IT for (person_id, _), unsent in taken.items() if not unsent}
    for one in everybody:
        number = one.person.id
        why = one.left_out
        if why is None and number not in goes:
            why = NO_TIME_LEFT if number in hoped else has.get(number, NOTHING_DUE)
        if why is not None:
            yield LeftOut(person_id=number, name=one.person.name, why=why)
