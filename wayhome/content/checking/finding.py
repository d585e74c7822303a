"""One thing that an editor should put right, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    file: str
    #: Counted from 1; 0 where the whole file is meant.
    line: int
    key: str
    #: What is wrong and what to do.
    advice: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key + ': ' if self.key else ''}{self.advice}"


def lines_of_keys(path: Path) -> dict[str, int]:
    """The line of each key of a YAML file, by its last name; empty where it can't be read."""
    try:
        tree = yaml.compose(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return {}
    found: dict[str, int] = {}
    waiting: list[Any] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                found.setdefault(str(key.value), key.start_mark.line + 1)
                waiting.append(value)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
    return found
