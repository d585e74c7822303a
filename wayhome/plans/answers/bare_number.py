"""A number and nothing else, where no check-in is open: we ask what it is about."""

from __future__ import annotations

import re
from typing import Final

from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.people import out_of_scope

TOPIC: Final = "bare_number"
_WORDS = "nought zero one two three four five six seven eight nine ten"
_NUMBER = rf"(?:\d{{1,4}}(?:[.,]\d{{1,2}})?(?:\s?[/%]\s?\d{{0,3}})?|{_WORDS.replace(' ', '|')})"
_BESIDE_IT = r"(?:i(?:'|\u2019)?d say|it(?:'|\u2019)?s|about|number|no|an?|say|just|ok|um|er)"
_COURTESY = r"(?:please|pls|ta|thanks|thank you|love|duck|today|again|i think|probably)"
_BARE = re.compile(rf"\W*(?:{_BESIDE_IT}\W+)*{_NUMBER}(?:\W+{_COURTESY})*\W*", re.IGNORECASE)
#: Numbers that people ring; what is said of them is told elsewhere.
_RUNG = re.compile(r"\W*(?:111|112|999|101|105)\W*")


def is_bare_number(text: str) -> bool:
    """Whether a text is one number: a score, a dose, a reading, nobody can tell."""
    return bool(_BARE.fullmatch(text)) and not _RUNG.fullmatch(text)


def answer(asked: Asked) -> Answer:
    """Asks once; the second in a row goes to a person, like any text that is not understood."""
    if asked.misunderstood:
        return out_of_scope(asked)
    text = asked.say("people.bare_number")
    return Answer(texts=(text,), topic=asked.topic, not_understood=True)
