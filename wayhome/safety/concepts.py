"""Find in a message every place where a known phrase is said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from wayhome.content.red_flags import Concept
    from wayhome.safety.spelling import Spelling
    from wayhome.safety.words import Message

#: "cant seem to get up" is "cant get up": small words inside a phrase are stepped over.
_MOST_FILLERS_INSIDE = 2


class Place(NamedTuple):
    """Words from `start` up to, not including, `end`."""

    start: int
    end: int


Found = dict[str, list[Place]]


@dataclass
class _Branch:
    then: dict[str, _Branch] = field(default_factory=dict)
    ends: list[str] = field(default_factory=list)


class Lexicon:
    """All phrases in one tree, so that a message is walked once however many there are."""

    def __init__(self, concepts: Mapping[str, Concept], fillers: Sequence[str]) -> None:
        self._root = _Branch()
        self._fillers = frozenset(fillers)
        self._numbers = {name: c.numbers for name, c in concepts.items() if c.numbers}
        self.words: set[str] = set(fillers)
        for name, concept in concepts.items():
            for phrase in concept.words:
                self._plant(name, phrase.split())

    def _plant(self, name: str, words: Sequence[str]) -> None:
        branch = self._root
        for word in words:
            branch = branch.then.setdefault(word, _Branch())
        branch.ends.append(name)
        self.words.update(words)

    def find(self, message: Message, spelling: Spelling) -> Found:
        """Places by concept, in the order they stand in the message.

        No phrase reaches over a comma ("now gone, daft thing"), but it may over dots
        ("cant... breathe").
        """
        words = message.words
        readings = [spelling.readings(word) for word in words]
        commas = message.clause_starts - message.sentence_starts
        found: Found = {}
        for start, word in enumerate(words):
            # In the order of the phrases, so that the same text is always explained alike.
            for name, end in dict.fromkeys(self._phrases_from(start, readings, commas)):
                found.setdefault(name, []).append(Place(start, end))
            if self._numbers and (value := spelling.value(word)) is not None:
                for name, range_ in self._numbers.items():
                    counts = range_.whole_too or not value.is_integer()
                    if counts and range_.at_least <= value <= range_.at_most:
                        found.setdefault(name, []).append(Place(start, start + 1))
        return found

    def _phrases_from(
        self, start: int, readings: Sequence[tuple[str, ...]], commas: Container[int]
    ) -> Iterator[tuple[str, int]]:
        waiting = [(self._root, start, 0)]
        while waiting:
            branch, here, stepped_over = waiting.pop()
            if not stepped_over:
                yield from ((name, here) for name in branch.ends)
            if here == len(readings) or not branch.then or (here in commas and here > start):
                continue
            onward = (branch.then.get(reading) for reading in readings[here])
            waiting.extend((then, here + 1, 0) for then in onward if then)
            if (
                branch is not self._root
                and stepped_over < _MOST_FILLERS_INSIDE
                and readings[here][0] in self._fillers
            ):
                waiting.append((branch, here + 1, stepped_over + 1))
