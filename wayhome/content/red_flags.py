"""Read the red-flag files that clinicians write into checked values for the safety net."""

from __future__ import annotations

import datetime as dt
import re
from itertools import product
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from wayhome.levels import Level


class RedFlagContentError(Exception):
    """A red-flag file cannot be used; the message names the file, the place and the fault."""


def _phrases(written: Any) -> tuple[str, ...]:  # noqa: ANN401 - whatever YAML held
    """Spread "cant/(no way to) get up, stuck" into its phrases; a list means the same as commas."""
    parts = written.split(",") if isinstance(written, str) else written
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise ValueError(
            "write words as text with commas between; put yes, no, on, off and numbers in quotes"
        )
    return tuple(
        " ".join(" ".join(choice).split())
        for part in parts
        if part.strip()
        for choice in product(*map(_alternatives, _SLOT.findall(part.lower())))
    )


def _spelt_out(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    """Let a concept be written as its words alone, the usual case."""
    return {"words": written} if isinstance(written, str | list) else written


#: A word with its alternatives, in brackets where an alternative is more than one word.
_SLOT = re.compile(r"(?:\([^)]*\)|[^\s()])+")


def _alternatives(slot: str) -> list[str]:
    return slot.replace("(", "").replace(")", "").split("/")


Model = TypeVar("Model", bound=BaseModel)
Phrases = Annotated[tuple[str, ...], BeforeValidator(_phrases)]


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Numbers(_Content):
    """A reading counts when it lies between these two, ends included.

    Without `whole_too` only decimals count: 2.4 is a blood sugar, 2 is an answer to a check-in.
    """

    at_least: float
    at_most: float
    whole_too: bool = True


class Concept(_Content):
    """One thing people say, in all the ways they say it."""

    words: Phrases = ()
    numbers: Numbers | None = None


Concepts = dict[str, Annotated[Concept, BeforeValidator(_spelt_out)]]


class Rule(_Content):
    """Concepts that mean danger when they are said together, or words that do by themselves."""

    name: str
    level: Level | None = None
    says: Phrases = ()
    whole_message: Phrases = ()
    together: tuple[str, ...] = ()
    in_order: tuple[str, ...] = ()
    #: Any two of these near each other are as good as all of `together`.
    two_of: tuple[str, ...] = ()
    within: int = Field(default=4, ge=0, le=40)
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @model_validator(mode="after")
    def has_one_way_to_match(self) -> Self:
        ways = [self.says, self.whole_message, self.together, self.in_order, self.two_of]
        if sum(map(bool, ways)) != 1:
            raise ValueError(
                f'rule "{self.name}" needs exactly one of '
                "says, whole_message, together, in_order, two_of"
            )
        return self

    @property
    def named_concepts(self) -> tuple[str, ...]:
        return (*self.together, *self.in_order, *self.two_of, *self.also, *self.unless)


class Language(_Content):
    """How people write: what the net must know of words before it looks for danger."""

    spellings: dict[str, Phrases]
    rewrites: dict[str, str]
    emoji: dict[str, str]
    number_words: dict[str, float]
    old_years: Numbers
    fillers: Phrases
    negators: Phrases
    negation_bridges: Phrases
    long_ago: Phrases
    asking: Phrases
    asked_before: Phrases
    happening_now: Phrases
    telling: Phrases
    everyday: Phrases
    compound_names: Phrases
    courtesies: Phrases
    not_people: Phrases
    look_alikes: Phrases = ()


class Vocabulary(_Content):
    """The language and the concepts that all categories share."""

    language: Language
    concepts: Concepts

    def without_sayings(self) -> Self:
        """The language alone: no turn of phrase is set aside, and no symptom is looked for."""
        language = self.language.model_copy(update={"everyday": ()})
        return self.model_copy(update={"language": language, "concepts": {}})


class Review(_Content):
    by: str
    date: dt.date


class RedFlagCategory(_Content):
    """One kind of danger: its threshold in words, its rules, and the texts that test them.

    `vocabulary` is shared by every category of a folder; `concepts` are this category's own.
    """

    id: str
    title: str
    level: Level
    threshold: str
    sources: tuple[str, ...] = Field(min_length=1)
    #: Rows of the table in standards.md 2.2 that this file holds, with the levels it gives them.
    rows: dict[str, tuple[Level, ...]] = {}
    #: Why a row has other levels here than in that table.
    differs: dict[str, str] = {}
    reviewed: Review
    concepts: Concepts = {}
    rules: tuple[Rule, ...] = Field(min_length=1)
    examples: dict[Level, tuple[str, ...]]
    hard_negatives: tuple[str, ...]
    vocabulary: Vocabulary

    @model_validator(mode="after")
    def proves_its_rows(self) -> Self:
        for row, levels in self.rows.items():
            unproven = [level for level in levels if not self.examples.get(level)]
            if unproven:
                raise ValueError(f"row {row} is {unproven[0]} too; add an example of that level")
        if unknown := self.differs.keys() - self.rows.keys():
            raise ValueError(f"differs speaks of row {min(unknown)}, which rows does not name")
        return self

    @model_validator(mode="after")
    def names_only_known_concepts(self) -> Self:
        known = self.concepts.keys() | self.vocabulary.concepts.keys()
        for rule in self.rules:
            for name in rule.named_concepts:
                if name not in known:
                    raise ValueError(f'rule "{rule.name}" speaks of "{name}", which no file lists')
        return self


def load_red_flags(
    folder: Path, vocabulary: Vocabulary | None = None
) -> tuple[RedFlagCategory, ...]:
    """Read every category in `folder`, in file order; files that begin with _ are shared words.

    `vocabulary` stands in for the shared words of a folder that has none.

    Raises RedFlagContentError with the file and the place when anything is amiss.
    """
    vocabulary = vocabulary or load_vocabulary(folder)
    categories = tuple(
        _checked(RedFlagCategory, {**_read(path), "vocabulary": vocabulary}, path)
        for path in sorted(folder.glob("[!_]*.yml"))
    )
    if not categories:
        raise RedFlagContentError(f"{folder}: no red-flag files here; the net needs at least one")
    _refuse_repeats(categories, folder)
    return categories


def load_vocabulary(folder: Path) -> Vocabulary:
    path = folder / "_language.yml"
    look_alikes = _read(folder / "_look_alikes.yml").get("look_alikes", "")
    concepts = _read(folder / "_vocabulary.yml")
    found = {"language": {**_read(path), "look_alikes": look_alikes}, "concepts": concepts}
    return _checked(Vocabulary, found, folder / "_language.yml and _vocabulary.yml")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RedFlagContentError(f"{path}: this file is missing; put it back") from None
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        where = " ".join(str(fault).split())
        raise RedFlagContentError(f"{path}: this is not readable YAML: {where}") from fault
    if not isinstance(found, dict):
        raise RedFlagContentError(f"{path}: the file should be a list of names with values")
    return found


def _checked(model: type[Model], found: dict[str, Any], path: Path) -> Model:
    try:
        return model.model_validate(found)
    except ValidationError as fault:
        faults = "; ".join(
            f"{'.'.join(map(str, error['loc'])) or 'file'}: {error['msg']}"
            for error in fault.errors(include_url=False)
        )
        raise RedFlagContentError(f"{path}: {faults}") from fault


def _refuse_repeats(categories: tuple[RedFlagCategory, ...], folder: Path) -> None:
    ids = [category.id for category in categories]
    for repeated in {name for name in ids if ids.count(name) > 1}:
        raise RedFlagContentError(f"{folder}: two files share the id {repeated}; rename one")
