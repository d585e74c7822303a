"""What has been reached on texts that nobody has tuned to, and may not be lost again.

The aims are higher, and docs/evaluation.md says how far off they are: gates hold what there is.
"""

import json
import random
from pathlib import Path

import pytest

from wayhome.bootstrap import embeddings, level_model
from wayhome.bootstrap.assessor import assess_all
from wayhome.bootstrap.noise import with_slips
from wayhome.bootstrap.safety import rules_alone, safety_net
from wayhome.levels import Level
from wayhome.safety import SafetyNet
from wayhome.settings import Settings

_HERE = Path(__file__).parent


def _labelled(name: str) -> list[tuple[str, Level]]:
    rows = map(json.loads, (_HERE / name).read_text(encoding="utf-8").splitlines())
    return [(row["text"], Level(row["level"])) for row in rows]


@pytest.fixture(scope="module")
def unseen() -> list[tuple[str, Level]]:
    return _labelled("unseen.jsonl")


@pytest.fixture(scope="module")
def fresh() -> list[tuple[str, Level]]:
    return _labelled("fresh.jsonl")


@pytest.fixture(scope="module")
def net() -> SafetyNet:
    if level_model.load(Settings()) is None:
        pytest.fail("There is no trained level model. Run: wayhome train")
    return safety_net(Settings())


def share(
    net: SafetyNet, texts: list[tuple[str, Level]], *, labelled: Level, found: Level
) -> float:
    """Of the texts with that label, how many are found at that level or above."""
    rows = [text for text, level in texts if level is labelled]
    return sum(net.assess(text).level >= found for text in rows) / len(rows)


def test_emergencies_are_recognised(net: SafetyNet, unseen: list[tuple[str, Level]]) -> None:
    assert share(net, unseen, labelled=Level.EMERGENCY, found=Level.EMERGENCY) >= (
        0.98 if embeddings.are_there() else 0.94
    )


def test_urgent_texts_and_concerns_are_noticed(
    net: SafetyNet, unseen: list[tuple[str, Level]]
) -> None:
    assert share(net, unseen, labelled=Level.URGENT, found=Level.URGENT) >= 0.94
    assert share(net, unseen, labelled=Level.CONCERN, found=Level.CONCERN) >= (
        0.89 if embeddings.are_there() else 0.86
    )


def test_harmless_texts_are_mostly_left_alone(
    net: SafetyNet, unseen: list[tuple[str, Level]]
) -> None:
    assert share(net, unseen, labelled=Level.NONE, found=Level.EMERGENCY) <= 0.035
    assert share(net, unseen, labelled=Level.NONE, found=Level.CONCERN) <= 0.125


def test_fresh_texts_are_read_as_well_as_they_were(
    net: SafetyNet, fresh: list[tuple[str, Level]]
) -> None:
    assert share(net, fresh, labelled=Level.EMERGENCY, found=Level.EMERGENCY) >= (
        0.96 if embeddings.are_there() else 0.93
    )
    assert share(net, fresh, labelled=Level.URGENT, found=Level.URGENT) >= 0.98
    assert share(net, fresh, labelled=Level.CONCERN, found=Level.CONCERN) >= (
        0.74 if embeddings.are_there() else 0.68
    )
    assert share(net, fresh, labelled=Level.NONE, found=Level.EMERGENCY) <= 0.065
    assert share(net, fresh, labelled=Level.NONE, found=Level.CONCERN) <= 0.18


def test_everyday_texts_are_rarely_called_emergencies(net: SafetyNet) -> None:
    lines = (_HERE / "everyday.txt").read_text(encoding="utf-8").splitlines()
    texts = [(line, Level.NONE) for line in lines if line.strip()]

    assert share(net, texts, labelled=Level.NONE, found=Level.EMERGENCY) <= 0.0075


def test_slips_of_the_thumb_cost_at_most_three_points(
    net: SafetyNet, unseen: list[tuple[str, Level]]
) -> None:
    chance = random.Random(2026)  # noqa: S311 - repeatable slips, nothing secret
    slipped = [(with_slips(text, chance), level) for text, level in unseen]
    clean = share(net, unseen, labelled=Level.EMERGENCY, found=Level.EMERGENCY)

    assert share(net, slipped, labelled=Level.EMERGENCY, found=Level.EMERGENCY) >= clean - 0.03


def test_the_rules_stand_alone(unseen: list[tuple[str, Level]]) -> None:
    rules = rules_alone()

    assert share(rules, unseen, labelled=Level.EMERGENCY, found=Level.EMERGENCY) >= 0.83


def test_topics_are_told_and_wishes_to_stop_are_seen() -> None:
    rows = [
        json.loads(line)
        for line in (_HERE / "unseen.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found = list(assess_all(Settings(), [row["text"] for row in rows]))
    if found[0].topic is None:
        pytest.skip("no assistant is trained; run: wayhome train")
    both = list(zip(rows, found, strict=True))

    assert sum(one.topic == row["topic"] for row, one in both) / len(both) >= (
        0.81 if embeddings.are_there() else 0.74
    )
    assert sum(one.stop for row, one in both if row["topic"] == "stop") >= 14
    assert sum(one.stop for row, one in both if row["topic"] != "stop") <= 1
