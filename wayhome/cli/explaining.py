"""wayhome content doses and readability: how well coded doses are explained, measured."""

import json
from pathlib import Path
from statistics import median

from channels.text import segments
from wayhome.bootstrap.dose_scores import ASPECTS, PairsError, dosages_in, score_pairs
from wayhome.cli.say import Problem, say, show
from wayhome.content.checking.reading import grade
from wayhome.explanations import Explanation, explain_dosages

_HIGHEST_WITHOUT_A_NOTE = 8.0
_MOST_SEGMENTS = 2


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


def readability(folders: list[Path]) -> None:
    """Grade every explanation of the doses in FHIR files: how hard, how long, how many proven."""
    told = [one for folder in folders for one in _explained(folder)]
    if not told:
        raise Problem("No coded doses in these files. Name FHIR R4 JSON files, or folders of them.")
    grades = sorted(grade(text) for _, text, _ in told)
    show(f"explanations: {len(told)}; proven: {sum(one.proven for *_, one in told)}")
    high = f"90th of 100 {_ninetieth(grades):.1f}, highest {grades[-1]:.1f}"
    show(f"grade: median {median(grades):.1f}, {high}")
    for low, top in ((-99, 3), (3, 5), (5, 8), (8, 99)):
        count = sum(low < one <= top for one in grades)
        show(f"  {'up to' if low < 0 else 'over'} {top if low < 0 else low}: {count}")
    lengths = [segments(text).count for _, text, _ in told]
    show(f"SMS segments: most {max(lengths)}; over {_MOST_SEGMENTS}: "
         f"{sum(one > _MOST_SEGMENTS for one in lengths)}")  # fmt: skip
    for name, text, _ in told:
        if grade(text) > _HIGHEST_WITHOUT_A_NOTE or segments(text).count > _MOST_SEGMENTS:
            say(f"{name}: grade {grade(text):.1f}, {segments(text).count} segments: {text}")


def _explained(path: Path) -> list[tuple[str, str, Explanation]]:
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    found = []
    for file in files:
        try:
            resource = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as fault:
            raise Problem(f"{file} cannot be read as JSON: {fault}.") from None
        for name, doses_ in dosages_in(resource):
            one = explain_dosages(doses_, medicine=name)
            if one.text:
                found.append((file.name, one.text, one))
    return found


def _ninetieth(grades: list[float]) -> float:
    return grades[min(len(grades) - 1, int(0.9 * len(grades)))]
