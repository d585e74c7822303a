"""Follow-up questions: what "it", "that one" and a bare "what time" mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from wayhome.plans import values
from wayhome.plans.answers.asked import Asked
from wayhome.plans.matching import says, words

ItemT = TypeVar("ItemT", bound=values.Item)

_POINTING = (
    "it", "its", "that", "thats", "this", "one", "them", "they", "theyre", "there", "him", "her",
)  # fmt: skip
_BARE = (
    "what time", "when", "where", "what for", "why", "how", "how many", "how much", "how often",
    "which day", "what day", "who with", "do i need", "what do i bring", "anything to bring",
    "how do i get there", "number", "phone", "swap", "broken", "stuck",
)  # fmt: skip
_SHORT = 7
#: "All of them" and "my tablets" ask for the list, whatever was spoken of before.
_ALL = ("all", "list", "everything", "my tablets", "my medicines", "my meds", "my appointments")


def points_back(text: str) -> bool:
    """Whether a text can be about what was spoken of last."""
    if says(text, *_ALL):
        return False
    return says(text, *_POINTING) or (len(words(text)) <= _SHORT and says(text, *_BARE))


def item_meant(asked: Asked, kind: str, items: Iterable[ItemT]) -> ItemT | None:
    """The item last spoken of, if it is of this kind and the text points back to it."""
    last = asked.last_item
    if last is None or last.kind != kind or not points_back(asked.text):
        return None
    return next((item for item in items if item.id == last.id), None)
