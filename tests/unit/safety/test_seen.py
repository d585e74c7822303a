"""Texts that taught the rules a kind of wording; they guard what was learnt and measure nothing."""

from __future__ import annotations

from tests.unit.safety.conftest import SEEN, read_labelled
from wayhome.safety import Level, SafetyNet


def test_understated_emergencies_stay_recognised(net: SafetyNet) -> None:
    rows = read_labelled(SEEN / "understated.jsonl")
    missed = [row.text for row in rows if net.assess(row.text).level != Level.EMERGENCY]
    assert not missed


def test_everyday_texts_stay_free_of_emergencies(net: SafetyNet) -> None:
    rows = read_labelled(SEEN / "everyday.jsonl")
    alarms = [row.text for row in rows if net.assess(row.text).level == Level.EMERGENCY]
    assert not alarms
