"""What a text says of the exercise that was sent; the words stand in content/move_to_improve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wayhome.models.exercises import ExerciseAnswer
from wayhome.plans.matching import says, words

if TYPE_CHECKING:
    from wayhome.content.exercise_answers import ExerciseWords

#: Longer than this it is a story, and only what must be noticed is taken from it.
_LONGEST_REPORT = 14
_MUST_BE_NOTICED = frozenset({ExerciseAnswer.FELL, ExerciseAnswer.DIZZY, ExerciseAnswer.HURTS})
_TOPIC_SAYS = {
    "exercise_done": ExerciseAnswer.DONE,
    "exercise_skipped": ExerciseAnswer.NOT_DONE,
}


@dataclass(frozen=True, kw_only=True)
class Read:
    answer: ExerciseAnswer
    #: Pain that is not to be tried again.
    is_bad: bool = False


def read_answer(said: ExerciseWords, text: str, topic: str | None = None) -> Read | None:
    """The gravest thing that the text says; None where it says nothing of an exercise.

    `topic` is what the assistant took the text for, and counts where the words alone say nothing.
    A bare number is no answer to an exercise, whatever it was taken for.
    """
    plain = _without(text, said.not_so)
    whole = " ".join(words(plain))
    found = next((one for one in ExerciseAnswer if _means(said, one, plain, whole)), None)
    if found is None and any(one.isalpha() for one in text):
        found = _TOPIC_SAYS.get(topic or "")
    if found is None or (len(words(text)) > _LONGEST_REPORT and found not in _MUST_BE_NOTICED):
        return None
    is_bad = found is ExerciseAnswer.HURTS and says(plain, *said.hurts_badly)
    return Read(answer=found, is_bad=is_bad)


def asks_again(said: ExerciseWords, text: str) -> bool:
    """Whether the text asks to see the last one once more."""
    return says(text, *said.again)


def _means(said: ExerciseWords, answer: ExerciseAnswer, text: str, whole: str) -> bool:
    own = said.answers.get(answer)
    if own is None:
        return False
    return whole in {" ".join(words(one)) for one in own.whole} or (
        bool(own.says) and says(text, *own.says)
    )


def _without(text: str, phrases: tuple[str, ...]) -> str:
    """The text's words with each of the phrases taken out."""
    left = f" {' '.join(words(text))} "
    for phrase in sorted(phrases, key=len, reverse=True):
        left = left.replace(f" {' '.join(words(phrase))} ", " ")
    return left.strip()
