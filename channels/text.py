"""Text as phones carry it: its encoding, its cost in segments, safe cutting and cleaning."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from gsm0338 import Codec  # type: ignore[import-untyped]  # the package ships no types

INBOUND_LIMIT = 20_000


class Encoding(StrEnum):
    GSM_7 = "GSM-7"
    UCS_2 = "UCS-2"


@dataclass(frozen=True, kw_only=True)
class Segments:
    encoding: Encoding
    #: Units on the wire: an extension character counts 2, and so does an emoji.
    characters: int
    count: int


# Units that fit in a text sent alone, and in each part of a longer one (3GPP TS 23.040).
_ROOM = {Encoding.GSM_7: (160, 153), Encoding.UCS_2: (70, 67)}

_LOOK_ALIKES = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\t", " ")
    | dict.fromkeys("\u200b\u2060\ufeff\u00ad")
    | {"\u2026": "...", "\u2022": "-", "\u00b7": "-", "\u2044": "/", "\u00d7": "x"},
)

_JOINERS = "\u200c\u200d"  # emoji sequences and several scripts are spelt with them
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

_LINE = re.compile(r"\n+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\s+")


@lru_cache(maxsize=1)
def _septets() -> dict[str, int]:
    """Each GSM-7 character and how many septets it takes."""
    codec = Codec()
    basic = {codec.decode(bytes((code,)), "ignore")[0]: 1 for code in range(128)}
    extended = {codec.decode(bytes((0x1B, code)), "ignore")[0]: 2 for code in range(128)}
    return {char: cost for char, cost in (extended | basic).items() if char}


def segments(text: str) -> Segments:
    """How a text goes over the air, and what it costs."""
    septets = _septets()
    if all(char in septets for char in text):
        return _count(Encoding.GSM_7, [septets[char] for char in text])
    return _count(Encoding.UCS_2, [2 if char > "\uffff" else 1 for char in text])


def _count(encoding: Encoding, costs: list[int]) -> Segments:
    alone, per_part = _ROOM[encoding]
    total = sum(costs)
    if total <= alone:
        return Segments(encoding=encoding, characters=total, count=1 if total else 0)
    count, used = 1, 0
    for cost in costs:
        # A character of two units is never cut in half between two parts.
        if used + cost > per_part:
            count, used = count + 1, 0
        used += cost
    return Segments(encoding=encoding, characters=total, count=count)


def to_gsm7(text: str) -> str:
    """Swap look-alikes (curly quotes, dashes, odd spaces) for GSM-7; leave everything else."""
    return unicodedata.normalize("NFC", text).translate(_LOOK_ALIKES)


def parts(text: str, limit: int) -> list[str]:
    """Cut a text into parts of at most `limit` characters as `segments` counts them.

    Cuts fall at the end of a line, else of a sentence, else of a word; only a word longer than
    the limit is cut within. White space at a cut is dropped, nothing else ever is.
    """
    widest = 2
    if limit < widest:
        raise ValueError(f"A part needs room for one character: give a limit of {widest} or more.")
    pieces, rest = [], text.strip()
    while rest:
        end = _cut(rest, limit)
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return pieces


def _cut(text: str, limit: int) -> int:
    fits = _fitting(text, limit)
    if fits == len(text):
        return fits
    # White space after the last fitting character is where that character's word ends.
    window = text[: fits + 1]
    for boundary in (_LINE, _SENTENCE, _WORD):
        ends = [match.start() for match in boundary.finditer(window)]
        # A cut early in the window would leave a stub of a part; a later, weaker one reads better.
        if ends and (ends[-1] >= limit // 3 or boundary is _WORD):
            return ends[-1]
    return fits


def _fitting(text: str, limit: int) -> int:
    """How many leading characters surely fit, whichever encoding the part will need."""
    septets, used = _septets(), 0
    for index, char in enumerate(text):
        used += septets.get(char, 1) if char <= "\uffff" else 2
        if used > limit:
            return index
    return len(text)


def clean(text: str, limit: int = INBOUND_LIMIT) -> str:
    """Make what a stranger sent safe to store, show and match against.

    NULs, control characters, direction marks, zero-width spaces and lone surrogates go;
    every kind of line end becomes a newline; what is over the limit is cut off.
    """
    lines = _LINE_ENDS.sub("\n", text[: limit * 2])
    return "".join(filter(_is_readable, lines))[:limit]


def _is_readable(char: str) -> bool:
    return char in "\n\t" or char in _JOINERS or unicodedata.category(char) not in _UNREADABLE


_UNREADABLE = frozenset({"Cc", "Cf", "Cs"})
