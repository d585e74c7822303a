"""Reads a YAML file so that a fault in it can be told by its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

#: The way to a value: the names and places in lists that lead to it.
Way: TypeAlias = tuple[str | int, ...]


class UnreadableError(ValueError):
    """The file is no YAML; the message says where and what its reader met."""


@dataclass(frozen=True)
class Written:
    """What a file holds, and on which line each part of it stands."""

    data: Any
    _tree: yaml.Node | None

    def line(self, way: Way) -> int:
        """Counted from 1: of the value at the way, or of the last part of it that is there."""
        node, line = self._tree, 1
        for step in way:
            found = _within(node, step)
            if found is None:
                break
            line, node = found
        return line

    def repeats(self) -> Iterator[tuple[int, str]]:
        """Each name that stands twice in one place; YAML itself would keep the last only."""
        waiting = [self._tree]
        while waiting:
            node = waiting.pop()
            if isinstance(node, yaml.MappingNode):
                yield from _repeated(node)
                waiting.extend(value for _, value in node.value)
            elif isinstance(node, yaml.SequenceNode):
                waiting.extend(node.value)


def read(path: Path) -> Written:
    """Raises UnreadableError, and OSError where there is no such file."""
    try:
        text = path.read_text(encoding="utf-8")
        return Written(yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader))
    except (yaml.YAMLError, ValueError) as fault:  # 30 February is YAML, and no day
        raise UnreadableError(" ".join(str(fault).split())) from fault


def _within(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        item = node.value[step]
        return item.start_mark.line + 1, item
    return None


def _repeated(node: yaml.MappingNode) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            yield key.start_mark.line + 1, str(key.value)
        seen.add(key.value)
