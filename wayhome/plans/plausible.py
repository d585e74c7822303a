"""Days that a source gives and nobody can mean: a slip in the year is told, and not believed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from wayhome.models import SUPPORT_DAYS
from wayhome.plans.documents import PlanDocument, PlanDocumentError

#: The oldest person on record lived 122 years.
_OLDEST: Final = timedelta(days=122 * 366)
#: A summary may be written while the day is still planned.
_PLANNED_AHEAD: Final = timedelta(days=14)
#: Waiting lists are long, but no appointment that follows a stay is so far away.
_FARTHEST_APPOINTMENT: Final = timedelta(days=2 * 366)


def birth_doubt(born: date, today: date) -> str | None:
    if born > today:
        return f"{born} has not come yet, so it is no date of birth. Ask for the day."
    if today - born > _OLDEST:
        return f"Nobody born on {born} is alive. Ask for the day."
    return None


def discharge_doubt(discharged_on: date, today: date) -> str | None:
    """Why no plan begins with this day; a sentence without its end, for what to do about it."""
    if discharged_on > today + _PLANNED_AHEAD:
        return (
            f"the day of discharge is {discharged_on}, more than {_PLANNED_AHEAD.days} days from "
            "now. Check the year"
        )
    ended = discharged_on + timedelta(days=SUPPORT_DAYS)
    if ended < today:
        return (
            f"the person went home on {discharged_on}, so the {SUPPORT_DAYS} days of support ended "
            f"on {ended}. Nothing is imported for a plan that has ended"
        )
    return None


def appointment_doubt(day: date, today: date) -> str | None:
    if day <= today + _FARTHEST_APPOINTMENT:
        return None
    return f"It is on {day}, more than two years from now. Check the year."


def refuse_days(document: PlanDocument, where: str, today: date) -> None:
    """Raises PlanDocumentError where a day of a plan.yaml is one that nobody can mean."""
    person, plan = document.person, document.plan
    doubts = []
    if person.born_on and (doubt := birth_doubt(person.born_on, today)):
        doubts.append(f"person.born_on: {doubt}")
    if plan is not None and (doubt := discharge_doubt(plan.discharged_on, today)):
        doubts.append(f"plan.discharged_on: {doubt}; correct the day.")
    for number, one in enumerate(plan.appointments if plan else (), start=1):
        if one.starts_at and (doubt := appointment_doubt(one.starts_at.date(), today)):
            doubts.append(f"plan.appointments.{number}.starts_at: {doubt}")
    if doubts:
        raise PlanDocumentError(f"{where}: {' '.join(doubts)}")
