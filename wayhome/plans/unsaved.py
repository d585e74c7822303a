"""A written plan as the answers would see it once it is approved; nothing is saved."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from wayhome.plans import values
from wayhome.plans.loading import opening
from wayhome.plans.rewriting import items_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wayhome.plans.documents import ItemWritten, PlanWritten

_KINDS: dict[str, type[values.Item]] = {
    "medicines": values.Medicine,
    "appointments": values.Appointment,
    "equipment": values.Equipment,
    "care_visits": values.CareVisit,
    "instructions": values.Instruction,
    "warning_signs": values.WarningSign,
    "contacts": values.Contact,
    "goals": values.Goal,
    "unsorted": values.Unsorted,
}


def plans_of_one(written: PlanWritten, zone: ZoneInfo) -> Iterator[tuple[str, values.Plan]]:
    """Each item by its collection, in a plan that holds nothing else."""
    for number, (collection, item) in enumerate(items_of(written), start=1):
        yield (
            collection,
            values.Plan(
                id=1,
                version=1,
                hospital=written.hospital,
                ward=written.ward,
                reason=written.reason,
                discharged_on=written.discharged_on,
                pathway=written.pathway,
                **{collection: (_value(_KINDS[collection], item, number, zone),)},  # type: ignore[arg-type]
            ),
        )


def _value(
    kind: Callable[..., values.Item], item: ItemWritten, number: int, zone: ZoneInfo
) -> values.Item:
    named = [one.name for one in fields(kind) if hasattr(item, one.name)]  # type: ignore[arg-type]  # each is a dataclass
    held = {name: _held(name, getattr(item, name), zone) for name in named}
    return kind(id=number, **held)


def _held(name: str, value: Any, zone: ZoneInfo) -> Any:  # noqa: ANN401 - a field of any kind
    if name == "hours":
        return tuple(opening(one) for one in value)
    if name == "starts_at" and value is not None:
        return value if value.tzinfo else value.replace(tzinfo=zone)
    return tuple(value) if isinstance(value, list) else value
