"""Answers a turn from the person's plan and keeps what the next turn needs, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from wayhome import audit
from wayhome.checkins.rescheduling import choose_hour
from wayhome.clock import Clock
from wayhome.content.nods import Nods
from wayhome.content.replies import Replies
from wayhome.dialogue.check_ins import CheckInDesk, heard, nodded
from wayhome.dialogue.looked_up import LookedUp, look_up
from wayhome.dialogue.memory import Memory, remember
from wayhome.dialogue.routing import settle
from wayhome.dialogue.shown_by_rule import shown_by_rule
from wayhome.dialogue.subject_meant import NOT_UNDERSTOOD
from wayhome.dialogue.turns import Reply, Turn
from wayhome.dialogue.two_topics import Reader, read_parts
from wayhome.dialogue.usual import usual_answer
from wayhome.dialogue.waiting import Waiting
from wayhome.dialogue.whose import Whose, whose_plan
from wayhome.exercises.desk import ExerciseDesk
from wayhome.handoffs.queue import add_message
from wayhome.levels import Level
from wayhome.models import AuditEvent, Conversation, Handoff, HandoffReason, Message, Person
from wayhome.people import consent
from wayhome.people.consent import ConsentWords
from wayhome.people.contact_points import disown
from wayhome.people.manner import BY_A_PERSON
from wayhome.people.safe_to_text import mark_unsafe
from wayhome.people.support import PauseReason, pause_support
from wayhome.plans.answers.asked import Answer, Asked, HandOver
from wayhome.plans.spelt import plainly

log = structlog.get_logger()

_ANSWERED = "answered"
#: An unsure reading of "stop" must not end a frail person's texts.
SURE_OF_STOP = 0.7
STOP = "stop"
_UNITED_KINGDOM = "Europe/London"


class UnknownTurn(LookupError):  # noqa: N818 - reads as what went wrong
    """No such message in this conversation; store the message before it is talked about."""


class OpenHandoff(Protocol):
    """Opens a handoff once per message and reason, in the caller's transaction."""

    async def __call__(  # noqa: PLR0913 - what a worker needs to know of it
        self,
        session: AsyncSession,
        *,
        message: Message,
        level: Level,
        reason: HandoffReason,
        clock: Clock,
        category: str | None = None,
        rule: str | None = None,
    ) -> Handoff: ...


class Desk:
    def __init__(  # noqa: PLR0913 - everything that an answer may need
        self,
        sessions: async_sessionmaker[AsyncSession],
        replies: Replies,
        clock: Clock,
        open_handoff: OpenHandoff,
        consent_words: ConsentWords,
        nods: Nods,
        reader: Reader,
        check_ins: CheckInDesk,
        exercises: ExerciseDesk,
        *,
        service_name: str,
        team_phone: str,
    ) -> None:
        self._sessions = sessions
        self._replies = replies
        self._clock = clock
        self._open_handoff = open_handoff
        self._consent_words = consent_words
        self._nods = nods
        self._reader = reader
        self._waiting = Waiting(check_ins, exercises)
        self._exercises = exercises
        self._service_name = service_name
        self._team_phone = team_phone

    async def answer(self, turn: Turn) -> Reply:
        """Committed before it returns, so that "the team has been told" is true; safe to repeat.

        Raises UnknownTurn when the message is not stored in that conversation.
        """
        # Before the transaction, which is not to wait for another process.
        parts = await read_parts(self._reader, turn.text)
        async with self._sessions.begin() as session:
            conversation, message, person, kept = await self._load(session, turn)
            turn = _shown(turn, message)
            before = Memory.from_json(kept["before"]) if kept else Memory.of(conversation)
            whose = await whose_plan(session, person, turn.text)
            found = await look_up(session, message, person, whose, turn.text)
            asked = self._asked(turn, conversation, before, person, whose, found)
            asked = nodded(asked, self._nods.read(message.text))
            asked = await self._exercises.informed(session, person, asked)
            usual = partial(
                usual_answer, parts=parts, level=message.level, whose=whose, manner=found.manner
            )
            as_heard = heard(asked, turn, before)
            given = await self._waiting.answer(session, person, message, asked, as_heard, usual)
            given = await self._exercises.completed(session, person, message, given)
            await self._carry_out(session, given, before, message, person)
            remember(conversation, before, given, message.id)
            if kept is None:
                self._note(session, message, given, before, whose)
        log.info("answered", message_id=message.id, topic=given.topic, texts=len(given.texts))
        return Reply(
            texts=given.texts, buttons=given.buttons, topic=given.topic, picture=given.movement
        )

    async def _load(
        self, session: AsyncSession, turn: Turn
    ) -> tuple[Conversation, Message, Person | None, dict[str, Any] | None]:
        # Two runs of one job take turns here; rows that only refer to it are written meanwhile.
        conversation = await session.get(
            Conversation, turn.conversation_id, with_for_update={"key_share": True}
        )
        if conversation is None:
            raise UnknownTurn(UnknownTurn.__doc__)
        found = (
            await session.execute(
                select(Message, Person, AuditEvent.detail)
                .select_from(Message)
                .outerjoin(Person, Person.id == conversation.person_id)
                .outerjoin(AuditEvent, _its_answer())
                .where(Message.id == turn.message_id, Message.conversation_id == conversation.id)
            )
        ).first()
        if found is None:
            raise UnknownTurn(UnknownTurn.__doc__)
        message, person, kept = found
        return conversation, message, person, kept

    def _asked(  # noqa: PLR0913 - everything that an answer may need
        self,
        turn: Turn,
        conversation: Conversation,
        before: Memory,
        person: Person | None,
        whose: Whose,
        found: LookedUp,
    ) -> Asked:
        text = plainly(turn.text)
        topic = settle(
            text,
            turn.topic,
            turn.confidence,
            whose.plan,
            before.last_topic,
            before.last_item,
            offer_open=before.offered_message_id is not None,
        )
        if topic == NOT_UNDERSTOOD and self._consent_words.may_be_a_wish(turn.text):
            topic = STOP
        zone = ZoneInfo(person.timezone if person else _UNITED_KINGDOM)
        return Asked(
            text=text,
            topic=topic,
            replies=self._replies,
            now=self._clock.now().astimezone(zone),
            called=person.called if person else "",
            plan=whose.plan,
            patient=whose.patient,
            nation=person.nation if person else "ENG",
            service_name=self._service_name,
            team_phone=self._team_phone,
            last_topic=before.last_topic,
            last_item=before.last_item,
            offer_open=before.offered_message_id is not None,
            which_movement=before.which_movement,
            misunderstood=before.misunderstood,
            confident=turn.confidence >= SURE_OF_STOP
            and not (topic == STOP and self._consent_words.unsure(turn.text)),
            waiting=tuple(conversation.more_texts),
            waiting_told=before.more_told,
            last_said=found.last_said,
            earlier=found.earlier,
            one_at_a_time=found.manner.one_at_a_time,
            brief=found.manner.brief,
        )

    async def _carry_out(
        self,
        session: AsyncSession,
        given: Answer,
        before: Memory,
        message: Message,
        person: Person | None,
    ) -> None:
        if given.hand_over and not await _asked_already(session, message, given.hand_over):
            await self._hand_over(session, message, given.hand_over)
        if given.accepts_offer and before.offered_message_id is not None:
            offered = await session.get_one(Message, before.offered_message_id)
            passed_on = HandOver(
                Level.CONCERN, HandoffReason.QUESTION_PASSED_ON, before.last_topic or given.topic
            )
            await self._hand_over(session, offered, passed_on)
        if person is not None:
            await self._hold(session, given, message, person)

    async def _hold(
        self, session: AsyncSession, given: Answer, message: Message, person: Person
    ) -> None:
        """Whatever ends or rests our texts, in the transaction of the reply that says so."""
        if given.consent:
            change = consent.stop if given.consent == STOP else consent.start
            await change(session, self._clock, person)
        if given.pause:
            why = PauseReason(given.pause)
            await pause_support(session, self._clock, person, why, given.pause_until)
        if given.texts_at:
            await choose_hour(session, self._clock, person, given.texts_at)
        if given.unsafe_to_text:
            mark_unsafe(session, self._clock, person)
        if given.wrong_number:
            await disown(session, self._clock, message.contact_point_id)

    async def _hand_over(self, session: AsyncSession, message: Message, over: HandOver) -> None:
        await self._open_handoff(
            session,
            message=message,
            level=over.level,
            reason=over.reason,
            clock=self._clock,
            category=over.category,
            rule=over.rule,
        )

    def _note(
        self, session: AsyncSession, message: Message, given: Answer, before: Memory, whose: Whose
    ) -> None:
        """Which plan was read for which text, and what was remembered before it."""
        audit.record(
            session,
            self._clock,
            _ANSWERED,
            message,
            system="dialogue",
            topic=given.topic,
            plan_id=whose.plan.id if whose.plan else None,
            before=before.to_json(),
        )


def _shown(turn: Turn, message: Message) -> Turn:
    """The turn under the topic that the safety net's rule shows, where the reading is unsure."""
    topic = shown_by_rule(turn.topic, turn.confidence, message.category, message.rule)
    return replace(turn, topic=topic)


async def _asked_already(session: AsyncSession, message: Message, over: HandOver) -> bool:
    """One call is asked for at a time, however many texts it is to answer; they are read with it.

    So it is with what nobody understands, one text after another.
    """
    if over.category not in BY_A_PERSON and over.reason is not HandoffReason.NOT_UNDERSTOOD:
        return False
    waits = select(Handoff).where(
        Handoff.conversation_id == message.conversation_id,
        Handoff.category == over.category,
        Handoff.reason == over.reason,
        Handoff.resolved_at.is_(None),
        Handoff.message_id.is_distinct_from(message.id),
    )
    waiting = await session.scalar(waits.order_by(Handoff.id).limit(1))
    if waiting is not None:
        await add_message(session, waiting, message)
    return waiting is not None


def _its_answer() -> Any:  # noqa: ANN401 - SQLAlchemy's condition
    return and_(
        AuditEvent.subject_kind == Message.__tablename__,
        AuditEvent.subject_id == Message.id,
        AuditEvent.action == _ANSWERED,
    )
