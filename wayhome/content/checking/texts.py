"""What any text of ours is held to, whichever file it is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from channels.text import Encoding, segments
from wayhome.content.checking.reading import HIGHEST_GRADE, grade, long_sentences

if TYPE_CHECKING:
    from wayhome.content.checking.never_said import NeverSaid
    from wayhome.content.checking.plain_words import PlainWords

MOST_SEGMENTS: Final = 2
#: A wording is looked at again after this long.
REVIEW_EVERY: Final = timedelta(days=365)
#: Too short a text for a formula that counts sentences and syllables.
FEWEST_WORDS_TO_SCORE: Final = 8
#: Answers that Twilio takes for an opt-out or keeps for itself (standards.md 5.1).
_RESERVED: Final = re.compile(
    r"\b(?:text|reply|answer|send|put) (?:YES|STOP|END|QUIT|CANCEL)\b", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class TextRules:
    plain_words: PlainWords
    never_said: NeverSaid

    def faults(self, text: str) -> Iterator[str]:
        """How it reads and what it says."""
        if len(text.split()) >= FEWEST_WORDS_TO_SCORE and round(grade(text), 1) > HIGHEST_GRADE:
            yield (
                f"Flesch-Kincaid grade {grade(text):.1f}; "
                f"bring it to {HIGHEST_GRADE:.0f} with shorter words and sentences."
            )
        for sentence in long_sentences(text)[:1]:
            yield f'a sentence is over 20 words; cut it: "{sentence}"'
        for hard, instead in self.plain_words.found_in(text):
            yield f'"{hard}" is hard to read; write: {instead}.'
        for said in self.never_said.found_in(text):
            yield f'"{said.words}" {said.rule.replace("_", " ")}; {said.instead}.'
        if reserved := _RESERVED.search(text):
            yield f'"{reserved.group()}" is a word that Twilio keeps for itself; ask for another.'


def room_faults(text: str) -> Iterator[str]:
    """Whether it fits on a basic phone, as it leaves."""
    cost = segments(text)
    if cost.encoding is not Encoding.GSM_7:
        odd = {char for char in text if segments(char).encoding is not Encoding.GSM_7}
        yield f"{' '.join(sorted(odd))} is outside GSM-7; write it in plain letters."
    elif cost.count > MOST_SEGMENTS:
        yield (
            f"{cost.characters} characters are {cost.count} segments; "
            f"shorten it to {MOST_SEGMENTS}."
        )


def review_faults(reviewed_by: str, reviewed_on: date | None, today: date) -> Iterator[str]:
    if reviewed_on is None:
        if "not yet reviewed" not in reviewed_by:
            yield "it has a reviewer but no date; add reviewed_on."
    elif reviewed_on + REVIEW_EVERY < today:
        yield f"its review of {reviewed_on} is over a year old; have it reviewed again."
