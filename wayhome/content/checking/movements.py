"""Holds each movement to what every text is held to, and to its stop rule and its picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from channels.text import Encoding, segments
from wayhome.content.checking.finding import Finding, lines_of_keys
from wayhome.content.checking.reading import HIGHEST_GRADE, grade, long_sentences
from wayhome.content.checking.wordings import MOST_SEGMENTS, REVIEW_EVERY
from wayhome.models.exercises import ExerciseLevel

if TYPE_CHECKING:
    from datetime import date

    from wayhome.content.checking.never_said import NeverSaid
    from wayhome.content.checking.plain_words import PlainWords
    from wayhome.content.movements import Movement, Movements
    from wayhome.content.replies import Replies

_NUMBER = re.compile(r"\d+")
_TITLE = re.compile(r"<title[^>]*>\s*\S.*?</title>", re.DOTALL)
_DESCRIPTION = re.compile(r"<desc[^>]*>\s*\S.*?</desc>", re.DOTALL)
_OPENING = "Time to move, Margaret."


@dataclass(frozen=True, kw_only=True)
class MovementChecks:
    """What movements are held to."""

    movements: Movements
    #: content/move_to_improve.
    folder: Path
    replies: Replies
    plain_words: PlainWords
    never_said: NeverSaid
    today: date
    #: Files are named from here.
    root: Path

    def findings(self) -> list[Finding]:
        return sorted(one for movement in self.movements.values() for one in self._of(movement))

    def text(self, movement: Movement, level: ExerciseLevel) -> str:
        """As it leaves with the longest opening."""
        stop_rule = self.replies.render("moves.stop_rule")
        how = movement.forms.at(level)
        said = self.replies.render("moves.prompt", name=movement.name, how=how, stop_rule=stop_rule)
        return f"{_OPENING} {said}"

    def _of(self, movement: Movement) -> Iterator[Finding]:
        path = self.folder / "movements" / f"{movement.key}.yml"
        lines = lines_of_keys(path)
        for level in ExerciseLevel:
            for advice in self._of_text(movement, level):
                yield self._finding(path, lines.get(level.value, 0), level.value, advice)
        for key, advice in [*self._of_picture(movement), *self._of_review(movement)]:
            yield self._finding(path, lines.get(key, 0), key, advice)
        for number in sorted(self._unsaid(movement)):
            advice = f"no form says the {number} of its dose; say it, or correct the dose."
            yield self._finding(path, lines.get("dose", 0), "dose", advice)

    def _finding(self, path: Path, line: int, key: str, advice: str) -> Finding:
        return Finding(file=str(path.relative_to(self.root)), line=line, key=key, advice=advice)

    def _of_text(self, movement: Movement, level: ExerciseLevel) -> Iterator[str]:
        text = self.text(movement, level)
        cost = segments(text)
        if cost.encoding is not Encoding.GSM_7:
            yield "it has letters outside GSM-7; write plain letters."
        elif cost.count > MOST_SEGMENTS:
            yield f"{cost.characters} characters are too many for {MOST_SEGMENTS} segments."
        if round(grade(text), 1) > HIGHEST_GRADE:
            yield f"Flesch-Kincaid grade {grade(text):.1f}; bring it to {HIGHEST_GRADE:.0f}."
        for sentence in long_sentences(text):
            yield f'a sentence is over 20 words; cut it: "{sentence}"'
        if self.replies.render("moves.stop_rule") not in text:
            yield "its text has no stop rule; put {{ stop_rule }} back into moves.prompt."
        for hard, instead in self.plain_words.found_in(movement.forms.at(level)):
            yield f'"{hard}" is hard to read; write: {instead}.'
        for said in self.never_said.found_in(text):
            yield f'"{said.words}" {said.rule.replace("_", " ")}; {said.instead}.'

    def _of_picture(self, movement: Movement) -> Iterator[tuple[str, str]]:
        path = self.folder / "pictures" / movement.picture
        if not path.is_file():
            yield "picture", f"there is no {movement.picture} in pictures; draw it."
            return
        drawn = path.read_text(encoding="utf-8")
        if not (_TITLE.search(drawn) and _DESCRIPTION.search(drawn)):
            yield "picture", "it has no <title> and <desc> for those who cannot see it; add them."

    def _of_review(self, movement: Movement) -> Iterator[tuple[str, str]]:
        if movement.reviewed_on is None:
            if "not yet reviewed" not in movement.reviewed_by:
                yield "reviewed_on", "it has a reviewer but no date; add reviewed_on."
        elif movement.reviewed_on + REVIEW_EVERY < self.today:
            yield "reviewed_on", "its review is over a year old; have it reviewed again."

    def _unsaid(self, movement: Movement) -> set[str]:
        """Numbers of the dose and the hold that no form says, leaving out how often a day."""
        asked = movement.dose.partition(";")[0] + " " + (movement.hold or "")
        forms = " ".join(movement.forms.at(level) for level in ExerciseLevel)
        return set(_NUMBER.findall(asked)) - set(_NUMBER.findall(forms))
