"""Care at home: who comes, when, what for, and what to do when nobody came."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers.asked import Answer, Asked, HandOver, Spoken, spoken_of
from wayhome.plans.answers.follow_up import item_meant
from wayhome.plans.answers.paging import pages
from wayhome.plans.answers.passing_on import not_in_plan, who_to_ask
from wayhome.plans.matching import find, says
from wayhome.plans.spoken import sentence
from wayhome.plans.values import CareVisit

KIND = "care_visit"
_ABOUT = ("care at home", "carers", "paid carers", "care agency", "care", "reablement")
NOT_COME = (
    "not been|hasnt been|havent been|not come|hasnt come|havent come|didnt come|never came|"
    "never come|not turned up|hasnt turned up|havent turned up|didnt turn up|didnt show|no show|"
    "not arrived|hasnt arrived|nobody came|no one came|noone came|nobodys been|noones been|"
    "no ones been|nobody been|nobody has|no one has|still waiting|missed us|missed me|late|"
    "didnt arrive|no sign"
)


def answer(asked: Asked) -> Answer:
    visits = asked.plan.care_visits if asked.plan else ()
    meant = _meant(asked, visits)
    if asked.plan and says(asked.text, NOT_COME):
        return _nobody_came(asked, meant or visits)
    if not visits:
        return not_in_plan(asked, asked.say("subjects.care"), *_ABOUT)
    chosen = meant or visits
    lines = [
        asked.say(
            "care_at_home.line",
            who=one.who[:1].upper() + one.who[1:],
            what_for=one.what_for,
            when=one.when,
            phone=one.phone,
            note=one.note and sentence(one.note),
        )
        for one in chosen
    ]
    text, more = pages(asked, asked.say("care_at_home.all"), lines)
    item = spoken_of(KIND, chosen)
    return Answer(texts=(text,), more=more, topic=asked.topic, item=item)


def _meant(asked: Asked, visits: Sequence[CareVisit]) -> list[CareVisit]:
    matches = find(asked.text, visits, lambda one: (one.who, one.what_for))
    if matches:
        return [match.item for match in matches]
    last = item_meant(asked, KIND, visits)
    return [last] if last else []


def _nobody_came(asked: Asked, visits: Sequence[CareVisit]) -> Answer:
    one = next((one for one in visits if one.phone), None)
    text = asked.say(
        "care_at_home.nobody_came",
        who=one and one.who,
        phone=one and one.phone,
        contact=None if one else who_to_ask(asked, *_ABOUT),
    )
    return Answer(
        texts=(text,),
        topic=asked.topic,
        item=Spoken(KIND, one.id) if one else None,
        hand_over=HandOver(Level.CONCERN, HandoffReason.CONCERN_RAISED, "care_did_not_come"),
    )
