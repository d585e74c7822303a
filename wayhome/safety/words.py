"""Split a text into plain words, and keep where its sentences and clauses end."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_PIECE = re.compile(r"\d+[.,]\d+|[^\W_]+|[.?!;\u2026\n]+|[,:]|\s-+\s|[&+]|[\u2013\u2014]")
_NUMBER_THEN_UNIT = re.compile(r"(\d+)([a-z]+)")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_DROPPED = dict.fromkeys(map(ord, "'\u2019\u2018`\u00b4\u02bc\u200b\u200c\u200d\ufe0f\0"))

#: Stands for a raised voice: "HELP!!!" and "heeelp".
SHOUT = "!!"


@dataclass
class Message:
    """Words in order; `sentence_starts` and `clause_starts` hold indices into `words`."""

    words: list[str] = field(default_factory=list)
    sentence_starts: set[int] = field(default_factory=set)
    clause_starts: set[int] = field(default_factory=set)


class Stretches:
    """The stretches of a message between its breaks, by number."""

    def __init__(self, starts: Iterable[int], length: int) -> None:
        self._bounds = sorted({0, *starts, length})

    def of(self, index: int) -> int:
        return bisect_right(self._bounds, index)

    def around(self, index: int) -> tuple[int, int]:
        """Where the stretch that holds word `index` begins and ends."""
        after = self.of(index)
        return self._bounds[after - 1], self._bounds[after]


class Rewriter:
    """Gives words that are written apart, run together or shortened their one plain form."""

    def __init__(self, rewrites: Mapping[str, str]) -> None:
        self._rewrites = dict(rewrites)
        longest_first = sorted(self._rewrites, key=len, reverse=True)
        self._rewritten = re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")

    def __call__(self, text: str) -> str:
        return self._rewritten.sub(lambda found: self._rewrites[found[0]], text)


class Reader:
    """Reads any text without raising; the work grows with its length and no faster."""

    def __init__(
        self,
        emoji: Mapping[str, str],
        rewrite: Callable[[str], str],
        part: Callable[[str], Iterable[str]],
    ) -> None:
        """`part` gives back the words of two that were run together, or the word itself."""
        self._emoji = dict(emoji)
        self._rewrite = rewrite
        self._part = part

    def read(self, text: str) -> Message:
        message = Message()
        for piece in _PIECE.findall(self._plain(text)):
            if piece in {"&", "+"}:
                message.words.append("and")
            elif piece[0].isalnum():
                message.words.extend(self._words(piece))
            else:
                _mark(message, piece)
        return message

    def _plain(self, text: str) -> str:
        for sign, meaning in self._emoji.items():
            if sign in text:
                text = text.replace(sign, f" {meaning} ")
        if not text.isascii():
            # A sign such as the numero sign would be spelt out, as "no".
            text = "".join(" " if unicodedata.category(sign) == "So" else sign for sign in text)
        parts = unicodedata.normalize("NFKD", text.translate(_DROPPED)).casefold()
        plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
        return self._rewrite(plain)

    def _words(self, piece: str) -> Iterable[str]:
        if len(measured := number_and_unit(piece)) > 1:
            return measured
        calmer = _STRETCHED.sub(r"\1\1", piece)
        return [calmer, SHOUT] if calmer != piece else self._part(piece)


def number_and_unit(word: str) -> tuple[str, ...]:
    """Two words of "70mg", as of "70 mg"."""
    measured = _NUMBER_THEN_UNIT.fullmatch(word)
    return measured.groups() if measured else (word,)


def _mark(message: Message, piece: str) -> None:
    here = len(message.words)
    message.clause_starts.add(here)
    if piece not in {",", ":"}:
        message.sentence_starts.add(here)
    if piece.count("!") > 1:
        message.words.append(SHOUT)
