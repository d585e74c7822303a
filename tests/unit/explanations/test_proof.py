"""Whatever is changed in an explanation, the proof notices."""

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from wayhome.explanations import explain_dosages, explain_words
from wayhome.explanations.sources import doubts_about

UNITS = st.sampled_from(
    ["mg", "ug", "g", "mL", "tablet", "capsule", "puff", "drop", "unit", "patch"]
)
NUMBERS = st.one_of(
    st.integers(1, 2000).map(str), st.sampled_from(["0.5", "0.25", "2.5", "12.5", "0.75", "1.5"])
)
WHENS = st.sampled_from(["MORN", "EVE", "NIGHT", "HS", "AC", "PC", "CM", "CV", "WAKE", "NOON"])
DAYS = st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
PERIODS = st.sampled_from(["h", "d", "wk", "mo"])


def quantity(number: str, unit: str) -> dict[str, str]:
    return {"value": number, "unit": unit, "code": unit}


@st.composite
def dosages(draw: st.DrawFn) -> dict[str, Any]:
    unit = draw(UNITS)
    times = draw(st.integers(1, 6))
    repeat: dict[str, Any] = {
        "frequency": times, "period": draw(st.integers(1, 12)), "periodUnit": draw(PERIODS)
    }  # fmt: skip
    if draw(st.booleans()):
        repeat["frequencyMax"] = times + draw(st.integers(1, 3))
    if draw(st.booleans()):
        repeat["when"] = draw(st.lists(WHENS, min_size=1, max_size=2, unique=True))
    if draw(st.booleans()):
        repeat["dayOfWeek"] = draw(st.lists(DAYS, min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        repeat["boundsDuration"] = quantity(str(draw(st.integers(1, 60))), draw(PERIODS))
    if draw(st.booleans()):
        repeat["count"] = draw(st.integers(1, 30))
    if draw(st.booleans()):
        repeat["timeOfDay"] = [f"{draw(st.integers(0, 23)):02}:30:00"]
    made: dict[str, Any] = {
        "doseAndRate": [{"doseQuantity": quantity(draw(NUMBERS), unit)}],
        "timing": {"repeat": repeat},
    }
    if draw(st.booleans()):
        made["asNeededBoolean"] = True
    if draw(st.booleans()):
        made["maxDosePerPeriod"] = {
            "numerator": quantity(draw(NUMBERS), unit),
            "denominator": quantity("24", "h"),
        }
    if draw(st.booleans()):
        made["additionalInstruction"] = [{"text": "Do not chew it. Avoid milk."}]
    return made


@settings(deadline=None)  # other work on the machine proves nothing
@given(st.lists(dosages(), min_size=1, max_size=3))
def test_every_coded_dose_is_proven(made: list[dict[str, Any]]) -> None:
    steps = [{"sequence": number, **one} for number, one in enumerate(made)]
    told = explain_dosages(steps)
    assert told.doubts == ()
    assert told.proven


@settings(deadline=None)  # other work on the machine proves nothing
@given(dosages(), st.data())
def test_a_changed_number_is_noticed(made: dict[str, Any], data: st.DataObject) -> None:
    made["timing"]["repeat"].setdefault("timeOfDay", ["08:30:00"])  # always some number
    told = explain_dosages([made]).text
    numbers = list(re.finditer(r"\d+", told))
    one = data.draw(st.sampled_from(numbers))
    changed = told[: one.start()] + str(int(one[0]) + data.draw(st.integers(1, 9)))
    assert doubts_about("", [made], changed + told[one.end() :])


SWAPS = [
    ("micrograms", "mg"), ("mg", " micrograms"), ("mg", "ml"), ("grams", "mg"), ("units", "ml"),
    ("tablet", "capsule"), ("puff", "drop"), ("once", "twice"), ("twice", "once"),
    ("a day", "a week"),
    ("hours", "days"), ("days", "weeks"), ("before", "after"), ("after", "before"), ("not ", ""),
    ("Avoid", "Have"), ("morning", "evening"), ("half", "quarter of"), ("Monday", "Tuesday"),
    ("am", "pm"), ("Only do this when you need it.", ""),
]  # fmt: skip


def swapped(told: str, swap: tuple[str, str]) -> str:
    return re.sub(rf"(?<![a-z]){re.escape(swap[0])}(?!ications)", swap[1], told, count=1)


@settings(deadline=None)  # other work on the machine proves nothing
@given(dosages(), st.data())
def test_a_changed_unit_time_or_not_is_noticed(made: dict[str, Any], data: st.DataObject) -> None:
    made["additionalInstruction"] = [{"text": "Do not chew it. Avoid milk."}]  # always some "not"
    told = explain_dosages([made]).text
    swaps = [one for one in SWAPS if swapped(told, one) != told]
    changed = swapped(told, data.draw(st.sampled_from(swaps)))
    assert doubts_about("", [made], changed), (told, changed)


INSTRUCTIONS = st.sampled_from(
    ["Do not lift more than 5kg for 6/52", "Avoid driving for 2 weeks. Do not fly for 4 weeks.",
     "NBM from midnight", "Change dressing every 3/7 without soaking it", "FU clinic 2/52",
     "500mg TDS 5/7", "1-2 tabs QDS PRN max 8/24h"]
)  # fmt: skip


@settings(deadline=None)  # other work on the machine proves nothing
@given(INSTRUCTIONS, st.data())
def test_a_change_in_words_is_noticed(source: str, data: st.DataObject) -> None:
    told = explain_words(source)
    assert told.proven
    parts = list(re.finditer(r"\d+|\bnot\b|Avoid|without|Nothing|weeks|days", told.text))
    one = data.draw(st.sampled_from(parts))
    other = {"weeks": "days", "days": "weeks"}.get(one[0], "7" if one[0].isdigit() else "")
    changed = told.text[: one.start()] + other + told.text[one.end() :]
    assert doubts_about(source, [], changed), changed


def test_two_parallel_doses_cannot_be_swapped() -> None:
    steps = [
        {
            "sequence": 1,
            "doseAndRate": [{"doseQuantity": quantity(number, "tablet")}],
            "timing": {"repeat": {"when": [when]}},
        }
        for number, when in (("2", "MORN"), ("1", "EVE"))
    ]
    assert not doubts_about(
        "", steps, "Take 2 tablets in the morning. Also take 1 tablet in the evening."
    )
    assert doubts_about(
        "", steps, "Take 1 tablet in the morning. Also take 2 tablets in the evening."
    )


def test_a_bare_times_two_waits_for_a_person() -> None:
    told = explain_words("100 micrograms per puff X 2 twice a day Inhaled")

    assert told.doubts == ('No glossary explains "X 2".',)
    assert explain_words("1 tab PO BD x 5 days").proven
