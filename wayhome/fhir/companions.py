"""Which files belong together, found while no more than one of them is held.

Of each file only marks are kept: numbers that stand for what it names, what it refers to, and whom
it speaks of. Two different names with one number would only let two files be read together.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wayhome.fhir.elements import text
from wayhome.fhir.grouping import about, marks, references, token_of
from wayhome.fhir.sources import Pool, Source


@dataclass(frozen=True)
class Card:
    """What is kept of one file."""

    speaks_of_somebody: bool
    names: Sequence[int] = ()
    #: References that lead out of the file.
    wanted: frozenset[int] = frozenset()
    #: Whom it speaks of; files that share one of these speak of the same person.
    people: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Company:
    """Files that are read together, with those that other companies need as well."""

    files: tuple[Path, ...]
    lent: tuple[Path, ...] = ()


def card_of(sources: Sequence[Source]) -> Card:
    pool = Pool(sources)
    patients = [one for one in sources if one.kind == "Patient"]
    people = {hash(mark) for one in patients for mark in marks(one)}
    speaking = [(one, named) for one in sources if (named := about(one)) is not None]
    if not patients:
        people |= {hash(("called", token_of(named))) for _, named in speaking}
    wanted = {
        hash(name)
        for one in sources
        for reference in references(one.body)
        if pool.find(reference, one) is None
        for name in _called(text(reference, "reference") or "")
    }
    names = array("q", {hash(name) for one in sources for name in one.names})
    return Card(bool(patients or speaking), names, frozenset(wanted), frozenset(people))


def _called(written: str) -> tuple[str, ...]:
    plain = written.split("/_history/", maxsplit=1)[0]
    return () if written.startswith("#") else (plain, "/".join(plain.split("/")[-2:]))


def companies(cards: Mapping[Path, Card]) -> list[Company]:
    """In the order of the files; files of nobody are lent to whoever refers to them."""
    holder = _only_holders(cards)
    speaking = [path for path, card in cards.items() if card.speaks_of_somebody]
    joined = _joined(speaking, cards, holder)
    if len(joined) <= 1:
        return [Company(tuple(cards))] if cards else []
    return [Company(tuple(files), _lent(files, cards, holder)) for files in joined]


def _only_holders(cards: Mapping[Path, Card]) -> Mapping[int, Path]:
    """What is referred to from outside, with its file; a name in two files could mean either."""
    wanted = {one for card in cards.values() for one in card.wanted}
    holders: dict[int, list[Path]] = {}
    for path, card in cards.items():
        for name in wanted.intersection(card.names):
            holders.setdefault(name, []).append(path)
    return {name: paths[0] for name, paths in holders.items() if len(paths) == 1}


def _joined(
    speaking: Iterable[Path], cards: Mapping[Path, Card], holder: Mapping[int, Path]
) -> list[list[Path]]:
    """Files that speak of one person, or that refer to one another."""
    leader: dict[Path, Path] = {path: path for path in speaking}

    def lead(path: Path) -> Path:
        while leader[path] != path:
            leader[path] = leader[leader[path]]
            path = leader[path]
        return path

    first: dict[int, Path] = {}
    for path in leader:
        held = [holder[one] for one in cards[path].wanted if one in holder]
        same = [first.setdefault(one, path) for one in cards[path].people]
        for other in (*held, *same):
            if other in leader:
                leader[lead(path)] = lead(other)
    together: dict[Path, list[Path]] = {}
    for path in leader:
        together.setdefault(lead(path), []).append(path)
    return list(together.values())


def _lent(
    files: Iterable[Path], cards: Mapping[Path, Card], holder: Mapping[int, Path]
) -> tuple[Path, ...]:
    """Files of nobody that these refer to, straight or by way of another of them."""
    waiting, found = list(files), dict[Path, None]()
    while waiting:
        for one in cards[waiting.pop()].wanted:
            path = holder.get(one)
            if path is not None and path not in found and not cards[path].speaks_of_somebody:
                found[path] = None
                waiting.append(path)
    return tuple(found)
