"""Medicines: what they are for and how the plan says to take them; never a dose of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers.asked import Answer, Asked, HandOver, Spoken, spoken_of
from wayhome.plans.answers.follow_up import item_meant
from wayhome.plans.answers.medicine_questions import (
    OF_FOOD,
    Question,
    asks_about_food,
    question,
    times_of_day,
)
from wayhome.plans.answers.medicine_search import named, not_on_plan
from wayhome.plans.answers.paging import TWO_SEGMENTS, pages, pieces
from wayhome.plans.answers.passing_on import not_in_plan, offering, who_to_ask
from wayhome.plans.matching import says
from wayhome.plans.spoken import listed, sentence
from wayhome.plans.values import Medicine, Plan

KIND = "medicine"
#: What stands before a later part, besides the name.
_ROOM_FOR_A_PART = 12
_ABOUT = ("medicine", "medicines", "pharmacist", "pharmacy", "chemist", "tablets")


def answer(asked: Asked) -> Answer:
    plan = asked.plan
    if plan is None:
        return not_in_plan(asked, None, *_ABOUT)
    asks = question(asked.text)
    unlisted = not_on_plan(asked.text, plan.medicines)
    meant = named(asked.text, plan.medicines)
    if not meant and asks not in {Question.STOPPED, Question.CHANGED}:
        meant = _last(asked, plan)
    if len(meant) == 1:
        asks = _of_food(asked, asks, meant[0])
    if asks.wants_advice:
        return _for_a_professional(asked, asks, meant)
    if unlisted:
        return _not_listed(asked, plan, unlisted)
    if meant:
        return _one_or_more(asked, asks, meant)
    if not plan.medicines:
        return not_in_plan(asked, asked.say("subjects.medicines"), *_ABOUT)
    return _several(asked, asks, plan)


def _of_food(asked: Asked, asks: Question, medicine: Medicine) -> Question:
    """Whether it goes with a meal is the plan's to say, or else a pharmacist's."""
    if asks not in {Question.ADVICE, Question.HOW} or not asks_about_food(asked.text):
        return asks
    return Question.HOW if says(medicine.how_to_take or "", OF_FOOD) else Question.ADVICE


def _last(asked: Asked, plan: Plan) -> list[Medicine]:
    found = item_meant(asked, KIND, plan.medicines)
    return [found] if found else []


def _for_a_professional(asked: Asked, asks: Question, meant: Sequence[Medicine]) -> Answer:
    item = Spoken(KIND, meant[0].id) if len(meant) == 1 else None
    name = meant[0].name if len(meant) == 1 else None
    if asks in {Question.EXTRA, Question.RUN_OUT}:
        level = Level.URGENT if asks is Question.EXTRA else Level.CONCERN
        return Answer(
            texts=(asked.say(f"medicines.{asks}", name=name),),
            topic=asked.topic,
            item=item,
            hand_over=HandOver(level, HandoffReason.CONCERN_RAISED, f"medicine_{asks}"),
        )
    offered = offering(
        asked,
        f"medicines.{asks}",
        name=name,
        stopped=listed(one.name for one in meant if one.stopped) or None,
        unlisted=not_on_plan(asked.text, asked.plan.medicines if asked.plan else ()),
        contact=who_to_ask(asked, *_ABOUT),
    )
    return Answer(
        texts=offered.texts,
        topic=asked.topic,
        item=item,
        offers_to_pass_on=True,
        buttons=offered.buttons,
    )


def _not_listed(asked: Asked, plan: Plan, unlisted: str) -> Answer:
    current = [one.name for one in plan.medicines if not one.stopped]
    return offering(
        asked, "medicines.not_listed", name=unlisted, listed=listed(current) if current else None
    )


def _one_or_more(asked: Asked, asks: Question, meant: Sequence[Medicine]) -> Answer:
    if len(meant) > 1:
        return _list(asked, asked.say("medicines.several", count=len(meant)), meant)
    medicine = meant[0]
    if medicine.needs_person is not None:
        return _waits(asked, medicine)
    wanted = medicine.purpose if asks is Question.PURPOSE else medicine.how_to_take
    if not medicine.stopped and not wanted:
        key = "subjects.purpose" if asks is Question.PURPOSE else "subjects.how_to_take"
        silent = not_in_plan(asked, asked.say(key, name=medicine.name), *_ABOUT)
        return Answer(
            texts=silent.texts,
            topic=asked.topic,
            item=Spoken(KIND, medicine.id),
            offers_to_pass_on=True,
            buttons=silent.buttons,
        )
    return Answer(
        texts=_in_parts(asked, medicine, _about(asked, asks, medicine)),
        topic=asked.topic,
        item=Spoken(KIND, medicine.id),
    )


def _in_parts(asked: Asked, medicine: Medicine, told: str) -> tuple[str, ...]:
    """All of it now: nobody may stop reading at the first step of several."""
    first, *rest = pieces(told, TWO_SEGMENTS - len(medicine.name) - _ROOM_FOR_A_PART)
    return (
        first,
        *(
            asked.say("medicines.next_part", name=medicine.name, number=number, says=says_)
            for number, says_ in enumerate(rest, start=2)
        ),
    )


def _waits(asked: Asked, medicine: Medicine) -> Answer:
    """Its wording is nobody's yet: a person must confirm how it is taken."""
    offered = offering(
        asked, "medicines.waits", name=medicine.name, contact=who_to_ask(asked, *_ABOUT)
    )
    return replace(offered, item=Spoken(KIND, medicine.id))


def _about(asked: Asked, asks: Question, medicine: Medicine) -> str:
    note = sentence(medicine.note) if medicine.note else None
    if medicine.stopped:
        return asked.say("medicines.stopped", name=medicine.name, note=note)
    return asked.say(
        "medicines.purpose" if asks is Question.PURPOSE else "medicines.how_to_take",
        name=medicine.name,
        purpose=medicine.purpose,
        how_to_take=sentence(medicine.how_to_take) if medicine.how_to_take else None,
        new=medicine.change == "new",
        changed=medicine.change == "changed",
        note=note,
    )


def _several(asked: Asked, asks: Question, plan: Plan) -> Answer:
    current = [one for one in plan.medicines if not one.stopped]
    stopped = [one for one in plan.medicines if one.stopped]
    if asks is Question.STOPPED:
        ask = asked.say("medicines.check_old_ones")
        return _chosen(asked, stopped, "medicines.all_stopped", "medicines.none_stopped", ask)
    if asks is Question.CHANGED:
        changed = [one for one in current if one.change in {"new", "changed"}]
        return _chosen(asked, changed, "medicines.all_changed", "medicines.none_changed")
    times = times_of_day(asked.text)
    if times:
        at = [one for one in current if set(times) & set(one.times_of_day)]
        return _chosen(
            asked, at, "medicines.all_at", "medicines.none_at", when=_spoken_times(times)
        )
    if asks is Question.PURPOSE and says(asked.text, "one", "it", "that", "this"):
        names = listed(one.name for one in current) if current else None
        return Answer(texts=(asked.say("medicines.which", listed=names),), topic=asked.topic)
    heading = asked.say("medicines.all", count=len(current))
    lines = [asked.say("medicines.stopped_line", names=listed(one.name for one in stopped))]
    return _list(asked, heading, current, *(lines if stopped else ()))


def _spoken_times(times: Sequence[str]) -> str:
    return "night" if times == ("evening", "bedtime") else listed(times)


def _chosen(
    asked: Asked,
    chosen: Sequence[Medicine],
    key: str,
    none_key: str,
    *endings: str,
    **data: object,
) -> Answer:
    if not chosen:
        return Answer(texts=(asked.say(none_key, **data),), topic=asked.topic)
    return _list(asked, asked.say(key, count=len(chosen), **data), chosen, *endings)


def _list(asked: Asked, heading: str, chosen: Sequence[Medicine], *endings: str) -> Answer:
    lines = [
        asked.say(
            "medicines.line",
            name=one.name,
            how_to_take=sentence(one.how_to_take) if one.how_to_take and not one.stopped else None,
            purpose=one.purpose,
            stopped=one.stopped,
            waits=one.needs_person is not None,
        )
        for one in chosen
    ]
    text, more = pages(asked, heading, [*lines, *endings])
    item = spoken_of(KIND, chosen)
    return Answer(texts=(text,), more=more, topic=asked.topic, item=item)
