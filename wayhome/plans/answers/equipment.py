"""Equipment: what there is, when it comes, how to use it, and who to ring about it."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.plans import spoken
from wayhome.plans.answers.asked import (
    OFFER_BUTTONS,
    SEVERAL,
    Answer,
    Asked,
    Spoken,
    spoken_of,
)
from wayhome.plans.answers.follow_up import item_meant, points_back
from wayhome.plans.answers.paging import pages
from wayhome.plans.answers.passing_on import not_in_plan, offering, silent_on, who_to_ask
from wayhome.plans.matching import find, says
from wayhome.plans.spoken import sentence
from wayhome.plans.values import Equipment

KIND = "equipment"
_ABOUT = ("equipment", "delivery", "aids", "loan", "wheelchair service", "occupational therapist")
HEAVY = "move|moving|shift|shifting|lift|lifting|push|pushing|drag|dragging|carry|furniture"
LARGE = "bed|drawers|wardrobe|sofa|settee|table|mattress|furniture|chair|cupboard"
_TROUBLE = (
    "ring|call|phone|number|contact|swap|broke|broken|fix|mend|repair|stuck|wrong|wobble|wobbly|"
    "wobbles|loose|return|give back|go back|take back|collect|finished with|too high|too low|"
    "too big|too small|not working|isnt working|doesnt work|stopped working|beeping|leak|leaking|"
    "not come|hasnt come|never came|didnt come|not turned up|late|missing|replace|change it|"
    "who do i|adjust|unscrew|clicks|height"
)
_ALL = "equipment|list|all|everything|aids|gadgets|what have i|what did i|what am i getting|kit"
_DELIVERY = "when|deliver|delivered|delivery|coming|arrive|arriving|due|come"
_USE = "how|use|work|what is it for|whats it for|what for|do with|put it|which way|for"


def answer(asked: Asked) -> Answer:
    everything = asked.plan.equipment if asked.plan else ()
    meant = _meant(asked, everything)
    if says(asked.text, HEAVY) and says(asked.text, LARGE):
        return _heavy(asked, meant or everything)
    if not everything:
        return silent_on(asked, "equipment", *_ABOUT)
    if len(meant) == 1:
        return _about(asked, meant[0])
    points_at_all = asked.last_item == Spoken(KIND, SEVERAL) and points_back(asked.text)
    if meant or points_at_all or says(asked.text, _ALL):
        return _list(asked, meant or everything)
    if says(asked.text, "ring|call|phone|number|contact"):
        return _who_to_ring(asked, everything)
    return _not_on_plan(asked, everything)


def _meant(asked: Asked, everything: Sequence[Equipment]) -> list[Equipment]:
    matches = find(asked.text, everything, lambda one: (one.name, *one.other_names))
    if matches:
        return [match.item for match in matches]
    last = item_meant(asked, KIND, everything)
    return [last] if last else []


def _heavy(asked: Asked, chosen: Sequence[Equipment]) -> Answer:
    one = next((one for one in chosen if one.phone), None)
    text = asked.say(
        "equipment.heavy",
        supplier=one and (one.supplier or asked.say("subjects.supplier")),
        phone=one and one.phone,
    )
    return Answer(texts=(text,), topic=asked.topic, item=Spoken(KIND, one.id) if one else None)


def _not_on_plan(asked: Asked, everything: Sequence[Equipment]) -> Answer:
    """A thing that the plan does not name: its store may know of it all the same."""
    one = next((one for one in everything if one.phone), None)
    if one is None:
        return silent_on(asked, "that_equipment", *_ABOUT)
    subject = asked.say("subjects.that_equipment")
    supplier = one.supplier or asked.say("subjects.supplier")
    return offering(
        asked, "equipment.does_not_say", subject=subject, supplier=supplier, phone=one.phone
    )


def _about(asked: Asked, one: Equipment) -> Answer:
    if says(asked.text, _TROUBLE):
        return _who_to_ring(asked, [one])
    if says(asked.text, _DELIVERY):
        return _detail(asked, one, "delivery", one.delivery)
    if says(asked.text, _USE):
        return _detail(asked, one, "use", one.use)
    return _detail(asked, one, "about", one.use or one.delivery)


def _detail(asked: Asked, one: Equipment, detail: str, told: str | None) -> Answer:
    if told is None:
        subject = asked.say(f"subjects.equipment_{detail}", name=one.name)
        silent = not_in_plan(asked, subject, *_ABOUT)
        text = asked.say(
            "equipment.does_not_say",
            subject=subject,
            supplier=one.supplier or asked.say("subjects.supplier"),
            phone=one.phone,
        )
        return Answer(
            texts=(text,) if one.phone else silent.texts,
            topic=asked.topic,
            item=Spoken(KIND, one.id),
            offers_to_pass_on=True,
            buttons=OFFER_BUTTONS,
        )
    text = asked.say(
        f"equipment.{detail}",
        name=one.name,
        use=one.use and sentence(one.use),
        delivery=one.delivery and sentence(one.delivery),
        supplier=one.supplier,
        phone=one.phone,
    )
    return Answer(texts=(text,), topic=asked.topic, item=Spoken(KIND, one.id))


def _who_to_ring(asked: Asked, chosen: Sequence[Equipment]) -> Answer:
    numbers = {one.phone: one for one in chosen if one.phone}
    item = spoken_of(KIND, chosen)
    if len(numbers) > 1:
        return _list(asked, [one for one in chosen if one.phone])
    one = next(iter(numbers.values()), None)
    contact = who_to_ask(asked, *_ABOUT)
    if one is None and contact is None:
        return not_in_plan(asked, asked.say("subjects.equipment_phone"), *_ABOUT)
    text = asked.say(
        "equipment.who_to_ring",
        name=chosen[0].name if len(chosen) == 1 else None,
        supplier=one and (one.supplier or asked.say("subjects.supplier")),
        phone=one and one.phone,
        contact=contact,
    )
    return Answer(texts=(text,), topic=asked.topic, item=item)


def _list(asked: Asked, chosen: Sequence[Equipment]) -> Answer:
    lines = [
        asked.say(
            "equipment.line",
            name=spoken.first_upper(one.name),
            delivery=one.delivery and sentence(one.delivery),
            supplier=one.supplier or (one.phone and asked.say("subjects.supplier")),
            phone=one.phone,
        )
        for one in chosen
    ]
    text, more = pages(asked, asked.say("equipment.all", count=len(chosen)), lines)
    item = spoken_of(KIND, chosen)
    return Answer(texts=(text,), more=more, topic=asked.topic, item=item)
