"""Takes a text as the answer to the question that is open: kept, thanked for, and gone on from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from sqlalchemy import select

from wayhome.checkins import beside
from wayhome.checkins.buttons import closed, is_choice, with_buttons
from wayhome.checkins.course import open_questions
from wayhome.checkins.given import concerned, finish, go_on, keep
from wayhome.checkins.moment import Moment, attended_at
from wayhome.checkins.taken import Taken
from wayhome.checkins.thresholds import over, raised
from wayhome.content.check_ins import OWN_WORDS, SKIPPED
from wayhome.content.nods import Nod
from wayhome.handoffs.queue import add_message
from wayhome.levels import Level
from wayhome.models import CheckInStatus, Handoff, HandoffReason

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.checkins.asking import Asking
    from wayhome.checkins.reading import AnswerReader, Reading
    from wayhome.checkins.taken import Heard
    from wayhome.clock import Clock
    from wayhome.content.replies import Replies
    from wayhome.models import CheckIn, Message, Person
    from wayhome.plans.answers.asked import HandOver

#: What is said to an answer, and what is asked after it.
_Said: TypeAlias = tuple[Sequence[str], Sequence[str]]

#: Two SMS segments; thanks and the next question that fit go as one text.
_ONE_TEXT: Final = 306
#: Why questions were left that nobody was asked; a late number cannot be of them.
_SOMETHING_GRAVER: Final = "something_graver"
_REST_SKIPPED: Final = "rest_skipped"
#: Under which an answer that nobody could read stands in the queue.
_UNREAD: Final = "check_in_unread"


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
        if is_choice(message):
            # What stands beside the number on the button is ours, and tells nothing more.
            heard = replace(heard, text=message.text.split()[0])
        moment = await self._moment(session, person, message, heard)
        if is_choice(message) and (moment is None or not moment.is_pressed_now):
            taken: Taken | None = closed(self._asking, self._replies, moment)
        else:
            taken = await self._taken(moment, heard) if moment else None
        return with_buttons(self._asking, taken, moment) if taken and moment else taken

    async def _taken(self, moment: Moment, heard: Heard) -> Taken | None:
        if heard.nod is not None:
            return await self._nodded(moment, heard.nod)
        if moment.reading.corrects:
            return await self._corrected(moment)
        if moment.given.is_open:
            return await self._of_open(moment)
        late = _ended_in_silence(moment.given.check_in) and moment.reading.chosen
        return await self._answered(moment) if late else None

    async def _of_open(self, at: Moment) -> Taken | None:
        if at.reading.skips_all:
            return await self._skipped_all(at)
        return await self._answered(at) if at.reading.is_answer else await self._unread(at)

    async def reads(
        self, session: AsyncSession, person: Person, message: Message, heard: Heard
    ) -> bool:
        """Whether the text is plainly an answer to the question that is open; nothing is kept."""
        moment = await self._moment(session, person, message, heard)
        return moment is not None and moment.given.is_open and moment.reading.is_answer

    async def _moment(
        self, session: AsyncSession, person: Person, message: Message, heard: Heard
    ) -> Moment | None:
        given = await concerned(session, person, message)
        planned = self._asking.planned(given.check_in) if given else None
        attended = await attended_at(session, message)
        elsewhere = attended is Level.EMERGENCY or beside.is_to_an_offer(heard)
        if given is None or planned is None or elsewhere:
            return None
        listener = await self._asking.listener(session, person, given.check_in)
        together = not listener.manner.one_at_a_time
        asked = open_questions(planned, given.values, listener.known, together=together)
        last = planned.question(given.last.question) if given.last else None
        level = message.level or Level.NONE
        reading = self._reader.read(heard.text, asked, last)
        ends = beside.ends_the_asking(heard, level, reading)
        return Moment(
            session=session,
            person=person,
            message=message,
            heard=heard,
            given=given,
            planned=planned,
            listener=listener,
            asked=asked,
            reading=reading,
            attended=attended,
            quiet=max(level, attended) >= Level.URGENT or ends,
        )

    async def _answered(self, at: Moment) -> Taken:
        chosen = at.reading.chosen
        values = {key: one.value for key, one in chosen} | dict.fromkeys(
            at.reading.skipped, SKIPPED
        )
        thanks = [at.listener.says(one.thanks) for _, one in chosen]
        if at.reading.skipped:
            thanks.append(self._say("skipped"))
        over_to = raised(at.given.check_in, chosen)
        said, following = await self._keep(at, values, thanks, over_to)
        trouble = beside.is_trouble_besides(at.heard, at.level, at.reading)
        if not trouble and not (at.reading.says_more and at.reading.asks):
            return Taken(texts=_together(said, following), hand_over=over_to)
        texts = () if trouble and not _is_grave(over_to) else tuple(said)
        return Taken(texts=texts, usual=True, after=tuple(following), hand_over=over_to)

    async def _nodded(self, at: Moment, nod: Nod) -> Taken | None:
        """Taken where it cannot mean the opposite; else words are asked for, once."""
        if not at.given.is_open or not at.asked:
            return None
        if len(at.asked) == 1 and _fits(nod, at.reading):
            return await self._answered(at)
        if at.heard.misread_before:
            return None
        first, *others = self._asking.ask(at.asked, at.listener, how=False)
        return Taken(texts=(f"{self._say('nod')}\n{first}", *others), not_understood=True)

    async def _own_words(self, at: Moment, over_to: HandOver | None = None) -> Taken:
        return Taken(texts=_together(*await self._kept_words(at, over_to)), hand_over=over_to)

    async def _kept_words(self, at: Moment, over_to: HandOver | None = None) -> _Said:
        """The words stay in their message; with two questions open they answer the first."""
        question = at.asked[0]
        thanks = at.listener.says(question.thanks) if question.thanks else self._say("own_words")
        return await self._keep(at, {question.key: OWN_WORDS}, [thanks], over_to)

    async def _keep(
        self, at: Moment, values: Mapping[str, str], thanks: list[str], over_to: HandOver | None
    ) -> _Said:
        """Keeps the answers; what is said to them, and what is asked next."""
        now = self._clock.now()
        await keep(at.session, at.given, values, at.message, now)
        said = self._thanks(at, thanks, over_to)
        return said, self._go_on(at, values, quiet=at.quiet or _is_grave(over_to))

    def _thanks(self, at: Moment, thanks: list[str], over_to: HandOver | None) -> tuple[str, ...]:
        if over_to is not None and over_to.level > Level.CONCERN:
            key = "emergency" if over_to.level is Level.EMERGENCY else "urgent"
            places = at.listener.places
            return (self._replies.render(f"safety.{key}", **places),)
        if over_to is not None:
            thanks = [*thanks, self._say("told_team")]
        return (" ".join(dict.fromkeys(thanks)),)

    def _go_on(self, at: Moment, values: Mapping[str, str], *, quiet: bool) -> tuple[str, ...]:
        """The next question, or the closing; nothing where the check-in ended before."""
        if not at.given.is_open:
            return ()
        now = self._clock.now()
        following = at.after(values)
        if following and not quiet:
            go_on(at.given.check_in, at.person, following[0].key, now)
            return self._asking.ask(following, at.listener, how=False)
        why = _SOMETHING_GRAVER if following else None
        finish(at.given.check_in, {**at.given.values, **values}, now, why)
        closing = at.planned.closing
        return (at.listener.says(closing),) if closing and not quiet else ()

    async def _skipped_all(self, at: Moment) -> Taken:
        now = self._clock.now()
        values = dict.fromkeys((one.key for one in at.asked), SKIPPED)
        await keep(at.session, at.given, values, at.message, now)
        finish(at.given.check_in, {**at.given.values, **values}, now, _REST_SKIPPED)
        return Taken(texts=(self._say("skipped_all"),))

    async def _corrected(self, at: Moment) -> Taken:
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
        quiet = at.quiet or _is_grave(over_to)
        following = self._go_on(at, {key: choice.value}, quiet=quiet)
        return Taken(texts=_together((" ".join(said),), following), hand_over=over_to)

    async def _shown_to_worker(self, at: Moment, key: str) -> bool:
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

    async def _unread(self, at: Moment) -> Taken | None:
        """Not an answer by number or word: own words, something else, or not understood."""
        elsewhere = at.attended >= Level.URGENT or beside.is_no_answer(at.heard)
        if not at.asked or elsewhere:
            return None
        if at.level > Level.NONE or beside.is_for_a_person(at.heard):
            return await self._trouble(at)
        if at.is_aside:
            return self._repeated(at)
        readable = at.asked[0].free and not at.reading.no_such_number
        return await self._own_words(at) if readable else await self._misread(at)

    async def _trouble(self, at: Moment) -> Taken:
        """Answered as such, and kept as the answer; what the net alone sees, it answers itself."""
        said, following = await self._kept_words(at)
        if at.is_aside or beside.is_for_a_person(at.heard):
            return Taken(usual=True, after=tuple(following))
        return Taken(texts=tuple(following or said))

    def _repeated(self, at: Moment) -> Taken:
        """The aside is answered, and the question comes back at the end, once."""
        mark = f"{at.given.check_in.id}:{at.asked[0].key}"
        if at.heard.repeated == mark:
            return Taken(usual=True)
        first, *others = self._asking.ask(at.asked, at.listener, how=False)
        return Taken(usual=True, after=(f"{self._say('back_to')} {first}", *others), repeats=mark)

    async def _misread(self, at: Moment) -> Taken:
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


def _ended_in_silence(check_in: CheckIn) -> bool:
    """A question that was asked is still without an answer."""
    in_part = check_in.status is CheckInStatus.PART_ANSWERED and check_in.why is None
    return in_part or check_in.status is CheckInStatus.MISSED


def _is_grave(over_to: HandOver | None) -> bool:
    return over_to is not None and over_to.level >= Level.URGENT


def _together(said: Sequence[str], following: Sequence[str]) -> tuple[str, ...]:
    """As few texts as two segments each allow."""
    if said and following and len(f"{said[-1]}\n{following[0]}") <= _ONE_TEXT:
        return (*said[:-1], f"{said[-1]}\n{following[0]}", *following[1:])
    return (*said, *following)


def _fits(nod: Nod, reading: Reading) -> bool:
    """A thumb up to "Have you fallen?" may mean yes or that all is well."""
    if len(reading.chosen) != 1 or nod is Nod.KIND:
        return False
    ((_, choice),) = reading.chosen
    return (choice.raises is None) is (nod is Nod.YES)
