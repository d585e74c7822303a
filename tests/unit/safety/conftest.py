"""The real red flags, loaded once: they are what these tests are about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from wayhome.content.red_flags import RedFlagCategory, load_red_flags
from wayhome.safety import SafetyNet

RED_FLAGS = Path(__file__).resolve().parents[3] / "content" / "red_flags"
FROZEN = Path(__file__).resolve().parent / "frozen"
SEEN = Path(__file__).resolve().parents[3] / "bot" / "data" / "levels" / "seen"


@dataclass(frozen=True)
class Labelled:
    text: str
    level: str
    about: str


def read_labelled(path: Path) -> list[Labelled]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Labelled(row["text"], row["level"], row.get("category") or row.get("note", ""))
        for row in rows
    ]


@pytest.fixture(scope="session")
def categories() -> tuple[RedFlagCategory, ...]:
    return load_red_flags(RED_FLAGS)


@pytest.fixture(scope="session")
def net(categories: tuple[RedFlagCategory, ...]) -> SafetyNet:
    return SafetyNet(categories)


@pytest.fixture(scope="session")
def frozen_emergencies() -> list[Labelled]:
    return read_labelled(FROZEN / "emergencies.jsonl")


@pytest.fixture(scope="session")
def frozen_ordinary() -> list[Labelled]:
    return read_labelled(FROZEN / "ordinary.jsonl")
