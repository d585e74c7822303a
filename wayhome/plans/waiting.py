"""What of a plan still waits for a person: its name may be said, its wording may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wayhome.plans import values

#: The topic that people ask about each kind of item under; instructions name their own.
_TOPICS = {
    "medicines": "medicines",
    "appointments": "appointments",
    "equipment": "equipment",
    "care_visits": "care_at_home",
    "warning_signs": "warning_signs",
    "contacts": "who_to_contact",
}


def sayable(items: Iterable[values.Item]) -> tuple[values.Item, ...]:
    """Without those that wait; a medicine that waits is kept by its name alone."""
    return tuple(
        _named_only(one) if isinstance(one, values.Medicine) else one
        for one in items
        if one.needs_person is None or isinstance(one, values.Medicine)
    )


def waiting_topics(loaded: Mapping[str, Iterable[values.Item]]) -> frozenset[str]:
    """Topics on which the plan has something that a person must confirm first."""
    return frozenset(
        one.topic if isinstance(one, values.Instruction) else _TOPICS.get(name, "")
        for name, items in loaded.items()
        for one in items
        if one.needs_person is not None
    )


def _named_only(medicine: values.Medicine) -> values.Medicine:
    if medicine.needs_person is None:
        return medicine
    return replace(
        medicine,
        purpose=None,
        how_to_take=None,
        note=None,
        times_of_day=(),
        as_needed=False,
        change="not_said",
    )
