"""`channels.sms_codes`: what each Twilio error number means for us."""

from datetime import timedelta

import pytest

from channels.sms_codes import TWILIO_CODES, problem_for
from channels.text import Encoding, segments


@pytest.mark.parametrize("code", ["21211", "21610", "21614", "21635", "30005", "30006"])
def test_an_address_that_cannot_be_reached_is_dead(code: str) -> None:
    problem = problem_for(code)

    assert problem.address_is_dead
    assert problem.needs_person
    assert not problem.retryable


def test_a_phone_that_is_off_is_tried_after_1_and_4_hours_and_a_day() -> None:
    waits = [wait / timedelta(hours=1) for wait in problem_for(30003).retry_waits]

    assert waits == [1, 4, 24]


def test_a_carrier_fault_is_tried_once_more() -> None:
    assert len(problem_for("30008").retry_waits) == 1


def test_too_many_requests_slow_down_whoever_says_so() -> None:
    assert problem_for("20429").retryable
    assert problem_for(None, 429).retryable


@pytest.mark.parametrize("code", [None, "99999", 12345])
def test_what_is_not_listed_is_a_task_for_a_person(code: str | int | None) -> None:
    problem = problem_for(code)

    assert problem.needs_person
    assert not problem.retryable
    assert not problem.address_is_dead


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_refusal_without_a_number_is_about_our_settings(status: int) -> None:
    assert "settings" in problem_for(None, status).for_staff


def test_a_problem_keeps_its_code() -> None:
    assert problem_for(21610).code == "21610"


@pytest.mark.parametrize("code", TWILIO_CODES)
def test_every_code_leads_somewhere_in_plain_words(code: str) -> None:
    problem = problem_for(code)

    assert problem.retryable or problem.needs_person
    assert problem.for_staff.endswith(".")
    assert segments(problem.for_staff).encoding is Encoding.GSM_7
