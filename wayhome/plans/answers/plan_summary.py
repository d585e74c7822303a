"""The plan in a few lines, and what there is to do today."""

from __future__ import annotations

from datetime import date

from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.instructions import asked_for, told
from wayhome.plans.answers.paging import pages
from wayhome.plans.answers.passing_on import not_in_plan, silent_on
from wayhome.plans.answers.subjects import subject_asked
from wayhome.plans.hour_asked import day_asked
from wayhome.plans.matching import says, words
from wayhome.plans.spoken import clock_time, contact, day, day_and_time, first_upper, listed
from wayhome.plans.values import CareVisit, Plan

_TODAY = "today|supposed to be doing|supposed to do|what do i do now|this morning|this afternoon"
_WRONG = "wrong|mistake|not right|incorrect|isnt right|isnt true|out of date|not true"
_IN_SHORT = (
    "plan|summary|in short|overview|remind me|go over|discharge sheet|discharge letter|everything|"
    "when did i come|how long have i been|which hospital|what ward|which ward|why was i|"
    "what was wrong|what happened to me|what happens now|what next|what now"
)
_SHORT = 4
_DATED = frozenset({"appointments", "care_at_home"})
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def answer(asked: Asked) -> Answer:
    plan = asked.plan
    if plan is None:
        return not_in_plan(asked, None)
    if says(asked.text, _WRONG):
        return _wrong(asked)
    chosen = asked_for(asked)
    if chosen:
        return told(asked, chosen)
    on = day_asked(asked.text, asked.now.date())
    if on is not None or says(asked.text, _TODAY):
        return _of_the_day(asked, plan, on or asked.now.date())
    names_nothing = len(words(asked.text)) <= _SHORT and subject_asked(asked.text) is None
    if says(asked.text, _IN_SHORT) or names_nothing:
        return _summary(asked, plan)
    return silent_on(asked, "that")


def _wrong(asked: Asked) -> Answer:
    silent = not_in_plan(asked, None)
    return Answer(
        texts=(asked.say("plan_summary.wrong"),),
        topic=asked.topic,
        offers_to_pass_on=True,
        buttons=silent.buttons,
    )


def _summary(asked: Asked, plan: Plan) -> Answer:
    upcoming = sorted(
        one.starts_at for one in plan.appointments if one.starts_at and one.starts_at > asked.now
    )
    key_worker = next((one for one in plan.contacts if one.is_key_worker), None)
    heading = asked.say(
        "plan_summary.heading",
        hospital=plan.hospital,
        reason=plan.reason.rstrip("."),
        home_since=day(plan.discharged_on, asked.now.date()),
    )
    counts = [
        ("plan_summary.medicines", sum(not one.stopped for one in plan.medicines)),
        ("plan_summary.equipment", len(plan.equipment)),
        ("plan_summary.care", len(plan.care_visits)),
    ]
    lines = [asked.say(key, count=count) for key, count in counts if count]
    if upcoming:
        when = first_upper(day_and_time(upcoming[0], asked.now))
        lines.append(asked.say("plan_summary.appointment", when=when))
    if key_worker:
        lines.append(first_upper(f"{contact(key_worker)}."))
    text, more = pages(asked, heading, [*lines, asked.say("plan_summary.ask")])
    return Answer(texts=(text,), more=more, topic=asked.topic)


def _of_the_day(asked: Asked, plan: Plan, on: date) -> Answer:
    today = asked.now.date()
    zone = asked.now.tzinfo
    appointments = [
        asked.say(
            "plan_summary.today_appointment", title=one.title, when=clock_time(at), place=one.place
        )
        for one in plan.appointments
        if one.starts_at and (at := one.starts_at.astimezone(zone)).date() == on
    ]
    visits = [
        asked.say("plan_summary.today_care", who=one.who, when=one.when)
        for one in plan.care_visits
        if _comes_on(one, on)
    ]
    lines = [*appointments, *visits, *_every_day(asked, plan)]
    if not lines:
        return _nothing_on(asked, plan, on)
    heading = asked.say("plan_summary.today_heading", day=day(on, today))
    text, more = pages(asked, heading, lines)
    return Answer(texts=(text,), more=more, topic=asked.topic)


def _nothing_on(asked: Asked, plan: Plan, on: date) -> Answer:
    """What waits for a person may be on any day, so that none is said to be free."""
    today = asked.now.date()
    if on == today or _DATED & plan.waiting:
        return silent_on(asked, "today" if on == today else "that")
    told = asked.say("plan_summary.nothing_on", day=day(on, today))
    return Answer(texts=(told,), topic=asked.topic)


def _every_day(asked: Asked, plan: Plan) -> list[str]:
    names = [one.name for one in plan.medicines if not one.stopped and not one.as_needed]
    medicines = [asked.say("plan_summary.today_medicines", names=listed(names))] if names else []
    exercises = [one.wording for one in plan.instructions if one.topic == "exercises"]
    return [*medicines, *([asked.say("plan_summary.today_exercises")] if exercises else [])]


def _comes_on(visit: CareVisit, on: date) -> bool:
    """Whether its written days have this one, or name none at all."""
    said = [name for name in _DAYS if says(visit.when, name)]
    if says(visit.when, "weekdays") or says(visit.when, "monday to friday"):
        return on.weekday() < _DAYS.index("saturday")
    if says(visit.when, "weekend"):
        return on.weekday() >= _DAYS.index("saturday")
    return not said or _DAYS[on.weekday()] in said
