"""Sees to one stored text: the steps without Rasa first, then the assistant, then an answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Protocol

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from wayhome.clock import Clock
from wayhome.content.replies import Replies
from wayhome.db.engine import Sessions
from wayhome.dialogue.rasa import RasaAnswer, RasaFailed
from wayhome.handoffs.opening import open_handoff
from wayhome.inbox.after_emergency import after_emergency
from wayhome.inbox.arrival import Arrival, Outcome
from wayhome.inbox.steps import STEPS
from wayhome.levels import Level
from wayhome.models import ContactPoint, Handoff, HandoffReason, Message, MessageStatus, Purpose
from wayhome.outbox.queueing import Outbox
from wayhome.people.consent import ConsentWords

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

    async def talk(self, conversation_id: int, message_id: int, text: str) -> RasaAnswer: ...


class Handler:
    def __init__(  # noqa: PLR0913 - everything that a text may need
        self,
        sessions: Sessions,
        rasa: Assistant,
        outbox: Outbox,
        replies: Replies,
        clock: Clock,
        service: dict[str, str],
        consent: ConsentWords,
    ) -> None:
        self._sessions = sessions
        self._rasa = rasa
        self._outbox = outbox
        self._replies = replies
        self._clock = clock
        self._service = service
        self._consent = consent

    async def handle(self, message_id: int) -> None:
        """Safe to run twice: a text that was seen to is left alone."""
        async with self._sessions() as session:
            async with session.begin():
                arrival = await self._load(session, message_id)
                if arrival is None or await self._without_rasa(arrival):
                    return
            # No transaction is open while Rasa thinks, so nothing is held up by it.
            answer = await self._ask(arrival.message)
            async with session.begin():
                if await _still_waits(session, message_id):
                    outcome = await self._outcome(arrival, answer)
                    await self._finish(arrival, outcome, answer)

    async def _load(self, session: AsyncSession, message_id: int) -> Arrival | None:
        message = (
            await session.execute(
                select(Message)
                .options(joinedload(Message.contact_point).joinedload(ContactPoint.person))
                .where(Message.id == message_id, Message.status == MessageStatus.RECEIVED)
                .with_for_update(of=Message)
            )
        ).scalar_one_or_none()
        if message is None:
            return None
        return Arrival(
            session=session,
            message=message,
            point=message.contact_point,
            clock=self._clock,
            replies=self._replies,
            service=self._service,
            consent=self._consent,
        )

    async def _without_rasa(self, arrival: Arrival) -> bool:
        """Whether the text is seen to; what a step says on the way is queued either way."""
        for step in STEPS:
            outcome = await step(arrival)
            if outcome is None:
                continue
            if outcome.is_final:
                await self._finish(arrival, outcome)
                return True
            await self._queue(arrival, outcome)
        return False

    async def _ask(self, message: Message) -> RasaAnswer | None:
        # Rasa would take a leading slash as a command; people mean words.
        words = message.text.lstrip("/ \t\n")[:LONGEST_FOR_RASA]
        try:
            return await self._rasa.talk(message.conversation_id, message.id, words)
        except RasaFailed as failure:
            log.warning("rasa_failed", message_id=message.id, why=str(failure))
            return None

    async def _outcome(self, arrival: Arrival, answer: RasaAnswer | None) -> Outcome:
        if arrival.message.level is Level.URGENT:
            beside = answer is not None and answer.topic in _FACTS
            return _spoken(answer) if answer is not None and beside else Outcome()
        in_emergency = await after_emergency(arrival, answer)
        if in_emergency is not None:
            return in_emergency
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

    async def _finish(
        self, arrival: Arrival, outcome: Outcome, answer: RasaAnswer | None = None
    ) -> None:
        await self._queue(arrival, outcome)
        now = self._clock.now()
        arrival.message.status = MessageStatus.HANDLED
        arrival.message.handled_at = now
        arrival.message.topic = outcome.topic or (answer.topic if answer else None)
        arrival.message.confidence = answer.confidence if answer else None
        if arrival.point.last_used_at is None or now - arrival.point.last_used_at > _SAME_TALK:
            arrival.point.last_used_at = now

    async def _queue(self, arrival: Arrival, outcome: Outcome) -> None:
        await self._outbox.reply(
            arrival.session,
            arrival.message,
            arrival.point,
            outcome.texts,
            purpose=outcome.purpose,
            buttons=outcome.buttons,
        )


async def _still_waits(session: AsyncSession, message_id: int) -> bool:
    """Whether nobody else has seen to the text meanwhile; locks it."""
    waits = select(Message.status).where(Message.id == message_id).with_for_update()
    return await session.scalar(waits) is MessageStatus.RECEIVED


def _spoken(answer: RasaAnswer, *first: str) -> Outcome:
    texts: Sequence[str] = (*first, *answer.texts)
    return Outcome(texts=texts, purpose=Purpose.REPLY, buttons=answer.buttons)


async def _handed_over(arrival: Arrival) -> bool:
    """Whether answering this text already opened a handoff, and said so."""
    found = await arrival.session.scalar(
        select(Handoff.id).where(Handoff.message_id == arrival.message.id).limit(1)
    )
    return found is not None
