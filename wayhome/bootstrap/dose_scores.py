"""Scores our explanations of coded doses against the NHS's own wording of the same doses."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wayhome.explanations import Explanation, explain_dosages
from wayhome.explanations.facts import Fact, Kind, fact
from wayhome.explanations.reading import read
from wayhome.explanations.units import same_mass

_FORMS = re.compile(
    r"\b(tablets?|capsules?|cream|ointment|patch(?:es)?|solution|suspension|injection|infusion|"
    r"drops|suppositor|inhaler|enema|syringes|ampoules|implant|bags)",
    re.IGNORECASE,
)
#: A form beside a number is the dose itself: "63 tablets", "8 tablets a day".
_DOSE = re.compile(r"^\s*\d+ (?:tablets?|capsules?)\b", re.IGNORECASE)
_STRENGTH = re.compile(r"\s*\((?:\d[\d.]*\s?(?:mg|g|micrograms?)|[^)]*(?:Ltd|Plc))\)")
ASPECTS: Mapping[str, tuple[Kind, ...]] = {
    "amount and unit": (Kind.AMOUNT, Kind.RATE),
    "how often and when": (Kind.TIMES, Kind.WHEN, Kind.CLOCK),
    "days and dates": (Kind.DAY, Kind.ON, Kind.FROM),
    "for how long": (Kind.FOR, Kind.OVER, Kind.COUNT),
    "limits": (Kind.LIMIT,),
    "only when needed": (Kind.NEEDED,),
    "way in": (Kind.ROUTE,),
}


@dataclass(frozen=True)
class Pair:
    file: str
    nhs: str
    ours: Explanation
    #: Aspects in which the NHS wording says something that ours does not.
    missed: tuple[str, ...]


class PairsError(ValueError):
    """The table of pairs cannot be used; the message says why."""


def score_pairs(table: Path) -> list[Pair]:
    """Each row names a FHIR file, in a folder beside the table, and the NHS wording.

    Raises PairsError.
    """
    try:
        rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
        return [_pair(table.parent, row["fhir_file"], row["human_text"]) for row in rows]
    except (OSError, ValueError, KeyError) as fault:
        raise PairsError(
            f"{table}: needs the columns fhir_file and human_text, and each file in a folder "
            f"beside it; {fault}."
        ) from fault


def dosages_in(resource: Any) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:  # noqa: ANN401 - JSON
    """Every list of doses in a FHIR file, with the medicine's name where it stands beside it."""
    if isinstance(resource, Mapping):
        for key, value in resource.items():
            if key in {"dosageInstruction", "dosage"} and isinstance(value, list):
                yield _name(resource), value
            else:
                yield from dosages_in(value)
    elif isinstance(resource, list):
        for one in resource:
            yield from dosages_in(one)


def _name(resource: Mapping[str, Any]) -> str:
    concept = resource.get("medicationCodeableConcept") or {}
    codings: list[Mapping[str, Any]] = concept.get("coding") or [{}]
    coding = codings[0]
    return str(concept.get("text") or coding.get("display") or "")


def _pair(folder: Path, name: str, nhs: str) -> Pair:
    path = next(iter(sorted(folder.rglob(name))), None)
    if path is None:
        raise PairsError(f"{name} is not in {folder}")
    found = next(dosages_in(json.loads(path.read_text(encoding="utf-8"))), ("", []))
    ours = explain_dosages(found[1], medicine=found[0])
    return Pair(name, nhs, ours, tuple(_missed(dose_part(nhs), ours.text)))


def dose_part(nhs: str) -> str:
    """Without the product's name, strength and maker, which are no part of the dose."""
    said = _STRENGTH.sub("", nhs)
    head, comma, rest = said.partition(", ")
    if comma and not _DOSE.match(head) and (_FORMS.search(head) or not re.search(r"\d", head)):
        return rest
    return said


def _missed(nhs: str, ours: str) -> Iterator[str]:
    theirs, told = _same_things(
        {_alike(one) for one in read(nhs).facts}, {_alike(one) for one in read(ours).facts}
    )
    for aspect, kinds in ASPECTS.items():
        wanted = {one for one in theirs if one.kind in kinds}
        said = {one for one in told if one.kind in kinds}
        if wanted - said:
            lost = ", ".join(str(one) for one in sorted(wanted - said))
            yield f"{aspect}: {lost}"
        extra = {one for one in said - wanted if one.kind not in _MAY_ADD}
        if extra and (wanted or aspect in {"amount and unit", "limits"}):
            more = ", ".join(str(one) for one in sorted(extra))
            yield f"{aspect}: not in the NHS wording: {more}"


#: What the codes say more exactly than the wording is no miss.
_MAY_ADD = frozenset({Kind.TIMES, Kind.WHEN, Kind.CLOCK, Kind.COUNT, Kind.FOR, Kind.ROUTE})


def _same_things(theirs: set[Fact], told: set[Fact]) -> tuple[set[Fact], set[Fact]]:
    """A bare "one" counts what the product's name says, so it is our "1 patch"."""
    counted = {one.values[:2] for one in told if one.kind is Kind.AMOUNT and one.values[2]}
    bare = {
        one
        for one in theirs
        if one.kind is Kind.AMOUNT and not one.values[2] and one.values[:2] in counted
    }
    met = {one.values[:2] for one in bare}
    rest = {one for one in told if one.kind is not Kind.AMOUNT or one.values[:2] not in met}
    return theirs - bare, rest


def _alike(one: Fact) -> Fact:
    if one.kind is Kind.AMOUNT:
        low, high, unit = one.values
        return fact(Kind.AMOUNT, same_mass(low, unit)[0], *same_mass(high, unit))
    if one.kind is Kind.LIMIT:
        number, unit, per, name = one.values
        period = ("1", "d") if (per, name) == ("24", "h") else (per, name)
        return fact(Kind.LIMIT, *same_mass(number, unit), *period)
    if one.kind is Kind.OVER:
        return fact(Kind.FOR, *one.values)
    return one
