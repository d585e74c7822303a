"""When two names mean one medicine, and when they must not."""

from dataclasses import replace

import pytest

from tests.unit.plans.edna import SMALL, ask
from wayhome.plans.changes import How, changes
from wayhome.plans.medicine_names import bare_name, may_be_one
from wayhome.plans.values import Medicine, Plan


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Omeprazole 20mg gastro-resistant capsules", "omeprazole"),
        ("Paracetamol 120mg/5ml oral suspension paediatric sugar free", "paracetamol"),
        ("Co-codamol 8mg/500mg tablets", "co-codamol"),
        ("Salbutamol inhaler", "salbutamol"),
        ("Adcal-D3 tablets", "adcal-d3"),
        ("Insulin glargine", "insulin glargine"),
        ("Ferrous sulfate (iron)", "ferrous sulfate"),
        ("30mg", "30mg"),
    ],
)
def test_a_name_without_strength_and_form(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    ("name", "other", "one"),
    [
        ("Codeine", "codeine 30mg tablets", True),
        ("Codeine 30mg tablets", "Codeine 30mg tablets", True),
        ("Morphine 10mg tablets", "Morphine 10mg/5ml oral solution", False),
        ("Furosemide 40mg tablets", "Furosemide 20mg tablets", False),
        ("Insulin glargine", "Insulin lispro", False),
    ],
)
def test_names_that_may_mean_one_medicine(name: str, other: str, *, one: bool) -> None:
    assert may_be_one(name, other) is one
    assert may_be_one(other, name) is one


def plan(*medicines: Medicine) -> Plan:
    return replace(SMALL, medicines=medicines)


def test_a_medicine_that_now_has_its_strength_in_the_name_is_no_new_one() -> None:
    before = plan(Medicine(1, "Codeine", (), None, "Take 1 tablet."))
    after = plan(Medicine(2, "Codeine 30mg tablets", (), None, "Take 2 tablets."))

    (one,) = changes(before, after)

    assert (one.how, one.item) == (How.CHANGED, after.medicines[0])


def test_of_two_that_it_could_be_neither_is_taken_for_it() -> None:
    before = plan(Medicine(1, "Morphine 10mg tablets"), Medicine(2, "Morphine 5mg tablets"))
    after = plan(Medicine(3, "Morphine"))

    assert [one.how for one in changes(before, after)] == [How.NEW, How.GONE, How.GONE]


@pytest.mark.parametrize(
    "text", ["wots the omeprazole for", "omeprazol?", "what are the omeprazole capsules for"]
)
def test_a_long_name_is_asked_for_by_its_first_word(text: str) -> None:
    own = plan(
        Medicine(1, "Omeprazole 20mg gastro-resistant capsules", (), "the stomach", "Take 1."),
        Medicine(2, "Paracetamol 500mg soluble tablets", (), "pain", "Take 2."),
    )

    assert ask("medicines", text, own).item is not None
    assert "the stomach" in ask("medicines", text, own).texts[0]


def test_a_short_name_with_a_strength_is_found_through_a_slip() -> None:
    own = plan(Medicine(1, "Senna 7.5mg tablets", (), "constipation", "Take 2 tablets."))

    told = ask("medicines", "wots the sena for", own).texts[0]

    assert "Senna 7.5mg tablets is for constipation." in told
