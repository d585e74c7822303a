"""Tells a person once, in approved words and in decent hours, what changed in their plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome import audit
from wayhome.clock import Clock
from wayhome.content.replies import Replies
from wayhome.db.engine import Sessions
from wayhome.handoffs.opening import open_handoff
from wayhome.levels import Level
from wayhome.models import Conversation, HandoffReason, Person, PlanNotice
from wayhome.outbox.queueing import Outbox
from wayhome.people.contact_points import conversation_of, reach
from wayhome.people.manner import Manner, manner
from wayhome.people.needs import needs_of
from wayhome.people.support import is_resting
from wayhome.people.texting_hours import texting_hours
from wayhome.plans.answers import changes as answers
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.changes import Change, changes, explained
from wayhome.plans.loading import current_plan, plan_version
from wayhome.plans.values import Plan

log = structlog.get_logger()

#: What staff read on the handoff of somebody whom a text does not reach.
TELL_CATEGORY: Final = "plan_change_to_tell"
_SYSTEM = "telling_changes"


class ChangeTeller:
    def __init__(
        self,
        sessions: Sessions,
        outbox: Outbox,
        replies: Replies,
        clock: Clock,
        service: dict[str, str],
    ) -> None:
        self._sessions = sessions
        self._outbox = outbox
        self._replies = replies
        self._clock = clock
        self._service = service

    async def tell_all_due(self) -> int:
        """How many people were seen to; each in a transaction of their own."""
        seen_to = 0
        while await self._tell_next():
            seen_to += 1
        return seen_to

    async def _tell_next(self) -> bool:
        async with self._sessions.begin() as session:
            # The person is locked before their notices, so two workers never tell one of them.
            person = await session.scalar(
                select(Person)
                .join(PlanNotice, PlanNotice.person_id == Person.id)
                .where(PlanNotice.told_at.is_(None), PlanNotice.due_at <= self._clock.now())
                .order_by(PlanNotice.id)
                .limit(1)
                .with_for_update(of=Person, skip_locked=True)
            )
            if person is None:
                return False
            notices = await _untold(session, person)
            now = self._clock.now()
            decent = texting_hours(person).next_from(now)
            for one in notices if decent > now else ():
                one.due_at = decent
            if notices and decent == now:
                await self._tell(session, person, notices)
            return True

    async def _tell(
        self, session: AsyncSession, person: Person, notices: Sequence[PlanNotice]
    ) -> None:
        """What they knew before the oldest notice, against what is approved now: once for all."""
        after = await current_plan(session, person.id)
        found = await _found(session, notices, after) if after else ()
        outcome = "nothing_to_tell"
        if found and after is not None:
            how = manner(await needs_of(session, person.id))
            outcome = await self._say(session, person, self._asked(person, after, how), found, how)
        for one in notices:
            one.told_at, one.outcome = self._clock.now(), outcome
        audit.record(
            session,
            self._clock,
            "plan_change_told",
            person,
            system=_SYSTEM,
            plan_id=notices[-1].plan_id,
            changes=len(found),
            outcome=outcome,
        )
        log.info("plan_change_told", person_id=person.id, changes=len(found), outcome=outcome)

    async def _say(
        self,
        session: AsyncSession,
        person: Person,
        asked: Asked,
        found: tuple[Change, ...],
        how: Manner,
    ) -> str:
        conversation = await conversation_of(session, self._clock, person)
        point = await reach(session, conversation.id)
        if point is None:
            return "no_address"
        told = answers.told(asked, found)
        held_back = how.by_a_person is not None or await _wants_no_texts(session, person)
        message = await self._outbox.start(session, point, told.texts[0], held_back=held_back)
        if held_back or answers.needs_a_person(found):
            await open_handoff(
                session,
                message=message,
                level=Level.CONCERN,
                reason=HandoffReason.CONCERN_RAISED,
                clock=self._clock,
                category=TELL_CATEGORY,
            )
        if held_back:
            return "for_a_person"
        await _remember(session, conversation, told)
        return "texted"

    def _asked(self, person: Person, plan: Plan, how: Manner) -> Asked:
        return Asked(
            text="",
            topic=answers.TOPIC,
            replies=self._replies,
            now=self._clock.now().astimezone(ZoneInfo(person.timezone)),
            called=person.called,
            plan=plan,
            nation=person.nation,
            one_at_a_time=how.one_at_a_time,
            brief=how.brief,
            service_name=self._service["service_name"],
            team_phone=self._service["team_phone"],
        )


async def _wants_no_texts(session: AsyncSession, person: Person) -> bool:
    if person.stopped_at is not None or person.unsafe_to_text_since is not None:
        return True
    return await is_resting(session, person)


async def _untold(session: AsyncSession, person: Person) -> Sequence[PlanNotice]:
    found = await session.scalars(
        select(PlanNotice)
        .where(PlanNotice.person_id == person.id, PlanNotice.told_at.is_(None))
        .order_by(PlanNotice.id)
    )
    return found.all()


async def _found(
    session: AsyncSession, notices: Sequence[PlanNotice], after: Plan
) -> tuple[Change, ...]:
    """New versions against what was known, then what was explained and is not among that."""
    versions = [one for one in notices if not one.explained]
    before = await plan_version(session, versions[0].before_id) if versions else None
    differing = changes(before, after) if before else ()
    told = {(one.kind, one.item.id) for one in differing}
    news: list[Change] = []
    for notice in notices:
        on = None if notice.plan_id == after.id else await plan_version(session, notice.plan_id)
        news += explained(after, notice.explained, on)
    return (*differing, *(one for one in news if (one.kind, one.item.id) not in told))


async def _remember(session: AsyncSession, conversation: Conversation, told: Answer) -> None:
    """So that "more", "what's that one for" and the answer to our question have a meaning."""
    await session.refresh(conversation, with_for_update=True)
    conversation.last_topic = told.topic
    if told.item is not None:
        conversation.last_item_kind, conversation.last_item_id = told.item.kind, told.item.id
    conversation.offered_message_id = None
    conversation.more_texts, conversation.more_told = list(told.more), 0
