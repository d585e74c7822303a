"""The topic that a safety rule shows, where the reading of the topic is unsure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from wayhome.safety import SECOND_OPINION

#: Above this the reading is right nine times in ten (decision 12), and a rule says less.
_SURE = 0.6
#: What else a check-in's answer tells of is seen to by its level; the answer must stay one.
_ANSWERS = frozenset({"affirm", "deny", "checkin_good", "checkin_not_good", "stop", "start"})
#: Categories of content/red_flags that are of one topic; most others are symptoms, and read so.
_TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "abuse": "safeguarding",
        "appointment_trouble": "appointments",
        "care_missed": "care_at_home",
        "carer_strain": "carer_support",
        "danger_from_person": "safeguarding",
        "equipment": "equipment",
        "fall": "fall",
        "fire_gas": "practical_help",
        "head_injury": "fall",
        "low_mood": "mental_health",
        "medicine_muddle": "medicines",
        "money_and_home": "money_help",
        "no_food_or_care": "practical_help",
        "out_of_medicine": "medicines",
        "overdose": "medicines",
        "pressure_sore": "wound_care",
        "suicide": "mental_health",
        "thinner_bleeding": "fall",
        "wound_burst": "wound_care",
    }
)


def shown_by_rule(topic: str, confidence: float, category: str | None, rule: str | None) -> str:
    """`category` and `rule` are the verdict's; what no rule, but the model, saw shows no topic."""
    if confidence >= _SURE or topic in _ANSWERS or rule == SECOND_OPINION:
        return topic
    return _TOPICS.get(category or "", topic)
