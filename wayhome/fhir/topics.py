"""Under which topic people would ask for what a source says."""

from __future__ import annotations

import re
from typing import Final

_TOPICS: Final = (
    (
        "warning_signs",
        (r"return to (?:the )?(?:er|ed|a&e|hospital)\b|\b999\b|\b111\b|seek|red flag"
        r"|if (?:you|symptoms|pain|it)\b.*worse"),
    ),
    ("wound_care", r"wound|dressing|stitch|suture|staple|bath|shower|incision|plaster|cast\b"),
    ("food_and_drink", r"diet|fluid|drink|eat\b|eating|food|hydrat|alcohol|salt|nutrition"),
    ("exercises", r"exercis|physio|walk|breathing|mobilis|activity|rest\b|exertion|weight.?bear"),
    ("transport", r"driv(?:e|ing)|dvla|fly\b|travel"),
    ("medicines", r"medic|tablet|antibiotic|dose|inhaler|prescri|painkiller|allerg"),
    ("appointments", r"follow.?up|appointment|clinic|review|referr"),
    ("care_at_home", r"carer|care at home|district nurse|package of care|home visit"),
    ("equipment", r"equipment|frame\b|commode|crutch|oxygen|hoist"),
)  # fmt: skip
#: Where an instruction belongs that names no topic of its own.
DEFAULT = "plan_summary"


def topic_of(words: str) -> str:
    return next(
        (topic for topic, said in _TOPICS if re.search(said, words, re.IGNORECASE)), DEFAULT
    )
