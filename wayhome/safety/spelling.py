"""Work out which known words a written word may stand for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from wayhome.content.red_flags import Language

NUMBER = "<number>"
YEAR = "<year>"
_LETTERS_FOR_DIGITS = str.maketrans("013458", "oieasb")
#: Shorter words sit too close to each other for guessing: "sick" and "six", "pee" and "pea".
_ONE_SLIP_FROM, _TWO_SLIPS_FROM, _LONGEST_WORD = 5, 8, 24
#: "cantbreathe" is two words, "carpet" is one.
_RUN_TOGETHER_FROM, _SHORTEST_HALF = 8, 4
_SHORTEST_PLURAL = 4
_MEMORY = 20_000


class Spelling:
    """Readings of single words; a word has several when a slip could have made any of them."""

    def __init__(self, language: Language, known: Collection[str]) -> None:
        self._number_words = dict(language.number_words)
        self._old_years = language.old_years
        self._known = frozenset(known)
        self._ordinary = frozenset(language.look_alikes)
        self._meant = _by_variant(language)
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= _ONE_SLIP_FROM and word.isalpha():
                self._by_length.setdefault(len(word), []).append(word)
        self.readings = lru_cache(maxsize=_MEMORY)(self._readings)

    def value(self, word: str) -> float | None:
        """The number that a word states, in digits or spelt out."""
        if word[0].isdecimal():
            try:
                return float(word.replace(",", "."))
            except ValueError:
                return None
        return self._number_words.get(word)

    def part(self, word: str) -> tuple[str, ...]:
        """Two known words that were run together, or the word as it is."""
        if not _RUN_TOGETHER_FROM <= len(word) <= _LONGEST_WORD or self._is_whole(word):
            return (word,)
        for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            if word[:cut] in self._known and word[cut:] in self._known:
                return word[:cut], word[cut:]
        return (word,)

    def _is_whole(self, word: str) -> bool:
        return word in self._known or word in self._ordinary or word in self._meant

    def _readings(self, word: str) -> tuple[str, ...]:
        """Every known word that `word` may stand for, itself first."""
        number = self.value(word)
        if number is not None:
            is_year = self._old_years.at_least <= number <= self._old_years.at_most
            return (word, NUMBER, YEAR) if is_year else (word, NUMBER)
        certain = (word, *self._meant.get(word, ()), *self._other_forms(word))
        if word in self._known or len(certain) > 1 or word in self._ordinary:
            return certain
        return (*certain, *self._slips(word))

    def _other_forms(self, word: str) -> Iterator[str]:
        if len(word) >= _SHORTEST_PLURAL:
            singular, plural = word[:-1] if word.endswith("s") else "", word + "s"
            if singular in self._known:
                yield singular
            if plural in self._known and word not in self._known:
                yield plural
        if word.endswith("in") and word + "g" in self._known:
            yield word + "g"
        for at in range(1, len(word)):
            if word[at] == word[at - 1] and (once := word[:at] + word[at + 1 :]) in self._known:
                yield once
        if (lettered := word.translate(_LETTERS_FOR_DIGITS)) != word and lettered in self._known:
            yield lettered

    def _slips(self, word: str) -> Iterable[str]:
        if not _ONE_SLIP_FROM - 1 <= len(word) <= _LONGEST_WORD:
            return ()
        allowed = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        near = [
            (found, distance)
            for length in range(len(word) - allowed, len(word) + allowed + 1)
            for found, distance, _ in extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=allowed if length >= _TWO_SLIPS_FROM else 1,
                limit=8,
            )
        ]
        nearest = min((distance for _, distance in near), default=0)
        return [found for found, distance in near if distance == nearest]


def _by_variant(language: Language) -> dict[str, tuple[str, ...]]:
    meant: dict[str, tuple[str, ...]] = {}
    for word, variants in language.spellings.items():
        for variant in variants:
            meant[variant] = (*meant.get(variant, ()), word)
    return meant
