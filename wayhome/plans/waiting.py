"""What of a plan still waits for a person: its name may be said, its wording may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wayhome.plans import values

#: The topic that people ask about each kind of item under; instructions name their own.
_TOPICS: Mapping[type[values.Item], str] = {
    values.Medicine: "medicines",
    values.Appointment: "appointments",
    values.Equipment: "equipment",
    values.CareVisit: "care_at_home",
    values.WarningSign: "warning_signs",
    values.Contact: "who_to_contact",
}


def topic_of(item: values.Item) -> str:
    """Empty for what nobody asks about by a topic of its own."""
    return item.topic if isinstance(item, values.Instruction) else _TOPICS.get(type(item), "")


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
        topic_of(one) for items in loaded.values() for one in items if one.needs_person is not None
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
