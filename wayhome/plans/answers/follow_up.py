"""Follow-up questions: what "it", "that one" and a bare "what time" mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from wayhome.plans import values
from wayhome.plans.answers.asked import Asked
from wayhome.plans.matching import says, words
from wayhome.plans.spelt import SMALL_WORDS, of_taking

ItemT = TypeVar("ItemT", bound=values.Item)

_POINTING = "it|its|that|thats|this|them|they|theyre|there|him|her"
#: "The blue one" describes a thing; it is not the one that was just named.
_DESCRIBING = (
    "blue|white|yellow|pink|red|green|brown|orange|purple|round|small|little|big|large|long|"
    "other|other one"
)
_BARE = frozenset(
    words(
        "what whats when whens where wheres why how who which time day date is are do does did "
        "will i me my we the a to for with at on in and about many much often need bring take "
        "get go number phone ring be have you so ok then again please use"
    )
)
_HOW_IT_IS = "how many|how much|how often|how long|what time|what day|what date|where do"
_QUESTION = frozenset(
    words("what whats when whens where wheres why how who whos which does do is can could should")
)
#: "All of them" and "my tablets" ask for the list, whatever was spoken of before.
_ALL = "all|list|everything|my tablets|my medicines|my meds|my appointments|anything"

_TAKING = frozenset(words("take takes taking taken took have had"))
#: A longer text that says "one" may speak of anything.
_OF_A_DOSE_IN = 7
#: "How are you" and "are you there" ask after us.
_TO_US = "are you|you are|how you|you there|you ok|is that you|can you"


def points_back(text: str) -> bool:
    """Whether a text can be about what was spoken of last."""
    if says(text, _ALL, _DESCRIBING, "another", _TO_US):
        return False
    return says(text, _POINTING) or all(word in _BARE for word in words(text))


def asks_of_a_dose(text: str) -> bool:
    """Whether "one", "another" or "half" can be of the medicine that was spoken of last."""
    said = of_taking(text)
    short = len(words(said)) <= _OF_A_DOSE_IN
    return points_back(said) or (
        short and says(said, "one|another") and not says(said, _DESCRIBING)
    )


def asks_only_of_taking(text: str) -> bool:
    """Whether a text spelt by ear asks only when, how or what for "it" is taken."""
    said = words(of_taking(text))
    asks = len(said) > 1 and not _QUESTION.isdisjoint(said)
    small = all(word in _BARE or word in SMALL_WORDS or word in _TAKING for word in said)
    return asks and small and not _TAKING.isdisjoint(said) and points_back(" ".join(said))


def asks_only_of_it(text: str) -> bool:
    """Whether a text is a question of small words about "it", which no reading can tell apart."""
    said = words(text)
    asks = len(said) > 1 and not _QUESTION.isdisjoint(said) and not says(text, _TO_US)
    of_it = says(text, _POINTING, "one") or says(text, _HOW_IT_IS)
    return asks and of_it and all(word in _BARE or word in SMALL_WORDS for word in said)


def item_meant(asked: Asked, kind: str, items: Iterable[ItemT]) -> ItemT | None:
    """The item last spoken of, if it is of this kind and the text points back to it."""
    last = asked.last_item
    if last is None or last.kind != kind or not points_back(asked.text):
        return None
    return next((item for item in items if item.id == last.id), None)
