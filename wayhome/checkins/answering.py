"""Takes a text as the answer to the question that is open: kept, thanked for, and gone on from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from wayhome.checkins import beside
from wayhome.checkins.course import open_questions
from wayhome.checkins.given import Given, concerned, finish, go_on, keep
from wayhome.checkins.taken import Taken
from wayhome.checkins.thresholds import over, raised
from wayhome.content.check_ins import OWN_WORDS, SKIPPED
from wayhome.handoffs.queue import add_message
from wayhome.levels import Level
from wayhome.models import CheckInStatus, Handoff, HandoffReason

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.asking import Asking, Listener
    from wayhome.checkins.reading import AnswerReader, Reading
    from wayhome.checkins.taken import Heard
    from wayhome.clock import Clock
    from wayhome.content.check_ins import PlannedCheckIn, Question
    from wayhome.content.replies import Replies
    from wayhome.models import Message, Person
    from wayhome.plans.answers.asked import HandOver

#: Two SMS segments; thanks and the next question that fit go as one text.
_ONE_TEXT: Final = 306
#: Ended like this, a question may still be answered late.
_BY_SILENCE: Final = frozenset({CheckInStatus.MISSED, CheckInStatus.PART_ANSWERED})
#: Under which an answer that nobody could read stands in the queue.
_UNREAD: Final = "check_in_unread"


@dataclass(frozen=True, kw_only=True)
class _Moment:
    """Everything that one text meets."""

    session: AsyncSession
    person: Person
    message: Message
    heard: Heard
    given: Given
    planned: PlannedCheckIn
    listener: Listener
    #: The one or two questions that are open.
    asked: tuple[Question, ...]
    reading: Reading
    #: Something graver is being seen to: answers are kept, and nothing more is asked.
    quiet: bool

    def after(self, values: Mapping[str, str]) -> tuple[Question, ...]:
        """What comes next once these are kept; the rest of two that left together comes alone."""
        now = {**self.given.values, **values}
        pending = any(one.key not in now for one in self.asked)
        return self._open(now, together=not pending)

    def _open(self, values: Mapping[str, str], *, together: bool) -> tuple[Question, ...]:
        together = together and not self.listener.manner.one_at_a_time
        return open_questions(self.planned, values, self.listener.known, together=together)


class Answering:
    """The check-ins' side of a talk: see `Desk`, which asks it before anything else."""

    def __init__(
        self, asking: Asking, reader: AnswerReader, replies: Replies, clock: Clock
    ) -> None:
        self._asking = asking
        self._reader = reader
        self._replies = replies
        self._clock = clock

    async def take(
        self, session: AsyncSession, person: Person, message: Message, heard: Heard
    ) -> Taken | None:
        """None where the text has nothing to do with a check-in; safe to run twice."""
        moment = await self._moment(session, person, message, heard)
        if moment is None:
            return None
        if moment.reading.corrects:
            return await self._corrected(moment)
        if not moment.given.is_open:
            late = moment.given.check_in.status in _BY_SILENCE and moment.reading.chosen
            return await self._answered(moment) if late else None
        if moment.reading.skips_all:
            return await self._skipped_all(moment)
        if moment.reading.is_answer:
            return await self._answered(moment)
        return await self._unread(moment)

    async def _moment(
        self, session: AsyncSession, person: Person, message: Message, heard: Heard
    ) -> _Moment | None:
        given = await concerned(session, person, message)
        planned = self._asking.planned(given.check_in) if given else None
        attended = await _attended(session, message)
        if given is None or planned is None or attended is Level.EMERGENCY:
            return None
        listener = await self._asking.listener(session, person, given.check_in)
        together = not listener.manner.one_at_a_time
        asked = open_questions(planned, given.values, listener.known, together=together)
        last = planned.question(given.last.question) if given.last else None
        if beside.is_to_an_offer(heard):
            return None
        level = message.level or Level.NONE
        return _Moment(
            session=session,
            person=person,
            message=message,
            heard=heard,
            given=given,
            planned=planned,
            listener=listener,
            asked=asked,
            reading=self._reader.read(heard.text, asked, last),
            quiet=max(level, attended) >= Level.URGENT or beside.ends_the_asking(heard),
        )

    async def _answered(self, at: _Moment) -> Taken:
        chosen = at.reading.chosen
        values = {key: one.value for key, one in chosen} | dict.fromkeys(
            at.reading.skipped, SKIPPED
        )
        thanks = [at.listener.says(one.thanks) for _, one in chosen]
        if at.reading.skipped:
            thanks.append(self._say("skipped"))
        return await self._kept(at, values, thanks, raised(at.given.check_in, chosen))

    async def _own_words(self, at: _Moment, over_to: HandOver | None = None) -> Taken:
        """The words stay in their message; with two questions open they answer the first."""
        question = at.asked[0]
        thanks = at.listener.says(question.thanks) if question.thanks else self._say("own_words")
        return await self._kept(at, {question.key: OWN_WORDS}, [thanks], over_to)

    async def _kept(
        self, at: _Moment, values: Mapping[str, str], thanks: list[str], over_to: HandOver | None
    ) -> Taken:
        """Keeps the answers; then thanks, what is answered besides, and the next question."""
        now = self._clock.now()
        await keep(at.session, at.given, values, at.message, now)
        said = self._thanks(at, thanks, over_to)
        grave = over_to is not None and over_to.level >= Level.URGENT
        following = self._go_on(at, values, quiet=at.quiet or grave)
        if _has_more_in_it(at):
            for_a_person = beside.is_for_a_person(at.heard)
            return Taken(
                texts=() if for_a_person and not grave else said,
                usual=True,
                after=following,
                hand_over=over_to,
            )
        return Taken(texts=_together(said, following), hand_over=over_to)

    def _thanks(self, at: _Moment, thanks: list[str], over_to: HandOver | None) -> tuple[str, ...]:
        if over_to is not None and over_to.level > Level.CONCERN:
            key = "emergency" if over_to.level is Level.EMERGENCY else "urgent"
            places = at.listener.places
            return (self._replies.render(f"safety.{key}", **places),)
        if over_to is not None:
            thanks = [*thanks, self._say("told_team")]
        return (" ".join(dict.fromkeys(thanks)),)

    def _go_on(self, at: _Moment, values: Mapping[str, str], *, quiet: bool) -> tuple[str, ...]:
        """The next question, or the closing; nothing where the check-in ended before."""
        if not at.given.is_open:
            return ()
        now = self._clock.now()
        following = at.after(values)
        if following:
            go_on(at.given.check_in, at.person, following[0].key, now)
            return () if quiet else self._asking.ask(following, at.listener, how=False)
        finish(at.given.check_in, {**at.given.values, **values}, now)
        closing = at.planned.closing
        return (at.listener.says(closing),) if closing and not quiet else ()

    async def _skipped_all(self, at: _Moment) -> Taken:
        now = self._clock.now()
        values = dict.fromkeys((one.key for one in at.asked), SKIPPED)
        await keep(at.session, at.given, values, at.message, now)
        finish(at.given.check_in, {**at.given.values, **values}, now)
        return Taken(texts=(self._say("skipped_all"),))

    async def _corrected(self, at: _Moment) -> Taken:
        """What was raised stays raised; the worker sees the correction beside it."""
        ((key, choice),) = at.reading.chosen
        await keep(at.session, at.given, {key: choice.value}, at.message, self._clock.now())
        over_to = raised(at.given.check_in, at.reading.chosen)
        seen = await self._shown_to_worker(at, key)
        said = [self._say("corrected", says=at.listener.says(choice.says))]
        if over_to is not None:
            said = list(self._thanks(at, said, over_to))
        elif seen:
            said.append(self._say("team_sees_both"))
        grave = over_to is not None and over_to.level >= Level.URGENT
        following = self._go_on(at, {key: choice.value}, quiet=at.quiet or grave)
        return Taken(texts=_together((" ".join(said),), following), hand_over=over_to)

    async def _shown_to_worker(self, at: _Moment, key: str) -> bool:
        """Adds the text to the handoff that the corrected answer opened, while that is open."""
        was = next((one for one in reversed(at.given.answers) if one.question == key), None)
        if was is None:
            return False
        handoff = await at.session.scalar(
            select(Handoff)
            .where(
                Handoff.message_id == was.message_id,
                Handoff.reason == HandoffReason.CONCERN_RAISED,
                Handoff.resolved_at.is_(None),
            )
            .limit(1)
        )
        if handoff is None:
            return False
        await add_message(at.session, handoff, at.message)
        return True

    async def _unread(self, at: _Moment) -> Taken | None:
        """Not an answer by number or word: own words, something else, or not understood."""
        attended = at.quiet and not beside.ends_the_asking(at.heard)
        raises = (at.message.level or Level.NONE) > Level.NONE or beside.is_for_a_person(at.heard)
        if not at.asked or beside.is_no_answer(at.heard):
            return None
        if raises:
            return replace(await self._own_words(at), texts=(), usual=True)
        if attended:
            return None
        free = at.asked[0].free
        if beside.is_aside(at.heard, at.reading, free=free):
            return self._repeated(at)
        readable = free and not at.reading.no_such_number
        return await self._own_words(at) if readable else await self._misread(at)

    def _repeated(self, at: _Moment) -> Taken:
        """The aside is answered, and the question comes back at the end, once."""
        mark = f"{at.given.check_in.id}:{at.asked[0].key}"
        if at.heard.repeated == mark:
            return Taken(usual=True)
        first, *others = self._asking.ask(at.asked, at.listener, how=False)
        return Taken(usual=True, after=(f"{self._say('back_to')} {first}", *others), repeats=mark)

    async def _misread(self, at: _Moment) -> Taken:
        """Asked once more for a number; after that a person reads it."""
        if at.heard.misread_before:
            found = f"{at.asked[0].key}={OWN_WORDS}"
            return await self._own_words(at, over(at.given.check_in, Level.CONCERN, _UNREAD, found))
        most = len(at.asked[0].choices)
        key = "no_such_number" if at.reading.no_such_number else "not_read"
        first, *others = self._asking.ask(at.asked, at.listener, how=False)
        return Taken(texts=(f"{self._say(key, most=most)}\n{first}", *others), not_understood=True)

    def _say(self, key: str, **places: object) -> str:
        return self._replies.render(f"check_ins.{key}", **places)


def _has_more_in_it(at: _Moment) -> bool:
    """Beside the answer something is asked, or told that a person must hear."""
    if not at.reading.says_more:
        return False
    return at.reading.asks or beside.is_for_a_person(at.heard)


def _together(said: Sequence[str], following: Sequence[str]) -> tuple[str, ...]:
    """As few texts as two segments each allow."""
    if said and following and len(f"{said[-1]}\n{following[0]}") <= _ONE_TEXT:
        return (*said[:-1], f"{said[-1]}\n{following[0]}", *following[1:])
    return (*said, *following)


async def _attended(session: AsyncSession, message: Message) -> Level:
    """How grave what a person is already seeing to is; silence itself is no reason for more."""
    levels = await session.scalars(
        select(Handoff.level).where(
            Handoff.conversation_id == message.conversation_id,
            Handoff.resolved_at.is_(None),
            Handoff.message_id.is_distinct_from(message.id),
            Handoff.level.in_([Level.EMERGENCY, Level.URGENT]),
            Handoff.reason != HandoffReason.SILENCE,
        )
    )
    return max(levels, default=Level.NONE)
