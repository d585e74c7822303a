"""Two answers in one text, to two questions that left together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

from wayhome.checkins.said import BREAK, SLASH, Words, phrase

if TYPE_CHECKING:
    from wayhome.content.answer_words import AnswerWords

#: What is said to the first and to the second question; empty where nothing is.
Pair: TypeAlias = tuple[Words, Words]

_PAIR: Final = 2

#: Between an answer and the question that it names: "yes to the first", "second is 2".
_LINKS: Final = frozenset({"to", "for", "is", "on", "at", "and", "its", "was", BREAK})


class TwoAtOnce:
    def __init__(self, words: AnswerWords) -> None:
        self._first = tuple(map(phrase, words.first))
        self._second = tuple(map(phrase, words.second))
        self._both = tuple(map(phrase, words.both))
        self._joins = frozenset({*words.joins, BREAK, SLASH})

    def pairs(self, text: Words) -> Iterator[Pair]:
        """Every way to part the text, the plainest first; the caller takes the first that reads."""
        named = self._named(text)
        if named is not None:
            yield named
        for both in self._both:
            at = _find(text, both)
            if at is not None:
                rest = _bare(text[:at] + text[at + len(both) :])
                yield rest, rest
        for at, word in enumerate(text):
            if word in self._joins:
                yield text[:at], _bare(text[at + 1 :])
        if len(text) == _PAIR:
            yield text[:1], text[1:]

    def _named(self, text: Words) -> Pair | None:
        """Where the questions are named: "first 1, second 3", "yes to the first, no to the 2nd"."""
        marks = sorted(
            mark
            for which, names in enumerate((self._first, self._second))
            if (mark := _longest(text, names, which))
        )
        if not marks:
            return None
        parts: list[Words] = [(), ()]
        name_comes_first = not _bare(text[: marks[0][0]])
        done = 0
        for number, (start, stop, which) in enumerate(marks):
            after = marks[number + 1][0] if number + 1 < len(marks) else len(text)
            parts[which] = _bare(text[stop:after] if name_comes_first else text[done:start])
            done = stop
        return parts[0], parts[1]


def _longest(text: Words, names: tuple[Words, ...], which: int) -> tuple[int, int, int] | None:
    """Where one of the names begins and ends, the longest that is there."""
    found = [(at, at + len(name), which) for name in names if (at := _find(text, name)) is not None]
    return max(found, key=lambda one: one[1] - one[0], default=None)


def _find(text: Words, wanted: Words) -> int | None:
    spots = (at for at in range(len(text)) if text[at : at + len(wanted)] == wanted)
    return next(spots, None)


def _bare(words: Words) -> Words:
    """Without what links an answer to its question, at either end."""
    while words and words[0] in _LINKS:
        words = words[1:]
    while words and words[-1] in _LINKS:
        words = words[:-1]
    return words
