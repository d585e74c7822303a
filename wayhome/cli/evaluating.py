"""wayhome evaluate: how the service's reading of labelled texts compares with the labels."""

import json
import random
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import typer

from wayhome.bootstrap.assessor import assess_all
from wayhome.bootstrap.logs import set_up_logs
from wayhome.bootstrap.noise import with_slips
from wayhome.bootstrap.scores import (
    Labelled,
    Scored,
    by_category,
    by_topic,
    misses,
    sources_of_false_alarms,
    summary,
)
from wayhome.cli.assessing import RULES_ONLY
from wayhome.cli.context import read_settings
from wayhome.cli.say import Problem, say, show
from wayhome.levels import Level

#: Slips are the same at every run, so that two runs compare.
_SEED = 2026

_TOTALS = typer.Option(False, "--totals", help="List no misses: for texts that must stay unread.")
_NOISE = typer.Option(False, "--noise", help="Write the texts with slips of the thumb first.")


def evaluate(
    file: Path,
    *,
    rules_only: bool = RULES_ONLY,
    totals: bool = _TOTALS,
    noise: bool = _NOISE,
) -> None:
    """Score a JSONL file of texts with level, topic and note, or a .txt of harmless texts."""
    set_up_logs(json=False)
    labelled = _labelled(file)
    if noise:
        chance = random.Random(_SEED)  # noqa: S311 - repeatable slips, nothing secret
        labelled = [_slipped(one, chance) for one in labelled]
    started = perf_counter()
    scored = _score(labelled, models=not rules_only)
    took = perf_counter() - started
    for line in (*summary(scored), *sources_of_false_alarms(scored)):
        show(line)
    show(f"{len(scored)} texts in {took:.1f} s, loading included")
    if all(one.found.topic is None for one in scored):
        say("Topics were not scored: no assistant is trained, or models are off.")
    for line in (*by_category(scored), *by_topic(scored)):
        show(f"  {line}")
    if not totals:
        _list_misses(scored)


def _list_misses(scored: Sequence[Scored]) -> None:
    for one in misses(scored):
        found = f"{one.found.level.value} {one.found.category or ''}".strip()
        show(f"  {one.label.level.value} read as {found}: {one.label.text!r} {one.label.note}")


def _score(labelled: Sequence[Labelled], *, models: bool) -> list[Scored]:
    found = assess_all(read_settings(), [each.text for each in labelled], models=models)
    return [Scored(label=each, found=one) for each, one in zip(labelled, found, strict=True)]


def _labelled(file: Path) -> list[Labelled]:
    lines = _lines(file)
    if file.suffix == ".txt":
        return [Labelled(text=line, level=Level.NONE, topic="", note="") for line in lines]
    return [_label(line, number) for number, line in enumerate(lines, start=1)]


def _slipped(one: Labelled, chance: random.Random) -> Labelled:
    text = with_slips(one.text, chance)
    return Labelled(text=text, level=one.level, topic=one.topic, note=one.note)


def _lines(file: Path) -> list[str]:
    try:
        return [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as fault:
        raise Problem(f"{file} cannot be read: {fault}.") from None


def _label(line: str, number: int) -> Labelled:
    try:
        row = json.loads(line)
        level = Level(row["level"])
        return Labelled(
            text=row["text"], level=level, topic=row.get("topic", ""), note=row.get("note", "")
        )
    except (ValueError, KeyError, TypeError):
        raise Problem(
            f"Line {number} is not a labelled text; each needs a text and a level."
        ) from None
