"""What changed in a plan: told once by the service, asked for at any time, never advised on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wayhome.plans import spoken, values
from wayhome.plans.answers import medicines
from wayhome.plans.answers.asked import OFFER_BUTTONS, Answer, Asked, Spoken
from wayhome.plans.answers.paging import pages
from wayhome.plans.answers.passing_on import offering
from wayhome.plans.changes import Change, How, changes
from wayhome.plans.matching import says
from wayhome.plans.spoken import sentence

TOPIC = "plan_changes"
_OF_MEDICINES = "tablet|medicine|medication|meds|pill|inhaler|dose"
TEACH_BACK = "teach_back"
ASKS_WHAT_CHANGED = (
    "whats different|what is different|anything different|what changed|whats changed|"
    "what has changed|has anything changed|anything changed|what have you changed|"
    "what have they changed|any changes|what are the changes|the changes|has my plan changed|"
    "has the plan changed|plan changed|whats new on|anything new|whats altered"
)


def told(asked: Asked, found: Sequence[Change]) -> Answer:
    """What the service says of its own accord; a question follows a single thing to do."""
    only_explained = all(one.how is How.EXPLAINED for one in found)
    heading = "changes.explained_heading" if only_explained else "changes.heading"
    return _list(asked, asked.say(heading), found, asks_back=True)


def answer(asked: Asked) -> Answer:
    if asked.plan is None or asked.earlier is None:
        if asked.plan is not None and says(asked.text, _OF_MEDICINES):
            return medicines.answer(replace(asked, topic="medicines"))
        return offering(asked, "changes.none")
    found = changes(asked.earlier, asked.plan)
    if not found:
        return offering(asked, "changes.none")
    return _list(asked, asked.say("changes.asked_heading"), found, asks_back=False)


def needs_a_person(found: Sequence[Change]) -> bool:
    return any(one.item.needs_person for one in found)


def _list(asked: Asked, heading: str, found: Sequence[Change], *, asks_back: bool) -> Answer:
    said = [one for one in found if not one.item.needs_person]
    lines = [_line(asked, one) for one in said]
    if len(said) < len(found):
        lines.append(asked.say("changes.person_explains"))
    to_do = _to_do(said) if asks_back else None
    lines.append(_teach_back(asked, to_do) if to_do else asked.say("changes.ask_me"))
    text, more = pages(asked, heading, lines)
    return Answer(
        texts=(text,),
        more=more,
        topic=TEACH_BACK if to_do and not more else TOPIC,
        item=Spoken(said[0].kind, said[0].item.id) if len(said) == 1 or to_do else None,
    )


def _to_do(said: Sequence[Change]) -> Change | None:
    """The first thing that the person does differently from now on, where the list is short."""
    asked_back = {How.NEW, How.CHANGED, How.EXPLAINED}
    found = [one for one in said if one.how in asked_back and one.kind in _TAUGHT]
    found = [one for one in found if not _is_stopped(one)]
    return found[0] if found and found[0] is said[0] else None


_TAUGHT = frozenset({"medicine", "instruction"})


def _teach_back(asked: Asked, one: Change) -> str:
    return asked.say(f"changes.teach_back_{one.kind}", name=getattr(one.item, "name", None))


def _line(asked: Asked, change: Change) -> str:
    how = How.STOPPED if _is_stopped(change) else change.how
    return asked.say(f"changes.{change.kind}_{how}", **_data(asked, change.item))


def _is_stopped(change: Change) -> bool:
    return isinstance(change.item, values.Medicine) and change.item.stopped


def _data(asked: Asked, item: values.Item) -> dict[str, object]:
    if isinstance(item, values.Appointment):
        return {
            "title": item.title,
            "when": spoken.day_and_time(item.starts_at, asked.now) if item.starts_at else None,
            "place": item.place,
            "phone": item.phone,
            **{name: _ended(getattr(item, name)) for name in _SENTENCES["appointment"]},
        }
    if isinstance(item, values.Contact):
        return {"contact": spoken.first_upper(spoken.contact(item))}
    if isinstance(item, values.CareVisit):
        return {"who": item.who, "when": item.when}
    if isinstance(item, values.WarningSign):
        return {"wording": item.wording.rstrip("."), "what": sentence(item.what_to_do)}
    if isinstance(item, values.Instruction | values.Goal | values.Unsorted):
        return {"title": getattr(item, "title", ""), "wording": _ended(item.wording)}
    names = _SENTENCES["medicine"] if isinstance(item, values.Medicine) else ("use", "delivery")
    return {
        "name": getattr(item, "name", ""),
        "purpose": getattr(item, "purpose", None),
        **{name: _ended(getattr(item, name, None)) for name in names},
    }


_SENTENCES = {
    "appointment": ("bring", "prepare", "transport", "note"),
    "medicine": ("how_to_take", "note"),
}


def _ended(text: str | None) -> str | None:
    return sentence(text) if text else None


def teach_back(asked: Asked) -> Answer:
    """Never judged right: the plan's words again, and a person where they did not come across."""
    item = _taught(asked)
    if item is None:
        return offering(asked, "changes.none")
    wording = item.how_to_take if isinstance(item, values.Medicine) else item.wording
    fits = bool(wording) and _fits(asked.text, wording or "")
    text = asked.say(
        "changes.teach_back_fits" if fits else "changes.teach_back_unclear",
        wording=sentence(wording or ""),
    )
    return Answer(
        texts=(text,),
        topic=TOPIC,
        item=asked.last_item,
        offers_to_pass_on=not fits,
        buttons=() if fits else OFFER_BUTTONS,
    )


def _taught(asked: Asked) -> values.Medicine | values.Instruction | None:
    last, plan = asked.last_item, asked.plan
    if last is None or plan is None:
        return None
    items = plan.medicines if last.kind == "medicine" else plan.instructions
    return next((one for one in items if one.id == last.id), None)


#: Parts of the day and measures that an answer may name, each with what means the same.
_MEANINGS = (
    "morning|mornings|breakfast|am|first thing|get up|wake up",
    "midday|lunch|lunchtime|noon|dinner time|afternoon",
    "evening|teatime|tea time|tea|pm",
    "bedtime|night|bed|go to bed|nights",
    "once|one|1",
    "twice|two|2",
    "three|3",
    "four|4",
    "with food|after food|with a meal|with meals|with my food",
    "empty stomach|before food|before meals|before i eat|before eating",
    "not|dont|stop|never|no",
)


def _fits(text: str, wording: str) -> bool:
    """Whether each part of the day and each count that the answer names is the plan's as well."""
    named = [one for one in _MEANINGS if says(text, one)]
    return bool(named) and all(says(wording, one) for one in named)
