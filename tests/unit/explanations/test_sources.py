"""Doses as hospitals code them, and how a grandmother is told."""

from typing import Any

import pytest

from wayhome.explanations import explain_dosages, explain_words
from wayhome.explanations.sources import doubts_about

DAILY = {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}


def dose(number: object, unit: str, **more: object) -> dict[str, Any]:
    return {"doseAndRate": [{"doseQuantity": {"value": number, "unit": unit}}], **more}


def often(times: int, **more: object) -> dict[str, Any]:
    return {"timing": {"repeat": {"frequency": times, "period": 1, "periodUnit": "d", **more}}}


def route(display: str) -> dict[str, Any]:
    return {"route": {"coding": [{"display": display}]}}


@pytest.mark.parametrize(
    ("dosage", "plain"),
    [
        (dose(1, "tablet", **often(3), **route("Oral")), "Take 1 tablet by mouth, 3 times a day."),
        (dose("0.5", "tablet", timing=DAILY), "Take half a tablet, once a day."),
        (dose(100, "ug", timing=DAILY), "Take 100 micrograms, once a day."),
        (dose(2, "puff", **often(2)), "Breathe in 2 puffs, twice a day."),
        (
            dose(1, "tablet", **often(1, when=["HS"], offset=60)),
            "Take 1 tablet, once a day, 1 hour before bed.",
        ),
        (
            dose(1, "tablet", **often(1, timeOfDay=["08:00:00", "20:30:00"])),
            "Take 1 tablet, once a day, at 8am and 8:30pm.",
        ),
        (
            dose(1, "drop", site={"text": "Left eye"}, timing=DAILY),
            "Put 1 drop in the left eye, once a day.",
        ),
        (
            dose(1, "patch", timing={"repeat": {"frequency": 1, "period": 72, "periodUnit": "h"}}),
            "Stick on 1 patch, every 72 hours.",
        ),
        (
            dose(
                1, "patch", **route("Transdermal"),
                timing={"repeat": {"frequency": 1, "period": 72, "periodUnit": "h"}},
            ),
            "Stick on 1 patch, every 72 hours.",
        ),
        (
            dose(16, "unit", **often(2), **route("Subcutaneous")),
            "Have 16 units by injection under the skin, twice a day.",
        ),
        (
            dose(1, "tablet", **often(1, boundsRange={
                "low": {"value": 2, "code": "wk"}, "high": {"value": 3, "code": "wk"}})),
            "Take 1 tablet, once a day, for 2 to 3 weeks.",
        ),
        (
            dose(5, "ml", timing=DAILY, maxDosePerAdministration={"value": 10, "unit": "ml"}),
            "Take 5ml, once a day. Do not take more than 10ml at a time.",
        ),
    ],
)  # fmt: skip
def test_a_coded_dose_is_told_plainly_and_proven(dosage: dict[str, Any], plain: str) -> None:
    told = explain_dosages([dosage])
    assert (told.text, told.doubts) == (plain, ())
    assert told.proven


def test_steps_follow_each_other_and_parallel_doses_go_together() -> None:
    steps = [
        {"sequence": 1, **dose(2, "tablet", **often(1, when=["MORN"]))},
        {"sequence": 1, **dose(1, "tablet", **often(1, when=["EVE"]))},
        {"sequence": 2, **dose(1, "tablet", timing=DAILY)},
    ]
    told = explain_dosages(steps)
    assert told.text == (
        "Take 2 tablets, once a day, in the morning. Also take 1 tablet, once a day, in the "
        "evening. Then take 1 tablet, once a day."
    )
    assert told.proven


def test_insulin_without_a_sure_dose_names_the_nurse_and_waits_for_a_person() -> None:
    told = explain_dosages([{"text": "SC QID", **often(4)}], medicine="Sliding scale insulin")
    assert "as your nurse told you" in told.text
    assert not any(letter.isdigit() for letter in told.text)
    assert not told.proven


def test_a_text_that_contradicts_its_codes_waits_for_a_person() -> None:
    assert not explain_dosages([dose(10, "mg", text="5-10mg PO daily", timing=DAILY)]).proven
    assert not explain_dosages([dose(125, "mg", text="875/125mg PO BID", **often(2))]).proven
    assert explain_dosages([dose(500, "mg", text="500mg PO Q6H", **often(4))]).proven


def test_a_dose_without_a_unit_waits_for_a_person() -> None:
    assert not explain_dosages(
        [{"doseAndRate": [{"doseQuantity": {"value": 2}}], "timing": DAILY}]
    ).proven


@pytest.mark.parametrize("odd", [[], [{}], [{"timing": None}], [{"route": [1], "text": "x"}]])
def test_what_is_empty_or_odd_waits_for_a_person(odd: list[dict[str, Any]]) -> None:
    assert not explain_dosages(odd).proven


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("1 tab PO BD PRN",
         "Take 1 tablet by mouth, twice a day. Only do this when you need it."),
        ("500mg TDS 5/7", "Take 500mg, 3 times a day, for 5 days."),
        ("10mg ON", "Take 10mg, at night."),
        ("5mg - 10mg nocte", "Take 5 to 10mg, at night."),
        ("FU clinic 2/52", "Follow-up clinic in 2 weeks."),
        ("NBM from midnight", "Nothing by mouth from midnight."),
        ("#NOF", "Broken hip (hip fracture)."),
        ("TTO", "Medicines to take home."),
        ("Do not drive for 6/52", "Do not drive for 6 weeks."),
        ("40mg SC OD", "Have 40mg by injection under the skin, once a day."),
        ("T2DM, HTN", "Type 2 diabetes, high blood pressure (hypertension)."),
    ],
)  # fmt: skip
def test_shorthand_is_spelled_out(written: str, plain: str) -> None:
    told = explain_words(written)
    assert (told.text, told.doubts) == (plain, ())


def test_shorthand_that_no_glossary_knows_waits_for_a_person() -> None:
    assert not explain_words("R/O PQX with ZZT").proven


@pytest.mark.parametrize("heading", ["ADVICE GIVEN: ", "Discharge instructions: "])
def test_a_heading_is_left_out_of_what_is_said_and_stays_in_the_source(heading: str) -> None:
    found = explain_words(f"{heading}Keep the wound dry.")

    assert found.proven
    assert found.text == "Keep the wound dry."
    assert found.source.startswith(heading.strip())


@pytest.mark.parametrize("words", ["WARFARIN: as your nurse told you", "ADVICE GIVEN:"])
def test_what_is_no_heading_stays(words: str) -> None:
    assert words.partition(":")[0].lower() in explain_words(words).text.lower()


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (
            "Weigh yourself every morning; ring us if your weight rises >2 kg in 3 days.",
            "Weigh yourself every morning. Ring us if your weight rises more than 2 kg in 3 days.",
        ),
        ("Call us about fever; cough; pain.", "Call us about fever; cough; pain."),
        ("Limit salt to <6 g/day.", "Limit salt to less than 6 g a day."),
        (
            "Do not stop early without consulting your doctor.",
            "Do not stop early without asking your doctor.",
        ),
        ("Maintain adequate hydration.", "Maintain enough to drink."),
    ],
)
def test_words_of_a_hospital_are_taken_apart_and_still_proven(source: str, plain: str) -> None:
    told = explain_words(source)

    assert told.text == plain
    assert told.proven


def test_a_not_goes_with_the_whole_of_its_word() -> None:
    told = explain_words("Do not stop early without asking a nurse.")

    assert told.proven
    assert doubts_about("Do not stop without asking a nurse.", [], "Do not stop, ask a nurse.")
