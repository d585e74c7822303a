"""A file from outside as plain JSON: size, encoding, depth and odd characters are seen to here."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

Json: TypeAlias = Any

#: A discharge bundle of a long stay, with scans in it, stays well below.
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 200
_AS_JSON = "Ask for the FHIR R4 export as JSON."
#: C0 and C1 controls but tab and line ends, and halves of surrogate pairs: no plan holds them.
_LONGEST_NUMBER = 100
_UNPRINTABLE = {
    code: None
    for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF, 0xFEFF)
    if chr(code) not in "\t\n\r"
}


class SourceError(ValueError):
    """A file cannot be used; the message names the file, the path in it and what to do."""


@dataclass(frozen=True)
class FileRead:
    name: str
    content: Json
    #: Control characters that were taken out.
    unprintable: int = 0


def read_file(path: Path) -> FileRead:
    """Raises SourceError."""
    if path.is_dir():
        raise SourceError(f"{path}: this is a folder; name the files in it.")
    if path.suffix.lower() == ".csv":
        raise SourceError(f"{path}: a list of people is read by: wayhome patient import {path}")
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SourceError(
                f"{path}: is {size // 2**20} MB, and over {MAX_BYTES // 2**20} MB is not read; "
                "export one person a file, without attachments."
            )
        raw = path.read_bytes()
    except OSError as fault:
        raise SourceError(f"{path}: cannot be read: {fault.strerror}.") from fault
    return read_text(_decoded(raw, str(path)), str(path))


def read_text(text: str, name: str) -> FileRead:
    """The same for a text that is already in hand."""
    text = text.lstrip("\ufeff")
    if not text.strip("\x00 \t\r\n"):
        raise SourceError(f"{name}: is empty; export it again.")
    if text.lstrip().startswith("<"):
        raise SourceError(f"{name}: this is XML or HTML, not JSON. {_AS_JSON}")
    content = _parsed(text, name)
    _refuse_depth(content, name)
    printable, taken_out = _printable(content)
    return FileRead(name, printable, taken_out)


def _decoded(raw: bytes, name: str) -> str:
    encoding = "utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as fault:
        raise SourceError(
            f"{name}: byte {fault.start + 1} is not {encoding[:6].rstrip('-').upper()} text. "
            "Save the file as UTF-8 and try again."
        ) from fault


def _parsed(text: str, name: str) -> Json:
    try:
        return _loaded(text)
    except RecursionError:
        raise _too_deep(name) from None
    except json.JSONDecodeError as fault:
        if fault.msg == "Extra data" and (lines := _lines(text)):
            return lines
        raise SourceError(
            f"{name}: line {fault.lineno}, column {fault.colno} is not JSON ({fault.msg}). "
            f"The file may be cut short or of another kind. {_AS_JSON}"
        ) from fault
    except ValueError as fault:
        raise SourceError(f"{name}: {fault} Export it again.") from fault


def _loaded(text: str) -> Json:
    return json.loads(
        text,
        strict=False,
        parse_constant=_no_number,
        parse_float=_finite,
        parse_int=_whole,
        object_pairs_hook=_no_name_twice,
    )


def _lines(text: str) -> list[Json] | None:
    """Newline-delimited JSON, the form of FHIR's bulk export."""
    try:
        return [_loaded(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def _no_number(written: str) -> NoReturn:
    raise ValueError(f"{written} is no number of JSON.")


def _whole(written: str) -> int:
    if len(written) > _LONGEST_NUMBER:
        raise ValueError(f"a number in it has {len(written)} digits, which no plan has.")
    return int(written)


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        _no_number(written[:40])
    return number


def _no_name_twice(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Of two values of one name the first would be lost without a word."""
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'an object in it has "{twice[:60]}" twice, and only one can be meant.')
    return made


def _refuse_depth(content: Json, name: str) -> None:
    layer, depth = [content], 0
    while layer:
        depth += 1
        if depth > MAX_DEPTH:
            raise _too_deep(name)
        layer = [inner for one in layer for inner in inside(one)]


def _too_deep(name: str) -> SourceError:
    return SourceError(
        f"{name}: is nested more than {MAX_DEPTH} deep, which no plan is; export it again."
    )


def inside(one: Json) -> list[Json]:
    """The objects and lists that stand in it."""
    values = one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return [inner for inner in values if isinstance(inner, dict | list)]


def _printable(content: Json) -> tuple[Json, int]:
    """The content without control characters, and how many there were."""
    if isinstance(content, str):
        clean = content.translate(_UNPRINTABLE)
        return clean, len(content) - len(clean)
    if isinstance(content, dict):
        kept = {_printable(name)[0]: _printable(value) for name, value in content.items()}
        return {name: value for name, (value, _) in kept.items()}, sum(
            count for _, count in kept.values()
        )
    if isinstance(content, list):
        items = [_printable(one) for one in content]
        return [one for one, _ in items], sum(count for _, count in items)
    return content, 0
