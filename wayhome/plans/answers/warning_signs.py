"""Warning signs: the plan's own list, and what it says to do about each."""

from __future__ import annotations

from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.paging import pages
from wayhome.plans.answers.passing_on import not_in_plan
from wayhome.plans.spoken import sentence


def answer(asked: Asked) -> Answer:
    if asked.plan is None or not asked.plan.warning_signs:
        silent = not_in_plan(asked, asked.say("subjects.warning_signs"))
        return Answer(
            texts=(*silent.texts, asked.say("warning_signs.always")),
            topic=asked.topic,
            offers_to_pass_on=True,
            buttons=silent.buttons,
        )
    lines = [
        asked.say(
            "warning_signs.line", wording=one.wording.rstrip("."), what=sentence(one.what_to_do)
        )
        for one in asked.plan.warning_signs
    ]
    text, more = pages(
        asked, asked.say("warning_signs.all"), [*lines, asked.say("warning_signs.always")]
    )
    return Answer(texts=(text,), more=more, topic=asked.topic)
