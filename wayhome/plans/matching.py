"""Finds the items of a plan that a text speaks of, through typos and everyday names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

#: Words that name a kind of thing and never tell one item from another.
_GENERIC_WORDS = (
    "a an the of for to in on at and or with my your his her their our is it this that one ones "
    "tablet tablets tab tabs pill pills capsule capsules medicine medicines medication meds drug "
    "drugs dose mg ml mcg new old daily appointment appointments appt clinic check checkup review "
    "visit nurse nurses team department hospital acid sodium dr doctor mr mrs ms miss line "
    "service services out"
)
_GENERIC = frozenset(_GENERIC_WORDS.split())
_TYPO_FROM_LETTERS = 5
#: Short words must come closer: "inhalor" is an inhaler, "bath" is no "bach".
_CLOSE_ENOUGH = {5: 0.8, 6: 0.8, 7: 0.75}
_CLOSE_ENOUGH_LONG = 0.7
_SAME_CONSONANTS = 0.85
_TELLING_CONSONANTS = 4
#: Half of an item's own words, such as "bed" of "hospital bed", are enough to mean it.
_PART_OF_A_NAME = 0.5
_AS_GOOD = 0.12
_SAID_IN_FULL = 0.15

ItemT = TypeVar("ItemT")


@dataclass(frozen=True)
class Match(Generic[ItemT]):
    item: ItemT
    #: 0 to 1, how much of the name was said and how closely; more for a long name said in full.
    score: float
    #: Whether every word was spelt as the plan spells it.
    exact: bool


def words(text: str) -> tuple[str, ...]:
    """Lower-case words and numbers; apostrophes go, so that "don't" and "dont" are one."""
    return tuple(re.findall(r"[^\W_]+", re.sub(r"['\u2019`]", "", text.lower())))


def find(
    text: str, items: Iterable[ItemT], names: Callable[[ItemT], Iterable[str]]
) -> list[Match[ItemT]]:
    """The items that fit the text best, all those that fit about as well, best first."""
    said = words(text)
    tried = [_best(said, item, names(item)) for item in items]
    matches = [match for match in tried if match.score >= _PART_OF_A_NAME]
    matches.sort(key=lambda match: -match.score)
    return [match for match in matches if match.score >= matches[0].score - _AS_GOOD]


def says(text: str, *phrases: str) -> bool:
    """Whether any phrase stands in the text as whole words, plural or not.

    Several phrases may be written as one, with | between them.
    """
    said = f" {_stems(text)} "
    return any(phrase in said for phrase in _spread(phrases))


def place_of(text: str, *phrases: str) -> tuple[int, int] | None:
    """Where the first phrase stands, as a place among the words, and how many words it has.

    Of two that begin in the same place the longer one; None where `says` is false.
    """
    said = _stems(text).split()
    places = [
        (start, -len(phrase))
        for phrase in (one.split() for one in _spread(phrases))
        for start in range(len(said) - len(phrase) + 1)
        if said[start : start + len(phrase)] == phrase
    ]
    return (min(places)[0], -min(places)[1]) if places else None


@lru_cache(maxsize=1_000)
def _spread(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {_stems(one)} " for phrase in phrases for one in phrase.split("|"))


@lru_cache(maxsize=256)
def _stems(text: str) -> str:
    return " ".join(_stem(word) for word in words(text))


@lru_cache(maxsize=20_000)
def alike(said: str, meant: str) -> float:
    """How surely one typed word is meant as another: 1 the same, 0 not at all."""
    if said == meant or _stem(said) == _stem(meant):
        return 1.0
    shorter = min(len(said), len(meant))
    if shorter < _TYPO_FROM_LETTERS or said[0] != meant[0]:
        return 0.0
    closeness = OSA.normalized_similarity(said, meant)
    if closeness >= _CLOSE_ENOUGH.get(shorter, _CLOSE_ENOUGH_LONG):
        return closeness
    # Misspelt vowels are the commonest slip in medicine names: amlodopeen, apixiban.
    bones = _consonants(meant)
    if len(bones) >= _TELLING_CONSONANTS and _consonants(said) == bones:
        return _SAME_CONSONANTS
    return 0.0


def _best(said: tuple[str, ...], item: ItemT, names: Iterable[str]) -> Match[ItemT]:
    best = Match(item, 0.0, exact=False)
    for name in names:
        telling = _telling(name)
        if not telling:
            continue
        closeness = [max((alike(word, part) for word in said), default=0.0) for part in telling]
        score = sum(closeness) / len(telling)
        if score == 1.0:
            # "Fast insulin" said in full means that one before any other insulin.
            score += _SAID_IN_FULL * (len(telling) - 1)
        if score > best.score:
            best = Match(item, score, exact=all(one in {0.0, 1.0} for one in closeness))
    return best


@lru_cache(maxsize=20_000)
def _telling(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others; all of them where none does."""
    own = tuple(word for word in words(name) if not any(c.isdigit() for c in word))
    return tuple(word for word in own if word not in _GENERIC) or own


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    for ending, kept in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            return word[: -len(ending)] + kept
    return word


def _consonants(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyh]", "", word.replace("ph", "f")))
