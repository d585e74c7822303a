"""Loads the schedules of content; what is amiss is told by file and line, all of it at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wayhome.content.check_in_faults import faults
from wayhome.content.check_ins import Schedule, Schedules
from wayhome.content.checking.finding import Finding
from wayhome.content.yaml_places import UnreadableError, Way, Written, read

_SCHEDULE = TypeAdapter(Schedule)
_SCHEMA = _SCHEDULE.json_schema()
_FIELDS = frozenset(
    name for part in (_SCHEMA, *_SCHEMA["$defs"].values()) for name in part.get("properties", ())
)


class ScheduleError(ValueError):
    """A schedule cannot be used; `findings` name the file, the line and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(map(str, self.findings)))


def load_schedules(*folders: Path) -> Schedules:
    """Read every `.yml` file but those that begin with _; raises ScheduleError."""
    loaded: dict[str, Schedule] = {}
    wrong: list[Finding] = []
    for path in (path for folder in folders for path in schedule_files(folder)):
        try:
            schedule = load_schedule(path)
        except ScheduleError as error:
            wrong.extend(error.findings)
            continue
        if loaded.setdefault(schedule.name, schedule) is not schedule:
            advice = "another schedule has this name already; rename one of them."
            wrong.append(_finding(path, 0, "name", advice))
    if wrong:
        raise ScheduleError(wrong)
    return MappingProxyType(loaded)


def schedule_files(folder: Path) -> list[Path]:
    """All but those that begin with _; raises ScheduleError where there is none."""
    paths = sorted(folder.glob("[!_]*.yml"))
    if not paths:
        raise ScheduleError([_finding(folder, 0, "", "no schedules here; is it the right folder?")])
    return paths


def load_schedule(path: Path) -> Schedule:
    """One file; raises ScheduleError."""
    try:
        written = read(path)
    except (OSError, UnreadableError) as fault:
        advice = f"this is not readable YAML: {fault}"
        raise ScheduleError([_finding(path, 0, "", advice)]) from fault
    wrong = [
        _finding(path, line, name, "stands twice in one place; keep one of them.")
        for line, name in written.repeats()
    ]
    try:
        schedule = _SCHEDULE.validate_python(written.data)
    except ValidationError as error:
        raise ScheduleError([*wrong, *_misfits(path, written, error)]) from error
    wrong.extend(_at(path, written, way, advice) for way, advice in faults(schedule, path.stem))
    if wrong:
        raise ScheduleError(wrong)
    return schedule


def schedule_schema() -> dict[str, Any]:
    """The JSON Schema of a schedule file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_SCHEMA,
        "title": "A schedule of check-ins",
    }


def _misfits(path: Path, written: Written, error: ValidationError) -> Iterator[Finding]:
    for fault in error.errors(include_url=False):
        way = fault["loc"]
        yield _at(path, written, way, _advice(fault["type"], fault["msg"], way))


def _advice(kind: str, message: str, way: Way) -> str:
    name = str(way[-1]) if way else "the file"
    if kind in {"unexpected_keyword_argument", "extra_forbidden"}:
        near = difflib.get_close_matches(name, _FIELDS, n=1)
        instead = f'write "{near[0]}"' if near else "take it out"
        return f'"{name}" is not known here; {instead}. content/README.md lists what is.'
    if kind in {"missing", "missing_argument"}:
        return f'"{name}" is missing; add it.'
    if kind == "dataclass_type":
        return "this is not filled in; see the example in content/README.md."
    return f"{message.removeprefix('Value error, ')}."


def _at(path: Path, written: Written, way: Way, advice: str) -> Finding:
    return _finding(path, written.line(way), ".".join(map(str, _counted(way))), advice)


def _counted(way: Way) -> Iterator[str | int]:
    """Places in lists as people count them."""
    return (step + 1 if isinstance(step, int) else step for step in way)


def _finding(path: Path, line: int, key: str, advice: str) -> Finding:
    return Finding(file=str(path), line=line, key=key, advice=advice)
