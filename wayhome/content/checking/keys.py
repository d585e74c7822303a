"""Which wordings the code asks for by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

_KEY = re.compile(r"[a-z_]+\.[a-z_0-9]+")
_ANYTHING = "[a-z_0-9.]+"
#: Where "people.id" is a column and no wording.
_NAMES_OF_COLUMNS = frozenset({"models", "migrations"})


@dataclass(frozen=True)
class UsedKeys:
    plain: frozenset[str]
    #: Patterns of keys that are put together at run time, such as `medicines.{asks}`.
    made: tuple[re.Pattern[str], ...]

    def holds(self, key: str) -> bool:
        return key in self.plain or any(pattern.fullmatch(key) for pattern in self.made)

    def missing(self, keys: Collection[str]) -> set[str]:
        """Names that look like wordings of a known group but stand in no file."""
        groups = {key.split(".")[0] for key in keys}
        return {key for key in self.plain - set(keys) if key.split(".")[0] in groups}


def used_keys(folder: Path) -> UsedKeys:
    """Read from the code itself, so that no list needs keeping."""
    nodes = list(_nodes(folder))
    joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    within_joined = {id(part) for node in joined for part in node.values}
    plain = {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in within_joined and _KEY.fullmatch(node.value)
    }
    made = {"".join(map(_pattern, node.values)) for node in joined}
    patterns = tuple(re.compile(one) for one in sorted(made) if re.match(r"[a-z_]+\\\.", one))
    return UsedKeys(frozenset(plain), patterns)


def _nodes(folder: Path) -> Iterator[ast.AST]:
    for path in sorted(folder.rglob("*.py")):
        if _NAMES_OF_COLUMNS & set(path.relative_to(folder).parts):
            continue
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else _ANYTHING
