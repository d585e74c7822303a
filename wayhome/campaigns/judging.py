"""Holds a campaign's single text to room, reading age and plain words, as content/ is held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from channels.text import Encoding, segments, to_gsm7
from wayhome.content.checking.reading import HIGHEST_GRADE, grade, long_sentences
from wayhome.content.checking.wordings import MOST_SEGMENTS

if TYPE_CHECKING:
    from wayhome.content.checking.never_said import NeverSaid
    from wayhome.content.checking.plain_words import PlainWords

#: The longest of the names that a text must have room for, and one that is easy to read.
LONG_NAME: Final = "Bartholomew"
PLAIN_NAME: Final = "Ann"
#: Too short a text for a formula that counts sentences and syllables.
_FEWEST_WORDS_TO_SCORE: Final = 8


@dataclass(frozen=True, kw_only=True)
class Judge:
    plain_words: PlainWords
    never_said: NeverSaid

    def faults(self, longest: str, plainest: str) -> Iterator[str]:
        """What keeps a text from being sent, each with what to do.

        It is given with the long name, for its room, and with the plain one, for its reading age.
        """
        yield from self._room(to_gsm7(longest))
        yield from self._reading(to_gsm7(plainest))

    def _room(self, sent: str) -> Iterator[str]:
        cost = segments(sent)
        if cost.encoding is not Encoding.GSM_7:
            odd = {char for char in sent if segments(char).encoding is not Encoding.GSM_7}
            yield f"{' '.join(sorted(odd))} is outside GSM-7; write it in plain letters."
        elif cost.count > MOST_SEGMENTS:
            yield (
                f"it is too long: {cost.characters} characters are {cost.count} segments; "
                f"shorten it to {MOST_SEGMENTS} (306 characters)."
            )

    def _reading(self, sent: str) -> Iterator[str]:
        scored = round(grade(sent), 1)
        if scored > HIGHEST_GRADE and len(sent.split()) >= _FEWEST_WORDS_TO_SCORE:
            yield (
                f"it is hard to read: Flesch-Kincaid grade {scored}; bring it to "
                f"{HIGHEST_GRADE:.0f} with shorter words and sentences."
            )
        for sentence in long_sentences(sent):
            yield f'a sentence is over 20 words; cut it: "{sentence}"'
        for hard, instead in self.plain_words.found_in(sent):
            yield f'"{hard}" is hard to read; write: {instead}.'
        for said in self.never_said.found_in(sent):
            yield f'"{said.words}" {said.rule.replace("_", " ")}; {said.instead}.'
