"""Texts that taught the rules a kind of wording; they guard what was learnt and measure nothing."""

from __future__ import annotations

from tests.unit.safety.conftest import SEEN, Labelled, read_labelled
from wayhome.safety import Level, SafetyNet


def _seen() -> list[Labelled]:
    return [row for path in sorted(SEEN.glob("*.jsonl")) for row in read_labelled(path)]


def test_there_are_seen_texts_of_both_kinds() -> None:
    assert {row.level for row in _seen()} == {"emergency", "none"}


def test_understated_emergencies_stay_recognised(net: SafetyNet) -> None:
    rows = [row for row in _seen() if row.level == "emergency"]
    missed = [row.text for row in rows if net.assess(row.text).level != Level.EMERGENCY]
    assert not missed


def test_everyday_texts_stay_free_of_emergencies(net: SafetyNet) -> None:
    rows = [row for row in _seen() if row.level == "none"]
    alarms = [row.text for row in rows if net.assess(row.text).level == Level.EMERGENCY]
    assert not alarms
