"""Texts written before the rules were tuned, which no rule may be written to fit."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from wayhome.bootstrap.noise import with_slips
from wayhome.safety import Level, SafetyNet

if TYPE_CHECKING:
    from tests.unit.safety.conftest import Labelled


def test_at_least_99_in_100_emergencies_are_recognised(
    net: SafetyNet, frozen_emergencies: list[Labelled]
) -> None:
    missed = [row for row in frozen_emergencies if net.assess(row.text).level != Level.EMERGENCY]
    assert len(frozen_emergencies) >= 150
    assert len(missed) <= len(frozen_emergencies) // 100, missed


def test_ordinary_texts_are_not_called_emergencies(
    net: SafetyNet, frozen_ordinary: list[Labelled]
) -> None:
    alarms = [row.text for row in frozen_ordinary if net.assess(row.text).level == Level.EMERGENCY]
    assert len(frozen_ordinary) >= 150
    assert not alarms


def test_at_most_4_in_100_ordinary_texts_raise_anything(
    net: SafetyNet, frozen_ordinary: list[Labelled]
) -> None:
    raised = [row.text for row in frozen_ordinary if net.assess(row.text).level > Level.NONE]
    assert len(raised) <= len(frozen_ordinary) * 4 // 100, raised


def test_emergencies_with_slips_of_the_thumb_are_still_recognised(
    net: SafetyNet, frozen_emergencies: list[Labelled]
) -> None:
    chance = random.Random(2026)  # noqa: S311 - repeatable slips, nothing secret
    texts = [with_slips(row.text, chance) for row in frozen_emergencies for _ in range(3)]
    missed = [text for text in texts if net.assess(text).level != Level.EMERGENCY]
    assert len(missed) <= len(texts) * 3 // 100, missed
