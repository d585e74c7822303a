"""Reads an instruction in English, a prescriber's or ours, into facts.

It is the proof's reader: it knows nothing of how explanations are written, so that a slip there
shows here as a fact that is missing or new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from wayhome.explanations import patterns
from wayhome.explanations.facts import Fact, Kind, exactly, fact
from wayhome.explanations.spelling import plain_spelling
from wayhome.explanations.units import TIME, time_unit, unit

_NEXT_STEP = re.compile(r"\b(?:and )?then\b(?! stop)|\bafter that\b|\balso\b")
_NUMBER = re.compile(r"(?<![a-z\d])\d+(?:\.\d+)?")
_COUNTED_TIME = re.compile(rf"(?<![a-z\d])\d+(?:\.\d+)?[ -]?(?:{TIME}\b)?")
_WORD = re.compile(r"[a-z][a-z'#&]*")
#: Words that carry no fact of their own in a dose.
_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "be",
        "by",
        "dose",
        "doses",
        "each",
        "every",
        "for",
        "from",
        "give",
        "given",
        "go",
        "have",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "one",
        "only",
        "or",
        "per",
        "please",
        "put",
        "take",
        "taken",
        "takes",
        "taking",
        "the",
        "them",
        "then",
        "this",
        "time",
        "times",
        "to",
        "total",
        "use",
        "used",
        "using",
        "with",
        "you",
        "your",
        "at",
        "as",
        "day",
        "do",
        "all",
        "need",
        "needed",
        "breathe",
        "apply",
        "applied",
        "inject",
        "swallow",
        "course",
        "now",
        "occurs",
        "per",
    ]
)
LONGEST = 4_000
_DONE = "\x00"


@dataclass(frozen=True)
class Reading:
    #: The facts of each step of an instruction such as "2 a day, then 1 a day".
    steps: tuple[tuple[Fact, ...], ...]
    #: Words that the reader could make nothing of.
    unread: tuple[str, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(one for step in self.steps for one in step)


#: One explanation reads its source several times: while writing, comparing and proving.
@lru_cache(maxsize=512)
def read(text: str) -> Reading:
    """Every fact of the text; a number that fits nothing is still a fact.

    A text of over `LONGEST` characters is a letter: it counts as one word that is not understood.
    """
    if len(text) > LONGEST:
        return Reading(steps=((),), unread=(text,))
    steps: list[tuple[Fact, ...]] = []
    unread: list[str] = []
    for part in _NEXT_STEP.split(plain_spelling(text)):
        facts, rest = _read_step(part)
        steps.append(facts)
        unread += [word for word in _WORD.findall(rest) if word not in _FILLERS]
    return Reading(steps=tuple(steps), unread=tuple(unread))


def _read_step(said: str) -> tuple[tuple[Fact, ...], str]:
    facts: list[Fact] = []
    rest = said
    for pattern, understood in patterns.IN_ORDER:
        for found in list(pattern.finditer(rest)):
            made = understood(found)
            if made:
                facts += made
                rest = rest[: found.start()] + _DONE * len(found[0]) + rest[found.end() :]
    facts += _leftover_numbers(rest)
    rest = _COUNTED_TIME.sub(" ", rest)
    return tuple(sorted(facts)), rest


def _leftover_numbers(rest: str) -> list[Fact]:
    found = []
    for number in _NUMBER.finditer(rest):
        after = _WORD.match(rest[number.end() :].lstrip(" -"))
        word = after[0] if after else ""
        named = time_unit(word) if len(word) > 1 else ""
        found.append(fact(Kind.NUMBER, exactly(number[0]), named or unit(word) if word else ""))
    return found
