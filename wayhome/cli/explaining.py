"""wayhome content doses and readability: how well plans are explained, measured."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from statistics import median

from wayhome.bootstrap.dose_scores import ASPECTS, PairsError, score_pairs
from wayhome.bootstrap.reading_scores import ItemRead, read_items
from wayhome.cli.say import Problem, say, show
from wayhome.clock import SystemClock
from wayhome.content.checking.reading import HARDEST_TOLD

_MOST_SEGMENTS = 2
_PLANS = frozenset({".json", ".ndjson", ".yaml", ".yml"})


def doses(table: Path) -> None:
    """Score our explanations against the NHS wording of the same doses; print every miss.

    TABLE is a CSV with the columns fhir_file and human_text, beside a folder with the files.
    """
    try:
        pairs = score_pairs(table)
    except PairsError as problem:
        raise Problem(str(problem)) from None
    whole = sum(not one.missed for one in pairs)
    for aspect in ASPECTS:
        right = sum(not any(miss.startswith(aspect) for miss in one.missed) for one in pairs)
        show(f"{aspect:<20} {right} of {len(pairs)}")
    show(f"{'whole meaning':<20} {whole} of {len(pairs)}")
    for one in pairs:
        if one.missed:
            show(f"{one.file}\n  NHS:  {one.nhs}\n  ours: {one.ours.text}")
            for miss in one.missed:
                show(f"  missed, {miss}")


def readability(paths: list[Path]) -> None:
    """Read FHIR, PRSB and plan.yaml files as an import does, and grade what people would be sent.

    Every item of every plan; what waits for a person is counted and not graded. Exit 1 where an
    explanation that may be told is over grade 8, or a text of it over two segments.
    """
    files = [file for path in paths for file in _files(path)]
    if not files:
        raise Problem("No such files. Name FHIR R4, PRSB or plan.yaml files, or folders of them.")
    read = read_items(files, SystemClock().now())
    for problem in read.problems:
        say(problem)
    if not read.items:
        raise Problem("No plan is in these files.")
    told = [one for one in read.items if one.waits_because is None]
    show(f"{len(files)} files, {len(read.problems)} of them refused; {len(read.items)} items")
    for kind, items in groupby(sorted(read.items, key=_kind), key=_kind):
        shown = [one.waits_because is None for one in items]
        show(f"  {kind:<14} {sum(shown):>5} proven {len(shown) - sum(shown):>5} for a person")
    if told:
        _show_grades(told)
    faults = [one for one in told if one.grade > HARDEST_TOLD or one.segments > _MOST_SEGMENTS]
    for one in faults:
        text = " | ".join(one.texts)
        say(f"{one.file}, {one.kind}: grade {one.grade:.1f}, {one.segments} segments: {text}")
    if faults:
        raise Problem(f"{len(faults)} explanations are too hard or too long to be told.")


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.exists() else []
    return sorted(one for one in path.rglob("*") if one.suffix.lower() in _PLANS)


def _kind(one: ItemRead) -> str:
    return one.kind


def _show_grades(told: Sequence[ItemRead]) -> None:
    for what, grades in (
        ("grade", sorted(one.grade for one in told)),
        ("grade with names and medical terms", sorted(one.grade_as_sent for one in told)),
    ):
        high = f"90th of 100 {_ninetieth(grades):.1f}, highest {grades[-1]:.1f}"
        over = sum(one > HARDEST_TOLD for one in grades)
        show(f"{what}: median {median(grades):.1f}, {high}, over {HARDEST_TOLD:.0f}: {over}")
    lengths = [one.segments for one in told]
    over = sum(one > _MOST_SEGMENTS for one in lengths)
    show(f"SMS segments of a text: most {max(lengths)}, over {_MOST_SEGMENTS}: {over}")


def _ninetieth(grades: list[float]) -> float:
    return grades[min(len(grades) - 1, int(0.9 * len(grades)))]
