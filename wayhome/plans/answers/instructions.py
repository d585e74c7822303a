"""What the plan says under a topic such as food, bathing or transport, in its own words."""

from __future__ import annotations

from dataclasses import replace

from wayhome.plans.answers.asked import OFFER_BUTTONS, Answer, Asked, spoken_of
from wayhome.plans.answers.paging import ONE_OF_SEVERAL, pages
from wayhome.plans.answers.passing_on import silent_on
from wayhome.plans.answers.subjects import subject_asked
from wayhome.plans.matching import find, says
from wayhome.plans.spoken import sentence
from wayhome.plans.values import Instruction

KIND = "instruction"
#: Half of "standing up" is no question about it; a typo in it may be.
_ALL_OF_A_WORD = 0.7


def asked_for(asked: Asked, topic: str | None = None) -> list[Instruction]:
    """The instructions whose own words the text uses; only those of a topic, if one is given."""
    instructions = asked.plan.told_when_asked if asked.plan else ()
    own = [one for one in instructions if topic in {None, one.topic}]
    said = [one for one in own if is_asked_for(asked.text, one)]
    matches = find(asked.text, own, lambda one: _words_of(asked.text, one))
    return (
        said
        or _of_the_subject(asked, own)
        or [match.item for match in matches if match.score >= _ALL_OF_A_WORD]
    )


def is_asked_for(text: str, one: Instruction) -> bool:
    """Whether the text uses the instruction's own words; a lift in a car is no lifting."""
    return any(says(text, word) for word in _words_of(text, one))


def _words_of(text: str, one: Instruction) -> tuple[str, ...]:
    subject = subject_asked(text)
    by_car = subject is not None and subject.name == "transport"
    return tuple(word for word in one.asked_by if not (by_car and says(word, "lift|lifting")))


def _of_the_subject(asked: Asked, own: list[Instruction]) -> list[Instruction]:
    """Those that speak of what is asked, whatever words their writer thought of to ask by."""
    subject = subject_asked(asked.text)
    if subject is None or subject.is_a_topic:
        return []
    return [one for one in own if says(" ".join((one.wording, *one.asked_by)), subject.said)]


def under(asked: Asked, topic: str) -> list[Instruction]:
    """What the text asks for if the plan has just that, else everything under the topic."""
    everything = asked.plan.instructions if asked.plan else ()
    own = [one for one in everything if one.topic == topic]
    return asked_for(asked, topic) or asked_for(asked) or own


def told(
    asked: Asked,
    chosen: list[Instruction],
    *endings: str,
    heading: str = "instructions.heading",
) -> Answer:
    """The chosen wordings, as the plan has them; a single one is no list."""
    text, more = pages(
        asked,
        asked.say(heading),
        [*(sentence(one.wording) for one in chosen), *endings],
        **({"room": ONE_OF_SEVERAL} if len(chosen) == 1 else {}),
    )
    item = spoken_of(KIND, chosen)
    return Answer(texts=(text,), more=more, topic=asked.topic, item=item)


def answer_under(asked: Asked, topic: str, *about: str) -> Answer:
    chosen = under(asked, topic)
    if chosen:
        return told(asked, chosen) if asked_for(asked) else nearly_told(asked, chosen)
    return silent_on(asked, topic, *about)


def nearly_told(asked: Asked, chosen: list[Instruction], *endings: str) -> Answer:
    """What the plan says nearest to the question, and an offer in case that is no answer."""
    ending = asked.say("instructions.not_just_that")
    near = told(asked, chosen, *endings, ending, heading="instructions.nearest")
    return replace(near, offers_to_pass_on=True, buttons=OFFER_BUTTONS)
