"""How a campaign reads to its coordinator."""

from datetime import UTC, datetime
from typing import Any

import pytest

from wayhome.campaigns.definition import Audience
from wayhome.campaigns.progress import Progress, Reasons
from wayhome.cli.campaign_lines import counts_of, for_whom, of_reasons
from wayhome.models import Campaign, CampaignStatus

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "patients in their six weeks"),
        ({"who": "carers", "weeks": [1, 2]}, "carers in their six weeks, week 1 or 2"),
        (
            {"needs": ["easy_read"], "channels": ["telegram"], "teams": ["North"]},
            "patients in their six weeks, need easy read, channel telegram, team North",
        ),
    ],
)
def test_an_audience_is_one_sentence(asked: dict[str, Any], words: str) -> None:
    assert for_whom(Audience(**asked)) == words


def progress() -> Progress:
    return Progress(
        planned=9, waiting=4, queued=1, sent=3, delivered=2, answered=0, failed=0, not_sent=1,
        per_minute=3, last_due_at=NOON,
    )  # fmt: skip


def test_what_is_only_stored_waits_with_the_rest() -> None:
    running = Campaign(name="warm", status=CampaignStatus.RUNNING)

    told = counts_of(running, progress())

    assert "sent 3" in told
    assert "waiting 5" in told
    assert told.endswith("3/min, last at Wed 25 Nov 12:00")


def test_of_a_paused_campaign_no_last_time_is_promised() -> None:
    paused = Campaign(name="warm", status=CampaignStatus.PAUSED)

    assert "last at" not in counts_of(paused, progress())


def test_each_reason_has_a_line() -> None:
    reasons = Reasons(not_sent={"opted_out": 2}, held={"in_hospital": 1}, failed={"No number.": 3})

    assert [" ".join(line.split()) for line in of_reasons(reasons)] == [
        "not sent 2 opted out",
        "held back 1 in hospital",
        "failed 3 No number.",
    ]
