"""Decide whether one rule is met by what was found in a message."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wayhome.levels import Level
    from wayhome.safety.concepts import Place
    from wayhome.safety.words import Stretches

#: How near a word must be to call a rule off; a later "gone" about something else must not.
_UNLESS_WITHIN = 6
#: Telling words in the longest phrase; how much further back a phrase may begin than it ends.
_LONGEST_PHRASE = 6


@dataclass(frozen=True, kw_only=True)
class CompiledRule:
    """A rule with its concepts by the names they have in the lexicon."""

    category: str
    name: str
    level: Level
    parts: tuple[str, ...]
    #: Concepts without which the rule cannot be met, wherever they stand.
    needed: frozenset[str]
    in_order: bool
    whole: bool
    within: int
    unless: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What counts in a message.

    `excuses` may call a rule off: words that only ask are among them, denied words are not.
    `weight[i]` is the number of telling words before word `i`: fillers do not count as distance.
    `bare_weight` leaves out courtesies too ("but im ok").
    """

    found: Mapping[str, Sequence[Place]]
    excuses: Mapping[str, Sequence[Place]]
    weight: Sequence[int]
    bare_weight: Sequence[int]
    clauses: Stretches
    sentences: Stretches


def meet(rule: CompiledRule, evidence: Evidence) -> tuple[Place, ...] | None:
    """The places that meet `rule`, or None."""
    found = evidence.found
    if not rule.needed <= found.keys():
        return None
    for first in found[rule.parts[0]]:
        if rule.whole and not _is_whole(first, evidence):
            continue
        for places in _spread((first,), rule, evidence):
            if not _called_off(places, rule, evidence):
                return places
    return None


def _is_whole(place: Place, evidence: Evidence) -> bool:
    """Nothing but fillers and courtesies stands beside it in its clause."""
    start, end = evidence.clauses.around(place.start)
    before = evidence.bare_weight[place.start] - evidence.bare_weight[start]
    return (
        before == 0
        and evidence.bare_weight[max(end, place.end)] == (evidence.bare_weight[place.end])
    )


def _spread(
    chosen: tuple[Place, ...], rule: CompiledRule, evidence: Evidence
) -> Iterator[tuple[Place, ...]]:
    """Choices of one place for each remaining part, each near one chosen before it."""
    if len(chosen) == len(rule.parts):
        yield chosen
        return
    last = chosen[-1]
    for place in _near(rule.parts[len(chosen)], chosen, rule, evidence):
        if rule.in_order and place.start < last.end:
            continue
        yield from _spread((*chosen, place), rule, evidence)


def _near(
    name: str, chosen: tuple[Place, ...], rule: CompiledRule, evidence: Evidence
) -> Iterator[Place]:
    places, weight = evidence.found[name], evidence.weight
    start = min(place.start for place in chosen)
    end = max(place.end for place in chosen)
    earliest = bisect_left(weight, weight[start] - rule.within - _LONGEST_PHRASE)
    for place in places[bisect_left(places, (earliest, 0)) :]:
        if place.start >= end and weight[place.start] - weight[end] > rule.within:
            return
        apart = all(place.end <= one.start or one.end <= place.start for one in chosen)
        if apart and weight[start] - weight[min(place.end, start)] <= rule.within:
            yield place


def _called_off(places: tuple[Place, ...], rule: CompiledRule, evidence: Evidence) -> bool:
    """Whether a word that calls the rule off stands near, in a sentence that it was met in."""
    weight = evidence.weight
    start = min(place.start for place in places)
    end = max(place.end for place in places)
    earliest = bisect_left(weight, weight[start] - _UNLESS_WITHIN - _LONGEST_PHRASE)
    earliest = max(earliest, evidence.sentences.around(start)[0])
    latest = evidence.sentences.around(end - 1)[1]
    for name in rule.unless:
        others = evidence.excuses.get(name, ())
        nearest = bisect_left(others, (earliest, 0))
        if nearest < len(others):
            other = others[nearest].start
            if other < latest and weight[other] <= weight[end] + _UNLESS_WITHIN:
                return True
    return False
