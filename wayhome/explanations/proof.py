"""Proves that an explanation says what its source says: every number, unit, time and "not"."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.content.plain_words import PlainWords
from wayhome.explanations.facts import Fact, Kind, missing
from wayhome.explanations.free_text import medical_terms
from wayhome.explanations.reading import read
from wayhome.explanations.steps import Step

Steps = Sequence[Sequence[Fact]]
_NAMES = {
    Kind.AMOUNT: "how much", Kind.RATE: "how fast", Kind.OVER: "how long a dose takes",
    Kind.TIMES: "how often", Kind.WHEN: "when", Kind.DAY: "the day", Kind.CLOCK: "the time",
    Kind.ROUTE: "the way in", Kind.NEEDED: "only when needed", Kind.FOR: "for how long",
    Kind.COUNT: "how many times", Kind.ON: "the date", Kind.FROM: "the first day",
    Kind.UNTIL: "the last day", Kind.LIMIT: "the most allowed", Kind.NOT: 'a "not"',
    Kind.NUMBER: "a number",
}  # fmt: skip


def facts_of(steps: Sequence[Step]) -> list[list[Fact]]:
    """What the source says, step by step, with what its own words say beside the codes."""
    found: list[list[Fact]] = []
    for step in steps:
        found.append(list(step.facts))
        for extra in step.extras:
            first, *rest = read(extra).steps
            found[-1] += first
            found += [list(one) for one in rest]
    return found


def facts_in(text: str, words: PlainWords) -> list[list[Fact]]:
    """What an explanation says; medical terms in brackets repeat their plain words."""
    return [list(one) for one in read(without_medical_terms(text, words)).steps]


def without_medical_terms(text: str, words: PlainWords) -> str:
    """Without those that stand in brackets after the plain ones."""
    for term in medical_terms(words):
        text = text.replace(f" ({term})", "")
    return text


def differences(source: Steps, explained: Steps) -> tuple[str, ...]:
    """Sentences for the worker; none where both say the same."""
    doubts = []
    if len(source) != len(explained):
        doubts.append(f"The source has {len(source)} steps and the words have {len(explained)}.")
    for theirs, ours in zip(source, explained, strict=False):
        said, told = _once(theirs), _once(ours)
        doubts += [f"Missing, {_told(one)}." for one in missing(said, told)]
        doubts += [f"Not in the source, {_told(one)}." for one in missing(told, said)]
    return tuple(dict.fromkeys(doubts))


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """A dose said twice is the same dose, but two numbers or two "nots" are two."""
    counted = [one for one in facts if one.kind in {Kind.NUMBER, Kind.NOT}]
    return [*counted, *dict.fromkeys(one for one in facts if one not in counted)]


def _told(one: Fact) -> str:
    return f"{_NAMES[one.kind]}: {' '.join(value for value in one.values if value)}".rstrip(": ")
