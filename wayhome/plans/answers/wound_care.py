"""Wounds and dressings: the plan's words, and who must look at what is getting worse."""

from __future__ import annotations

from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers import care_at_home
from wayhome.plans.answers.asked import Answer, Asked, HandOver
from wayhome.plans.answers.instructions import asked_for, told, under
from wayhome.plans.answers.passing_on import closed_contact, not_in_plan, silent_on, who_to_ask
from wayhome.plans.matching import says
from wayhome.plans.spoken import contact, opening_hours, sentence

ABOUT = ("wound", "dressing", "dressings", "stitches", "clips", "scar")
_NURSES = ("nurse", "nurses", "surgery", "GP")
WORSE = (
    "pus|puss|smell|smells|smelly|stinks|pong|yellow|green|cloudy|weeping|leaking|leaks|oozing|"
    "oozes|soaked|hot|open|opened|come apart|gap|split|burst|stitches come|stitches have come|"
    "more pain|more sore|sorer|bigger|spreading|tracks|worse|swollen|swelling|throbbing|black|"
    "bleeding|bled|fell out|fallen out|pulled"
)
_CHANGED = "red|redder|redness|pink|warm|sore|sore to touch|lump|lumpy|hard|bruise|bruised"
_WHO_COMES = "nurse|nobody|no one|noone|carer|they"
_ITCHES = "itch|itchy|itches|itching|scratch|tickles"
#: A question about what would matter is no report that it is so.
_SUPPOSING = (
    "what if|if it|say the|how would|what counts|how hot|what does|when should|it isnt|"
    "like to be prepared|when do|when will|stopped hours ago|cleared up"
)


def answer(asked: Asked) -> Answer:
    if says(asked.text, care_at_home.NOT_COME) and says(asked.text, _WHO_COMES):
        return care_at_home.answer(asked)
    if not says(asked.text, _SUPPOSING):
        if says(asked.text, WORSE):
            return _look_today(asked)
        if says(asked.text, _ITCHES):
            return _keep_an_eye(asked, "wound_care.itch")
        if says(asked.text, _CHANGED):
            return _keep_an_eye(asked, "wound_care.changed")
    chosen = asked_for(asked, "wound_care") or under(asked, "wound_care")
    if chosen:
        lines = [sentence(one.wording) for one in chosen]
        ask = asked.say("wound_care.ask", contact=_contact(asked))
        return told(asked, chosen, ask) if lines else not_in_plan(asked, None)
    return silent_on(asked, "wound_care", *ABOUT, *_NURSES)


def _look_today(asked: Asked) -> Answer:
    shut = closed_contact(asked, *ABOUT) or closed_contact(asked, *_NURSES)
    text = asked.say(
        "wound_care.worse",
        contact=_contact(asked),
        shut=contact(shut) if shut else None,
        hours=opening_hours(shut.hours) if shut else None,
    )
    return Answer(
        texts=(text,),
        topic=asked.topic,
        hand_over=HandOver(Level.CONCERN, HandoffReason.CONCERN_RAISED, "wound_care"),
    )


def _keep_an_eye(asked: Asked, key: str) -> Answer:
    return Answer(texts=(asked.say(key, contact=_contact(asked)),), topic=asked.topic)


def _contact(asked: Asked) -> str | None:
    return who_to_ask(asked, *ABOUT) or who_to_ask(asked, *_NURSES)
