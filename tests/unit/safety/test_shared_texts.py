"""Gates on texts from outside the project; each is skipped, in words, where they are absent."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from tests.unit.safety.conftest import Labelled, read_labelled
from wayhome.safety import Level, SafetyNet

_BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[4] / "shared"
_SHARED = Path(os.environ.get("WAYHOME_SHARED", _BESIDE_THE_REPOSITORY))
_LABELLED = _SHARED / "eval" / "messages_dev.jsonl"
_EVERYDAY_REQUESTS = _SHARED / "data" / "clinc150_oos_test.csv"


def _needs(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not path.exists(),
        reason=f"NOT MEASURED: {path.name} is not beside the repository; set WAYHOME_SHARED",
    )


@pytest.fixture
def labelled() -> list[Labelled]:
    return read_labelled(_LABELLED)


@_needs(_LABELLED)
def test_at_least_99_in_100_labelled_emergencies_are_recognised(
    net: SafetyNet, labelled: list[Labelled]
) -> None:
    emergencies = [row for row in labelled if row.level == "emergency"]
    missed = [row for row in emergencies if net.assess(row.text).level != Level.EMERGENCY]
    assert len(missed) <= len(emergencies) // 100, missed


@_needs(_LABELLED)
def test_at_most_1_in_100_harmless_labelled_texts_is_called_an_emergency(
    net: SafetyNet, labelled: list[Labelled]
) -> None:
    harmless = [row for row in labelled if row.level == "none"]
    alarms = [row for row in harmless if net.assess(row.text).level == Level.EMERGENCY]
    assert len(alarms) <= len(harmless) // 100, alarms


@_needs(_LABELLED)
def test_at_most_4_in_100_harmless_labelled_texts_raise_anything(
    net: SafetyNet, labelled: list[Labelled]
) -> None:
    harmless = [row for row in labelled if row.level == "none"]
    raised = [row for row in harmless if net.assess(row.text).level > Level.NONE]
    assert len(raised) <= len(harmless) * 4 // 100, raised


@_needs(_EVERYDAY_REQUESTS)
def test_at_most_5_in_1000_everyday_requests_are_called_emergencies(net: SafetyNet) -> None:
    with _EVERYDAY_REQUESTS.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    alarms = [text for text in texts if net.assess(text).level == Level.EMERGENCY]
    assert len(alarms) <= len(texts) * 5 // 1000, alarms
