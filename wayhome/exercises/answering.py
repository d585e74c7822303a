"""Takes what a person texts about the exercise that was sent, and keeps what came back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, TypeAlias

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.content.nods import Nod
from wayhome.exercises.choosing import allowed
from wayhome.exercises.progress import days_moved
from wayhome.exercises.reading import Read, asks_again, read_answer
from wayhome.exercises.resting import open_prompt, rest
from wayhome.levels import Level
from wayhome.models import (
    CheckIn,
    Direction,
    ExerciseAnswer,
    ExercisePrompt,
    HandoffReason,
    Message,
    RestReason,
)
from wayhome.plans.answers.asked import OFFER_BUTTONS, Answer, HandOver
from wayhome.plans.answers.exercises import ABOUT, LAST_HURT
from wayhome.plans.answers.passing_on import who_to_ask

if TYPE_CHECKING:
    from wayhome.clock import Clock
    from wayhome.exercises.prompting import Prompter
    from wayhome.models import Person
    from wayhome.plans.answers.asked import Asked

#: Whether a text is plainly an answer to a question of ours that is open besides.
AnswersQuestion: TypeAlias = Callable[[], Awaitable[bool]]

#: Topics under which a text is about exercises, whatever was spoken of in between.
_OF_EXERCISES: Final = frozenset({"exercise_done", "exercise_skipped"})
_TALKED_OF: Final = frozenset({*_OF_EXERCISES, "exercises", LAST_HURT})
_TOPICS: Final = {
    ExerciseAnswer.FELL: "fall",
    ExerciseAnswer.DIZZY: LAST_HURT,
    ExerciseAnswer.HURTS: LAST_HURT,
    ExerciseAnswer.NOT_DONE: "exercise_skipped",
    ExerciseAnswer.PART: "exercise_done",
    ExerciseAnswer.DONE: "exercise_done",
}


class ExerciseAnswers:
    """Takes a text before it is answered as usual, where an exercise waits for its answer."""

    def __init__(self, prompter: Prompter, clock: Clock) -> None:
        self._prompter = prompter
        self._clock = clock

    async def take(
        self,
        session: AsyncSession,
        person: Person,
        message: Message,
        asked: Asked,
        answers_question: AnswersQuestion,
    ) -> Answer | None:
        """None: it is no answer to an exercise, or asks something besides. The caller commits."""
        prompt = await open_prompt(session, self._clock, person, message)
        if prompt is None:
            return None
        said, is_next = self._prompter.content.answers, await _is_next(session, prompt, message)
        talked_of = _TALKED_OF.intersection({asked.topic, asked.last_topic})
        if not is_next and (not talked_of or await answers_question()):
            return None
        if asked.nod is Nod.NO:
            return Answer(texts=(asked.say("moves.how_was_it"),), topic="exercises")
        if asks_again(said, asked.text):
            return await self._again(session, person, prompt, asked)
        read = read_answer(said, asked.text, asked.topic)
        if read is None or not (is_next or asked.topic in _OF_EXERCISES or _is_grave(read)):
            return None
        return await self._keep(session, person, message, prompt, read, asked)

    async def _again(
        self, session: AsyncSession, person: Person, prompt: ExercisePrompt, asked: Asked
    ) -> Answer:
        found = await allowed(session, self._prompter.content, person.id)
        if any(one.key == prompt.movement for one in found.movements):
            return Answer(texts=(), topic="exercises", movement=prompt.movement)
        text = asked.say("moves.rest_for_now")
        return Answer(
            texts=(text,), topic="exercises", offers_to_pass_on=True, buttons=OFFER_BUTTONS
        )

    async def _keep(  # noqa: PLR0913 - a turn has that many sides
        self,
        session: AsyncSession,
        person: Person,
        message: Message,
        prompt: ExercisePrompt,
        read: Read,
        asked: Asked,
    ) -> Answer | None:
        hurt_before = prompt.hurt_message_id not in {None, message.id}
        _note(prompt, read.answer, message, self._clock)
        if read.answer is ExerciseAnswer.HURTS:
            return await self._hurts(session, person, asked, again=hurt_before or read.is_bad)
        if read.answer in {ExerciseAnswer.FELL, ExerciseAnswer.DIZZY}:
            await rest(session, self._clock, person, RestReason(read.answer.value))
            return _told(asked, read.answer)
        if "?" in asked.text:
            return None
        await session.flush()
        moved = await days_moved(session, person, self._clock.now())
        text = asked.say(f"moves.{read.answer.value}", moved=bool(moved), count=moved)
        return Answer(texts=(text,), topic=_TOPICS[read.answer])

    async def _hurts(
        self, session: AsyncSession, person: Person, asked: Asked, *, again: bool
    ) -> Answer:
        """Stop, look and try once more; after that it waits for a person. standards.md 4.2."""
        if not again:
            return Answer(texts=(asked.say("moves.hurts"),), topic=LAST_HURT)
        await rest(session, self._clock, person, RestReason.HURTS)
        return Answer(
            texts=(asked.say("moves.hurts_again", contact=who_to_ask(asked, *ABOUT)),),
            topic=LAST_HURT,
            hand_over=HandOver(Level.CONCERN, HandoffReason.CONCERN_RAISED, "exercise_hurts"),
        )


def _told(asked: Asked, answer: ExerciseAnswer) -> Answer:
    if answer is ExerciseAnswer.FELL:
        texts: tuple[str, ...] = (asked.say("concerns.fall"), asked.say("moves.resting"))
        over = HandOver(Level.CONCERN, HandoffReason.CONCERN_RAISED, "fall")
    else:
        texts = (asked.say("moves.dizzy"),)
        over = HandOver(Level.URGENT, HandoffReason.CONCERN_RAISED, "exercise_stop_sign")
    return Answer(texts=texts, topic=_TOPICS[answer], hand_over=over)


def _note(prompt: ExercisePrompt, answer: ExerciseAnswer, message: Message, clock: Clock) -> None:
    """The newest answer counts, but a fall or a stop sign is never written over by a milder one."""
    if answer is ExerciseAnswer.HURTS and prompt.hurt_message_id is None:
        prompt.hurt_message_id = message.id
    grave = {ExerciseAnswer.FELL, ExerciseAnswer.DIZZY}
    if prompt.answer in grave and answer not in grave:
        return
    prompt.answer = answer
    prompt.answer_message_id = message.id
    prompt.answered_at = clock.now()


def _is_grave(read: Read) -> bool:
    return read.answer in {ExerciseAnswer.FELL, ExerciseAnswer.DIZZY, ExerciseAnswer.HURTS}


async def _is_next(session: AsyncSession, prompt: ExercisePrompt, message: Message) -> bool:
    """Whether the exercise is the last thing that we said before this text."""
    newest = await last_said(session, message)
    if newest is None:
        return False
    message_id, answers_to = newest
    if answers_to is not None:
        return answers_to in {prompt.asked_in_id, prompt.answer_message_id}
    carried_by = select(CheckIn.message_id).where(CheckIn.id == prompt.check_in_id)
    return await session.scalar(carried_by) == message_id


async def last_said(session: AsyncSession, message: Message) -> tuple[int, int | None] | None:
    """Our last text before this one, and the text that it answered; None: nothing was said."""
    newest = await session.execute(
        select(Message.id, Message.in_reply_to_id)
        .where(
            Message.conversation_id == message.conversation_id,
            Message.direction == Direction.OUT,
            Message.id < message.id,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    found = newest.one_or_none()
    return (found[0], found[1]) if found is not None else None
