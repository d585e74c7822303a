"""Reads one YAML file into a model, or says by file and line what is wrong with it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from wayhome.content.checking.finding import Finding
from wayhome.content.yaml_places import UnreadableError, Written, read

ModelT = TypeVar("ModelT", bound=BaseModel)


class UnusableFileError(ValueError):
    """A content file cannot be used; `findings` name the file, the line and what to do."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(map(str, self.findings)))


def unusable(path: Path, advice: str, line: int = 0, key: str = "") -> UnusableFileError:
    return UnusableFileError([Finding(file=str(path), line=line, key=key, advice=advice)])


def read_model(model: type[ModelT], path: Path, beside: Mapping[str, Any] | None = None) -> ModelT:
    """The file as the model; `beside` are fields that the file itself does not hold.

    Raises UnusableFileError.
    """
    try:
        written = read(path)
    except (OSError, UnreadableError) as fault:
        raise unusable(path, f"this is not readable YAML: {fault}") from fault
    wrong = list(_repeats(path, written))
    if not isinstance(written.data, dict):
        raise unusable(path, "it must hold names with values, such as `name: Lift one knee`.")
    try:
        found = model.model_validate({**written.data, **(beside or {})})
    except ValidationError as error:
        raise UnusableFileError([*wrong, *_misfits(path, written, error, _names(model))]) from error
    if wrong:
        raise UnusableFileError(wrong)
    return found


def _repeats(path: Path, written: Written) -> Iterator[Finding]:
    for line, name in written.repeats():
        advice = "stands twice in one place; keep one of them."
        yield Finding(file=str(path), line=line, key=name, advice=advice)


def _misfits(
    path: Path, written: Written, error: ValidationError, known: Collection[str]
) -> Iterator[Finding]:
    for fault in error.errors(include_url=False):
        way = fault["loc"]
        key = ".".join(str(step + 1 if isinstance(step, int) else step) for step in way)
        yield Finding(
            file=str(path),
            line=written.line(way),
            key=key,
            advice=f"{_advice(fault['type'], fault['msg'], str(way[-1]) if way else '', known)}.",
        )


def _names(model: type[BaseModel]) -> Collection[str]:
    schema = model.model_json_schema()
    parts = (schema, *schema.get("$defs", {}).values())
    return {name for part in parts for name in part.get("properties", ())}


def _advice(kind: str, message: str, name: str, known: Collection[str]) -> str:
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(name, known, n=1)
        instead = f'write "{near[0]}"' if near else "take it out, or see the example for its name"
        return f'"{name}" is not known here; {instead}'
    if kind == "missing":
        return "this is missing; add it"
    return message.removeprefix("Value error, ")
