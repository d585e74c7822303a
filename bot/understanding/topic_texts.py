"""Texts written to teach levels, where they are known to be about one topic."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def texts_by_topic(folder: Path, known: Collection[str]) -> list[tuple[str, str]]:
    """Each text with its topic; those in `known` stand under a topic already."""
    read = yaml.safe_load((folder / "topics.yml").read_text(encoding="utf-8"))
    return [
        (text, topic)
        for level, topics in read.items()
        for topic, names in topics.items()
        for name in names
        for text in (folder / level / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if text.strip() and text not in known
    ]


def told_by_topic(folder: Path, known: Collection[str]) -> list[tuple[str, str]]:
    """Texts that were written with level and topic each; those in `known` stand elsewhere."""
    rows = [
        json.loads(line)
        for path in sorted((folder / "told").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    return [(row["text"], row["topic"]) for row in rows if row["text"] not in known]
