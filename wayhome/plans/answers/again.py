"""Say that again, or more simply: the words that were approved, never new ones."""

from __future__ import annotations

import re

from wayhome.plans.answers.asked import OFFER_BUTTONS, Answer, Asked, plain
from wayhome.plans.matching import says, words

AGAIN = (
    "say that again|say it again|send that again|send it again|send me that again|resend|"
    "repeat that|repeat it|what did you say|come again|tell me again|tell me that again|"
    "i deleted it|deleted that|lost that text|lost your text|read that again|once more|"
    "one more time"
)
SIMPLER = (
    "simpler|in plain english|plain words|in plain|easier words|easier to understand|"
    "dont understand|do not understand|didnt understand|too complicated|too much to read|"
    "shorter|keep it short|in short|make it easy|lost me|make sense of|doesnt make sense|"
    "explain that|explain it|double dutch|bit simple|more simple|simple words"
)
_LONGEST = 8
_SENTENCES = 2
#: An abbreviation or a number has a stop of its own; a sentence ends before a capital.
_END_OF_A_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def asks_again(text: str) -> bool:
    """Whether a short text asks for the last reply once more, or for less of it."""
    return len(words(text)) <= _LONGEST and says(text, AGAIN, SIMPLER)


def answer(asked: Asked) -> Answer:
    if not asked.last_said:
        return plain(asked, "again.nothing")
    topic = asked.last_topic or asked.topic
    if not says(asked.text, SIMPLER):
        return Answer(texts=asked.last_said, topic=topic)
    text = asked.say("again.simpler", wording=_shorter(asked.last_said[0]))
    return Answer(texts=(text,), topic=topic, offers_to_pass_on=True, buttons=OFFER_BUTTONS)


def _shorter(said: str) -> str:
    """The first sentences of what was said, with its list left for later."""
    lines = [line for line in said.split("\n") if line.strip()]
    if len(lines) > 1:
        return " ".join(lines[:_SENTENCES])
    return " ".join(_END_OF_A_SENTENCE.split(said)[:_SENTENCES])
