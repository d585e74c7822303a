"""Edna's plan and a way to ask about it; Edna is in no demo."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wayhome.content.replies import load_replies
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.topics import answer
from wayhome.plans.values import (
    Appointment,
    CareVisit,
    Contact,
    Equipment,
    Instruction,
    Medicine,
    Opening,
    Plan,
    WarningSign,
)

HOME = ZoneInfo("Europe/London")
#: A Thursday, at eleven in the morning.
NOW = datetime(2027, 3, 11, 11, 0, tzinfo=HOME)
REPLIES = load_replies(Path(__file__).resolve().parents[3] / "content" / "replies")
WEEKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))

PLAN = Plan(
    id=1,
    version=1,
    hospital="Lark Hill Hospital",
    reason="a broken ankle",
    discharged_on=date(2027, 3, 5),
    medicines=(
        Medicine(
            1, "Lisinopril", ("Zestril",), "blood pressure", "Take one 10mg tablet each morning.",
            ("morning",),
        ),
        Medicine(
            2, "Bumetanide", (), "getting rid of extra fluid", "Take one 1mg tablet each morning.",
            ("morning",), change="changed",
        ),
        Medicine(
            3, "Amitriptyline", (), "nerve pain", "Take one 10mg tablet at bedtime.", ("bedtime",),
        ),
        Medicine(4, "Diclofenac", change="stopped", note="It does not suit the kidneys."),
        Medicine(5, "Alendronic acid"),
    ),
    appointments=(
        Appointment(
            11, "plaster clinic", ("plaster room",), datetime(2027, 3, 8, 9, 0, tzinfo=HOME),
            "Lark Hill Hospital",
        ),
        Appointment(
            12, "ankle clinic", ("fracture clinic",), datetime(2027, 3, 18, 10, 40, tzinfo=HOME),
            "Clinic 9, Lark Hill Hospital", "Miss Osei", bring="the walking boot",
            phone="01632 960 701",
        ),
        Appointment(
            13, "bone scan", ("DEXA scan",), datetime(2027, 4, 2, 15, 0, tzinfo=HOME),
            prepare="Do not take calcium tablets that day.",
        ),
        Appointment(14, "falls class", phone="01632 960 702", note="They will ring with a date."),
    ),
    equipment=(
        Equipment(
            21, "commode", (), "Keep it by the bed.", "It came on Monday.", "Lark Hill store",
            "01632 960 703",
        ),
        Equipment(22, "crutches", delivery="Take them back to the plaster room when finished."),
    ),
    care_visits=(
        CareVisit(31, "a paid carer from Tern Care", "breakfast", "every day at 8am",
                  "01632 960 704"),
    ),
    instructions=(
        Instruction(41, "wound_care", "Keep the plaster dry.", ("plaster", "wet", "shower")),
        Instruction(42, "exercises", "Wiggle the toes 10 times an hour.", ("toes", "wiggle")),
        Instruction(43, "exercises", "Lift the leg straight 5 times, twice a day.", ("leg lift",)),
        Instruction(44, "food_and_drink", "Have milk or yoghurt every day.", ("milk", "yoghurt")),
        Instruction(45, "travel", "Do not fly for 4 weeks.", ("fly", "flying", "plane")),
    ),
    warning_signs=(
        WarningSign(51, "The toes turn blue, cold or numb", "Call 999"),
        WarningSign(52, "The plaster feels too tight", "Ring the plaster room"),
    ),
    contacts=(
        Contact(
            61, "plaster room", "01632 960 705", what_for="the plaster",
            asked_by=("plaster", "ankle", "dressing"),
            hours=(Opening(WEEKDAYS, time(8), time(16, 30)),),
        ),
        Contact(
            62, "night nurses", "01632 960 706", what_for="urgent nursing",
            asked_by=("night",),
            hours=(Opening(EVERY_DAY, time(20), time(8), bank_holidays=True),),
        ),
        Contact(63, "key worker", "01632 960 707", "Ola Brand", is_key_worker=True,
                hours=(Opening(WEEKDAYS, time(9), time(17)),)),
        Contact(64, "NHS 111", "111"),
    ),
)  # fmt: skip

SMALL = Plan(
    id=2, version=1, hospital="Lark Hill Hospital", reason="a fall", discharged_on=date(2027, 3, 9)
)


def ask(topic: str, text: str, plan: Plan | None = PLAN, **more: Any) -> Answer:  # noqa: ANN401 - any field
    """What Edna gets when she asks, on a Thursday at eleven unless `now` says otherwise."""
    fields: dict[str, Any] = {"now": NOW, "called": "Edna", "team_phone": "01632 960 700", **more}
    return answer(Asked(text=text, topic=topic, replies=REPLIES, plan=plan, **fields))


def said(topic: str, text: str, plan: Plan | None = PLAN, **more: Any) -> str:  # noqa: ANN401 - any field
    return "\n".join(ask(topic, text, plan, **more).texts)
