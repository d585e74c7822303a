"""Everybody is simulated once, in parts that depend on nothing but how many they are."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wayhome.bootstrap.simulation import Plan
from wayhome.bootstrap.simulation_run import parts_of


def plan(people: int) -> Plan:
    return Plan(seed=1, first=0, people=people, start=date(2026, 10, 1), days=44)


@given(people=st.integers(min_value=1, max_value=5000))
def test_everybody_is_in_one_part(people: int) -> None:
    parts = parts_of(plan(people))

    lived = [number for part in parts for number in range(part.first, part.first + part.people)]
    assert lived == list(range(people))


def test_a_thousand_people_are_two_parts_and_a_few_are_one() -> None:
    assert [part.people for part in parts_of(plan(1000))] == [500, 500]
    assert [part.people for part in parts_of(plan(10))] == [10]
