"""A text as a row of words, and what may be taken off its ends without changing its meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

from rapidfuzz.distance import OSA

Words: TypeAlias = tuple[str, ...]

#: Stands for a comma, a full stop, a bracket or a new line.
BREAK: Final = ","
#: Between two numbers either of these joins or leaves open; elsewhere a dash is a break.
DASH, SLASH = "-", "/"
ASKS: Final = "?"

_DROPPED = re.compile("['\u2018\u2019`\u00b4\u200b-\u200d\ufe0f\u20e3]")
#: Nobody, and not a "no" before the number one.
_NO_ONE = re.compile(r"\bno[ -]one\b")
_KISSES = re.compile(r"\b(\d)(x+)\b")
_PIECE = re.compile(
    r"\d+(?:[.:]\d+)+|\d+[^\W\d_]+|\d+|[^\W\d_]+|\?|[&+]|(?<=\d)\s*[-\u2013/]\s*(?=\d)|\s-\s|[.,;:!()\n]"
)
_LONGEST: Final = 60
_ONE_SLIP_FROM, _TWO_SLIPS_FROM, _SWAPPED_FROM = 5, 8, 4


def said(text: str) -> Words:
    """Lower-case words, whole numbers and breaks; the first sixty, for no answer is longer."""
    plain = unicodedata.normalize("NFKC", _DROPPED.sub("", text[:2_000])).casefold()
    plain = _NO_ONE.sub("noone", _KISSES.sub(r"\1 \2", plain))
    return tuple(_piece(found[0]) for found in _PIECE.finditer(plain))[:_LONGEST]


def _piece(written: str) -> str:
    mark = written.strip()
    if mark and mark in "&+":
        return "and"
    if mark.isalnum() or mark == ASKS or mark[:1].isdigit():
        return mark
    if mark == SLASH:
        return SLASH
    return DASH if mark in {"-", "\u2013"} and written != " - " else BREAK


@lru_cache(maxsize=4_096)
def phrase(written: str) -> Words:
    """The words of a phrase as texts are compared."""
    return tuple(one for one in said(written) if one not in {BREAK, DASH, SLASH, ASKS})


@dataclass(frozen=True)
class Ends:
    """Phrases that may stand before or after an answer."""

    before: frozenset[Words]
    after: frozenset[Words]

    @classmethod
    def of(cls, before: Iterable[str], after: Iterable[str]) -> Ends:
        return cls(frozenset(map(phrase, before)), frozenset(map(phrase, after)))

    def starts(self, words: Words) -> list[int]:
        """Every place at which the answer may begin, the earliest first."""
        return sorted(_reach(words, self.before))

    def stops(self, words: Words) -> list[int]:
        """Every place before which the answer may end, the latest first."""
        turned = frozenset(one[::-1] for one in self.after)
        return sorted((len(words) - at for at in _reach(words[::-1], turned)), reverse=True)

    def cores(self, words: Words) -> Iterator[Words]:
        """The text without some, and in the end without all, of its ends; the longest first."""
        starts, stops = self.starts(words), self.stops(words)
        for start in starts:
            for stop in stops:
                if start < stop:
                    yield words[start:stop]


def _reach(words: Words, phrases: Collection[Words]) -> set[int]:
    longest = max(map(len, phrases), default=0)
    reached, waiting = {0}, [0]
    while waiting:
        at = waiting.pop()
        nexts = [at + 1] if words[at : at + 1] in {(BREAK,), (ASKS,)} else []
        nexts += [at + n for n in range(1, longest + 1) if words[at : at + n] in phrases]
        fresh = [one for one in nexts if one <= len(words) and one not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return reached


def same(word: str, meant: str) -> bool:
    """Whether a word is the meant one, or a slip of the thumb away from it."""
    if word == meant:
        return True
    if not (word.isalpha() and meant.isalpha()):
        return False
    if len(meant) < _ONE_SLIP_FROM:
        return len(meant) >= _SWAPPED_FROM and sorted(word) == sorted(meant) and word[0] == meant[0]
    return OSA.distance(word, meant) <= (2 if len(meant) >= _TWO_SLIPS_FROM else 1)


def places(words: Sequence[str], wanted: Words) -> Iterator[int]:
    """Where the phrase stands in the text, slips allowed."""
    for at in range(len(words) - len(wanted) + 1):
        if all(map(same, words[at : at + len(wanted)], wanted)):
            yield at
