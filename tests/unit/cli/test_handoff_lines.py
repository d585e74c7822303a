from datetime import timedelta

import pytest

from tests.conftest import TUESDAY_MORNING
from wayhome.cli.handoff_lines import Shown
from wayhome.handoffs.queue import Waiting
from wayhome.levels import Level
from wayhome.models import Handoff, HandoffReason, Message, Person
from wayhome.people.safe_to_text import SAFEGUARDING

LEAD = "Lee Lead, 01632 960 555"


def shown(category: str | None, *, late: bool = False) -> Shown:
    handoff = Handoff(
        id=7,
        level=Level.URGENT,
        reason=HandoffReason.CONCERN_RAISED,
        category=category,
        opened_at=TUESDAY_MORNING,
        due_at=TUESDAY_MORNING + timedelta(hours=7),
    )
    row = Waiting(
        handoff=handoff,
        person=Person(name="Ann", timezone="Europe/London"),
        message=Message(text="some words"),
        contact_point=None,
        claimed_by=None,
    )
    return Shown(row, LEAD, TUESDAY_MORNING + timedelta(hours=8 if late else 1))


@pytest.mark.parametrize("category", sorted(SAFEGUARDING))
def test_harm_by_somebody_names_the_safeguarding_lead(category: str) -> None:
    assert f"TELL {LEAD}" in shown(category).line
    assert shown(category).fields["tell"] == LEAD


def test_no_other_handoff_names_the_lead() -> None:
    assert LEAD not in shown("fall").line
    assert shown("fall").fields["tell"] is None


def test_a_check_in_whose_words_failed_says_what_to_do_of_which() -> None:
    failed = shown("words_failed")
    failed.row.handoff.rule = "six_weeks/day_3"

    assert "DO: ring them in place of six_weeks/day_3" in failed.line
    assert "ring them" in str(failed.fields["do"])
    assert shown("fall").fields["do"] is None


def test_the_due_time_is_shown_and_so_is_that_it_has_passed() -> None:
    assert "due Tue 24 Nov 17:00" in shown("fall").line
    assert shown("fall").fields["overdue"] is False
    assert "OVERDUE since Tue 24 Nov 17:00" in shown("fall", late=True).line
    assert shown("fall", late=True).fields["overdue"] is True
