"""Sees to one stored text: the steps without Rasa first, then the assistant, then an answer."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import lru_cache
from typing import Final, Protocol

import structlog
from sqlalchemy import Select, bindparam, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, joinedload

from wayhome.checkins.given import question_open_at
from wayhome.clock import Clock
from wayhome.content.nods import Nods
from wayhome.content.replies import Replies
from wayhome.db.engine import Sessions
from wayhome.dialogue.rasa import RasaAnswer, RasaFailed
from wayhome.handoffs.opening import open_handoff
from wayhome.inbox.after_emergency import after_emergency, is_amid_emergency
from wayhome.inbox.arrival import Arrival, Outcome
from wayhome.inbox.steps import STEPS
from wayhome.levels import Level
from wayhome.models import (
    ContactPoint,
    Direction,
    Handoff,
    HandoffReason,
    Message,
    MessageStatus,
    Purpose,
)
from wayhome.outbox.departures import Departures
from wayhome.outbox.queueing import Leaving, Outbox
from wayhome.people.consent import ConsentWords
from wayhome.safety import SafetyNet

log = structlog.get_logger()

#: Longer than any real question; Rasa's cost grows with the length (450 ms at 20,000).
LONGEST_FOR_RASA: Final = 1_600

#: What may be answered beside a 111 text: facts of the plan.
_FACTS: Final = frozenset(
    {"appointments", "care_at_home", "equipment", "medicines", "who_to_contact", "wound_care"}
)


#: Which channel a person uses is noted once a talk, not at every text of it.
_SAME_TALK: Final = timedelta(minutes=5)


class Assistant(Protocol):
    """What understands a text and answers it; raises RasaFailed where it cannot."""

    async def talk(
        self, conversation_id: int, message_id: int, text: str, *, question_open: bool
    ) -> RasaAnswer: ...


class _SeenToMeanwhile(Exception):  # noqa: N818 - takes back what this run has written
    pass


class Handler:
    def __init__(  # noqa: PLR0913 - everything that a text may need
        self,
        sessions: Sessions,
        rasa: Assistant,
        outbox: Outbox,
        departures: Departures,
        replies: Replies,
        clock: Clock,
        service: dict[str, str],
        consent: ConsentWords,
        signs: SafetyNet,
        nods: Nods,
    ) -> None:
        self._sessions = sessions
        self._rasa = rasa
        self._outbox = outbox
        self._departures = departures
        self._replies = replies
        self._clock = clock
        self._service = service
        self._consent = consent
        self._signs = signs
        self._nods = nods

    async def handle(self, message_id: int) -> None:
        """Safe to run twice: a text that was seen to is left alone, and what waits is sent."""
        async with self._sessions() as session:
            async with session.begin():
                arrival = await self._load(session, message_id)
                if arrival is None:
                    await self._departures.resume(session, message_id)
                    return
                is_final, leaving = await self._without_rasa(arrival)
            if not is_final:
                # No transaction is open while Rasa thinks, so nothing is held up by it.
                answer = await self._ask(arrival)
                with suppress(_SeenToMeanwhile):
                    async with session.begin():
                        leaving = await self._with_rasa(arrival, answer)
        if leaving is not None:
            await self._departures.send(leaving)

    async def _load(self, session: AsyncSession, message_id: int) -> Arrival | None:
        row = (await session.execute(_waiting(), {"message_id": message_id})).one_or_none()
        if row is None:
            return None
        message, is_behind, question_open = row
        return Arrival(
            session=session,
            message=message,
            point=message.contact_point,
            clock=self._clock,
            replies=self._replies,
            service=self._service,
            consent=self._consent,
            signs=self._signs,
            nods=self._nods,
            is_behind=is_behind,
            question_open=question_open,
        )

    async def _without_rasa(self, arrival: Arrival) -> tuple[bool, Leaving | None]:
        """Whether the text is seen to; what a step says on the way is queued either way."""
        for step in STEPS:
            outcome = await step(arrival)
            if outcome is None:
                continue
            if outcome.is_final:
                await self._mark(arrival, outcome.topic, None)
                return True, await self._reply(arrival, outcome)
            await self._queue(arrival, outcome)
        return False, None

    async def _with_rasa(self, arrival: Arrival, answer: RasaAnswer | None) -> Leaving | None:
        outcome = await self._outcome(arrival, answer)
        topic = outcome.topic or (answer.topic if answer else None)
        if not await self._mark(arrival, topic, answer.confidence if answer else None):
            raise _SeenToMeanwhile
        return await self._reply(arrival, outcome)

    async def _ask(self, arrival: Arrival) -> RasaAnswer | None:
        message = arrival.message
        # Rasa would take a leading slash as a command; people mean words.
        words = message.text.lstrip("/ \t\n")[:LONGEST_FOR_RASA]
        nod = self._nods.read(words)
        try:
            return await self._rasa.talk(
                message.conversation_id,
                message.id,
                nod.value if nod else words,
                question_open=arrival.question_open,
            )
        except RasaFailed as failure:
            log.warning("rasa_failed", message_id=message.id, why=str(failure))
            return None

    async def _outcome(self, arrival: Arrival, answer: RasaAnswer | None) -> Outcome:
        in_emergency = await after_emergency(arrival, answer)
        if in_emergency is not None:
            return in_emergency
        if arrival.message.level is Level.URGENT:
            said_111 = not await is_amid_emergency(arrival)
            beside = answer is not None and (answer.topic in _FACTS or not said_111)
            return _spoken(answer) if answer is not None and beside else Outcome()
        if answer is None:
            await self._hand_over(arrival, Level.CONCERN, HandoffReason.BOT_FAILED)
            return Outcome(texts=[arrival.say("service.bot_failed")])
        if arrival.message.media:
            return _spoken(answer, arrival.say("service.only_words"))
        if arrival.message.level is Level.CONCERN and not await _handed_over(arrival):
            await self._hand_over(arrival, Level.CONCERN, HandoffReason.SAFETY_NET)
            return _spoken(answer, arrival.say("safety.concern"))
        return _spoken(answer)

    async def _hand_over(self, arrival: Arrival, level: Level, reason: HandoffReason) -> None:
        await open_handoff(
            arrival.session,
            message=arrival.message,
            level=level,
            reason=reason,
            clock=self._clock,
            category=arrival.message.category,
            rule=arrival.message.rule,
        )

    async def _mark(self, arrival: Arrival, topic: str | None, confidence: float | None) -> bool:
        """Marks the text as seen to; False if somebody else did meanwhile."""
        now = self._clock.now()
        marked = await arrival.session.execute(
            update(Message)
            .where(Message.id == arrival.message.id, Message.status == MessageStatus.RECEIVED)
            .values(
                status=MessageStatus.HANDLED, handled_at=now, topic=topic, confidence=confidence
            )
            .returning(Message.id)
            .execution_options(synchronize_session=False)
        )
        if arrival.point.last_used_at is None or now - arrival.point.last_used_at > _SAME_TALK:
            arrival.point.last_used_at = now
        return marked.scalar_one_or_none() is not None

    async def _reply(self, arrival: Arrival, outcome: Outcome) -> Leaving | None:
        """What to send once this is committed; a reply behind another waits with the jobs."""
        if arrival.is_behind and outcome.purpose is not Purpose.SAFETY:
            await self._queue(arrival, outcome)
            return None
        return await self._outbox.reply_now(
            arrival.session,
            arrival.message,
            arrival.point,
            outcome.texts,
            purpose=outcome.purpose,
            buttons=outcome.buttons,
            picture=outcome.picture,
        )

    async def _queue(self, arrival: Arrival, outcome: Outcome) -> None:
        await self._outbox.reply(
            arrival.session,
            arrival.message,
            arrival.point,
            outcome.texts,
            purpose=outcome.purpose,
            buttons=outcome.buttons,
            picture=outcome.picture,
        )


@lru_cache(maxsize=1)
def _waiting() -> Select[Message, bool, bool]:
    """The text if nobody has seen to it yet; is a reply of its talk unsent, is a question open."""
    unsent = aliased(Message)
    return (
        select(
            Message,
            exists()
            .where(
                unsent.conversation_id == Message.conversation_id,
                unsent.direction == Direction.OUT,
                unsent.status == MessageStatus.QUEUED,
                unsent.purpose == Purpose.REPLY,
            )
            .correlate(Message),
            question_open_at(Message.contact_point_id),
        )
        .options(joinedload(Message.contact_point).joinedload(ContactPoint.person))
        .where(Message.id == bindparam("message_id"), Message.status == MessageStatus.RECEIVED)
        .with_for_update(of=Message)
    )


def _spoken(answer: RasaAnswer, *first: str) -> Outcome:
    texts: Sequence[str] = (*first, *answer.texts)
    return Outcome(
        texts=texts, purpose=Purpose.REPLY, buttons=answer.buttons, picture=answer.picture
    )


async def _handed_over(arrival: Arrival) -> bool:
    """Whether answering this text already opened a handoff, and said so."""
    found = await arrival.session.scalar(
        select(Handoff.id).where(Handoff.message_id == arrival.message.id).limit(1)
    )
    return found is not None
