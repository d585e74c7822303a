"""The words that explanations are made of, as editors keep them under content/, read once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError

from wayhome.content.replies import ReviewDate
from wayhome.settings import ROOT

_T = TypeVar("_T")
_PLACE = re.compile(r"\\\{n\\\}")
_NUMBER = r"(?P<n>\\d+(?:\\.\\d+)?)"


class PlainWordsError(Exception):
    """A file of plain words cannot be used; the message names it, the field and what to do."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Reviewed(_Written):
    reviewed_by: str
    reviewed_on: ReviewDate
    source: str = ""


class Way(_Written):
    verb: str
    where: str


class DoseWords(_Reviewed):
    """See content/explanations/doses.yaml, which says what each one is."""

    units: dict[str, tuple[str, str]]
    halves: tuple[str, ...]
    half: str
    quarter: str
    three_quarters: str
    and_a_half: str
    time_units: dict[str, tuple[str, str]]
    ways: dict[str, Way]
    it: str
    site: dict[str, str]
    sites: dict[str, str]
    times: dict[str, str]
    range: str
    when: dict[str, str]
    days: dict[str, str]
    on_days: str
    months: tuple[str, ...]
    at: str
    than: dict[str, str]
    noon: str
    midnight: str
    sentences: dict[str, str]


class _Instruction(_Written):
    says: str
    plain: str


class _Instructions(_Reviewed):
    #: With {name} for what it is to.
    allergy: str
    allergy_asked_by: tuple[str, ...]
    #: A contact whose role no source gives.
    unnamed_contact: str
    heading_words: frozenset[str]
    instructions: list[_Instruction]


class Abbreviation(_Written):
    """A prescriber's shorthand or a medical term, and what to say instead."""

    short: tuple[str, ...]
    plain: str
    #: The medical term, said after the plain one; empty where nobody needs it.
    medical: str = ""
    #: Only where it is written in these very letters, such as ON for at night.
    as_written: bool = False


class _Abbreviations(_Reviewed):
    #: Capitals that everybody reads as they stand.
    everyday: frozenset[str]
    abbreviations: list[Abbreviation]


def _listed(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    return [one.strip() for one in written.split(",")] if isinstance(written, str) else written


class MedicineWords(_Written):
    """What a medicine is for, for those that are used for one thing or whose uses are all told."""

    name: str
    also: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    #: To stand after "is for"; empty where no one reason would be true of everybody.
    purpose: str = ""
    #: Used for more than one thing: the reason must be asked of the plan or a person.
    several: bool = False
    #: Who settles the dose where the plan leaves it open: nurse or team.
    dose_from: str = ""


class _Medicines(_Reviewed):
    medicines: list[MedicineWords]


@dataclass(frozen=True)
class PlainWords:
    doses: DoseWords
    #: Pattern of what a plan says -> our words, with {n} for its number.
    instructions: tuple[tuple[re.Pattern[str], str], ...]
    abbreviations: tuple[Abbreviation, ...]
    everyday: frozenset[str]
    allergy: str
    allergy_asked_by: tuple[str, ...]
    unnamed_contact: str
    #: What headings of a text are made of, in small letters.
    heading_words: frozenset[str]
    medicines: Mapping[str, MedicineWords]


@cache
def plain_words(folder: Path = ROOT / "content") -> PlainWords:
    """Raises PlainWordsError."""
    explanations, glossary = folder / "explanations", folder / "glossary"
    doses = _read((explanations / "doses").with_suffix(".yaml"), DoseWords)
    said = _read((explanations / "instructions").with_suffix(".yaml"), _Instructions)
    short = _read((glossary / "abbreviations").with_suffix(".yml"), _Abbreviations)
    known = _read((glossary / "medicines").with_suffix(".yml"), _Medicines)
    return PlainWords(
        doses=doses,
        instructions=tuple((_pattern(one.says), one.plain) for one in said.instructions),
        abbreviations=tuple(short.abbreviations),
        everyday=short.everyday,
        allergy=said.allergy,
        allergy_asked_by=said.allergy_asked_by,
        unnamed_contact=said.unnamed_contact,
        heading_words=said.heading_words,
        medicines={name.lower(): one for one in known.medicines for name in (one.name, *one.also)},
    )


def _pattern(says: str) -> re.Pattern[str]:
    return re.compile(_PLACE.sub(_NUMBER, re.escape(says)), re.IGNORECASE)


def _read(path: Path, kind: type[_T]) -> _T:
    try:
        return TypeAdapter(kind).validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as fault:
        raise PlainWordsError(f"{path} cannot be read: {' '.join(str(fault).split())}") from fault
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()
        )
        raise PlainWordsError(f"{path}: {faults}. Mend it there.") from error
