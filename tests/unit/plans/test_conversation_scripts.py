"""The shared conversation scripts that need only a plan, where that folder stands beside ours."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.unit.plans.edna import EVERY_DAY, HOME, REPLIES, SMALL, WEEKDAYS
from wayhome.dialogue.routing import settle
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.topics import answer
from wayhome.plans.values import Contact, Equipment, Instruction, Opening, Plan

BESIDE = Path(__file__).resolve().parents[4] / "shared"
SCRIPTS = Path(os.environ.get("WAYHOME_SHARED", BESIDE)) / "eval" / "conversations_dev.jsonl"

pytestmark = pytest.mark.skipif(
    not SCRIPTS.exists(),
    reason=f"NOT MEASURED: no scripts at {SCRIPTS}; set WAYHOME_SHARED to their folder",
)


def script(name: str) -> dict[str, Any]:
    rows = map(json.loads, SCRIPTS.read_text(encoding="utf-8").splitlines())
    return next(row for row in rows if row["id"].startswith(name))


def numbers(setup: str) -> list[str]:
    return re.findall(r"0\d{3,4} \d{3} \d{3,4}", setup)


@dataclass
class Conversation:
    """Carries from turn to turn what the desk would, with the topics that a reading would give."""

    plan: Plan
    at: datetime
    asked: Asked | None = None

    def say(self, topic: str, text: str) -> Answer:
        asked = self.asked or Asked(
            text=text, topic=topic, replies=REPLIES, now=self.at, plan=self.plan
        )
        topic = settle(text, topic, 0.9, self.plan, asked.last_topic, asked.last_item)
        given = answer(replace(asked, text=text, topic=topic))
        item = given.item or asked.last_item
        self.asked = replace(asked, last_topic=given.topic, last_item=item)
        return given

    def play(self, name: str, *topics: str) -> list[str]:
        turns = [turn["user"] for turn in script(name)["turns"]]
        replies = [self.say(topic, text) for topic, text in zip(topics, turns, strict=True)]
        return ["\n".join(reply.texts) for reply in replies]


def contact(role: str, phone: str, days: frozenset[int], hours: str, *asked_by: str) -> Contact:
    opens, closes = (time.fromisoformat(one) for one in hours.split())
    return Contact(1, role, phone, asked_by=asked_by, hours=(Opening(days, opens, closes, True),))  # noqa: FBT003 - open on bank holidays


def test_at_night_with_a_blocked_catheter_it_is_111_and_nothing_is_promised() -> None:
    [nurses] = numbers(script("c03")["setup"])
    plan = replace(
        SMALL,
        contacts=(contact("district nurses", nurses, EVERY_DAY, "08:00 20:00", "catheter"),),
    )
    talk = Conversation(plan, datetime(2027, 3, 10, 2, 10, tzinfo=HOME))

    first, bag, come, morning = talk.play(
        "c03", "who_to_contact", "symptom", "care_at_home", "who_to_contact"
    )

    assert "NHS 111" in first
    assert "999" in first
    assert first.index("111") < first.index(nurses)
    assert "What is the matter?" in first
    assert "111 now" in bag
    assert "shivering" in bag
    assert not re.search("flush|remove|drink|8am", bag)
    assert "I cannot say what they will decide" in come
    assert nurses in morning
    assert "8am to 8pm" in morning
    assert "111" not in morning


def test_a_wound_that_gets_worse_is_looked_at_the_same_day() -> None:
    [nurse] = numbers(script("c07")["setup"])
    plan = replace(
        SMALL, contacts=(contact("practice nurse", nurse, WEEKDAYS, "08:00 18:00", "wound"),)
    )
    talk = Conversation(plan, datetime(2027, 3, 9, 11, 0, tzinfo=HOME))

    itch, red, hot, rang = talk.play("c07", "wound_care", "wound_care", "symptom", "thanks")

    assert "Itching is common" in itch
    assert "scratch" in itch
    assert "999" not in itch
    assert "spreading" in red
    assert nurse in red
    assert "today" in hot
    assert f"{nurse} now" in hot
    assert "999" in hot
    assert "3pm" in rang


def test_an_exercise_that_hurts_waits_for_the_physio() -> None:
    [physio] = numbers(script("c08")["setup"])
    exercises = (
        Instruction(1, "exercises", "Sit to stand 5 times.", ("sit to stand", "sitting standing")),
        Instruction(2, "exercises", "Hip out to the side 10 times.", ("side", "abduction")),
    )
    contacts = (contact("physio team", physio, WEEKDAYS, "08:00 18:00", "exercise"),)
    plan = replace(SMALL, instructions=exercises, contacts=contacts)
    talk = Conversation(plan, datetime(2027, 3, 9, 14, 0, tzinfo=HOME))

    hurts, sharp, other, skipped = talk.play(
        "c08", "exercises", "symptom", "exercises", "exercise_skipped"
    )

    assert "stop that exercise for now" in hurts
    assert physio in sharp
    assert "shorter or turned" in sharp
    assert "Sit to stand 5 times." in other
    assert "do not hurt" in other
    assert "skipped" in skipped


def test_an_exhausted_carer_is_heard_and_told_honestly_who_knows() -> None:
    [line] = numbers(script("c09")["setup"])
    plan = replace(
        SMALL, contacts=(contact("Carers' Line", line, WEEKDAYS, "09:00 17:00", "carer"),)
    )
    talk = Conversation(plan, datetime(2027, 3, 10, 16, 0, tzinfo=HOME))

    heard, strain, rest, told = talk.play(
        "c09", "carer_support", "carer_support", "carer_support", "privacy"
    )

    assert "What is it like for you" in heard
    assert line in strain
    assert "both safe tonight" in strain
    assert "carer's assessment" in rest
    assert "cannot promise" in rest
    assert "seen by the support team" in told


def test_furniture_is_no_stroke_and_the_store_has_the_number() -> None:
    [store] = numbers(script("c15")["setup"])
    bed = Equipment(1, "bed", delivery="Delivered today.", supplier="the store", phone=store)
    talk = Conversation(replace(SMALL, equipment=(bed,)), datetime(2027, 3, 9, 11, 0, tzinfo=HOME))

    moving, swap, bye = talk.play("c15", "equipment", "who_to_contact", "thanks")

    assert "do not move heavy things on your own" in moving
    assert "999" not in moving
    assert store in swap
    assert "999" not in swap
    assert len(bye) < 80
