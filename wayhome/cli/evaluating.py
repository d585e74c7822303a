"""wayhome evaluate: how the service's reading of labelled texts compares with the labels."""

import json
from pathlib import Path

from wayhome.bootstrap.assessor import assess_all
from wayhome.bootstrap.scores import Labelled, Scored, misses, summary
from wayhome.cli.assessing import RULES_ONLY
from wayhome.cli.context import read_settings
from wayhome.cli.say import Problem, say, show
from wayhome.levels import Level


def evaluate(file: Path, *, rules_only: bool = RULES_ONLY) -> None:
    """Score a JSONL file of texts with their level, topic and note; misses are listed."""
    labelled = [_label(line, number) for number, line in enumerate(_lines(file), start=1)]
    scored = _score(labelled, models=not rules_only)
    for line in summary(scored):
        show(line)
    if all(one.found.topic is None for one in scored):
        say(
            "Topics were not scored: no assistant is trained, or models are off. Run: wayhome train"
        )
    for one in misses(scored):
        found = f"{one.found.level.value} {one.found.category or ''}".strip()
        show(f"  {one.label.level.value} read as {found}: {one.label.text!r} {one.label.note}")


def _score(labelled: list[Labelled], *, models: bool) -> list[Scored]:
    found = assess_all(read_settings(), [each.text for each in labelled], models=models)
    return [Scored(label=each, found=one) for each, one in zip(labelled, found, strict=True)]


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
