"""Holds a schedule of check-ins to what texts are held to, and its choices to being understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from wayhome.content.checking.finding import Finding
from wayhome.content.checking.texts import TextRules, review_faults, room_faults
from wayhome.content.yaml_places import Way, read
from wayhome.levels import Level

if TYPE_CHECKING:
    from datetime import date

    from wayhome.content.check_ins import Choice, PlannedCheckIn, Question, Schedule

#: Every text as it leaves, with the way to the wording that it is about.
TextsOf: TypeAlias = Callable[["PlannedCheckIn"], Iterable[tuple[Way, str]]]
_Fault: TypeAlias = tuple[Way, str]


@dataclass(frozen=True, kw_only=True)
class ScheduleChecks:
    """What schedules are held to."""

    #: Each with the file that it was read from.
    schedules: Mapping[Path, Schedule]
    rules: TextRules
    texts_of: TextsOf
    #: Wordings with their places filled by ordinary words.
    filled: Callable[[str], str]
    #: How the safety net takes a text, by its rules alone.
    level_of: Callable[[str], Level]
    #: Whether a text would end our texts.
    ends_our_texts: Callable[[str], bool]
    #: The value that a text is read as, where that question is open.
    read_as: Callable[[str, Question], str | None]
    #: Names under which a worker finds a handoff: red flags and topics.
    categories: frozenset[str]
    today: date
    #: Files are named from here.
    root: Path

    def findings(self) -> list[Finding]:
        return sorted(one for path in self.schedules for one in self._of(path))

    def _of(self, path: Path) -> Iterator[Finding]:
        written = read(path)
        for way, advice in self._faults(self.schedules[path]):
            key = ".".join(str(step + 1 if isinstance(step, int) else step) for step in way)
            name = str(path.relative_to(self.root)) if path.is_relative_to(self.root) else path
            yield Finding(file=str(name), line=written.line(way), key=key, advice=advice)

    def _faults(self, schedule: Schedule) -> Iterator[_Fault]:
        for advice in review_faults(schedule.reviewed_by, schedule.reviewed_on, self.today):
            yield ("reviewed_on",), advice
        for at, check_in in enumerate(schedule.check_ins):
            way: Way = ("check_ins", at)
            for here, text in self.texts_of(check_in):
                yield from (((*way, *here), advice) for advice in room_faults(text))
            for here, wording in _wordings(check_in):
                faults = self.rules.faults(self.filled(wording))
                yield from (((*way, *here), advice) for advice in faults)
            for number, question in enumerate(check_in.questions):
                yield from self._of_choices(question, (*way, "questions", number, "choices"))

    def _of_choices(self, question: Question, way: Way) -> Iterator[_Fault]:
        for at, choice in enumerate(question.choices):
            if choice.raises is not None and choice.raises.category not in self.categories:
                advice = (
                    f'"{choice.raises.category}" is no red flag and no topic; use one of: '
                    f"{', '.join(sorted(self.categories))}."
                )
                yield (*way, at, "raises", "category"), advice
            # What stands behind a number may name a trouble; people text the number.
            for advice in self._of_words(choice.says, Level.URGENT, choice, question):
                yield (*way, at, "says"), advice
            raised = choice.raises.level if choice.raises else Level.CONCERN
            for words in choice.words:
                for advice in self._of_words(words, raised, choice, question):
                    yield (*way, at, "words"), advice

    def _of_words(
        self, words: str, at_most: Level, choice: Choice, question: Question
    ) -> Iterator[str]:
        level = self.level_of(words)
        if self.ends_our_texts(words):
            yield f'"{words}" ends our texts for good; take it out.'
        elif level > at_most:
            yield f'"{words}" is {level} to the safety net; take it out, or raise {level}.'
        elif self.read_as(words, question) != choice.value:
            read = self.read_as(words, question) or "nothing"
            yield f'"{words}" is read as {read}, not as {choice.value}; take it out or reword it.'


def _wordings(check_in: PlannedCheckIn) -> Iterator[tuple[Way, str]]:
    for name in ("opening", "reminder", "closing"):
        if wording := getattr(check_in, name):
            yield (name,), wording
    for at, question in enumerate(check_in.questions):
        yield ("questions", at, "ask"), question.ask
        if question.thanks:
            yield ("questions", at, "thanks"), question.thanks
        for number, choice in enumerate(question.choices):
            here = ("questions", at, "choices", number)
            yield (*here, "says"), choice.says
            yield (*here, "thanks"), choice.thanks
