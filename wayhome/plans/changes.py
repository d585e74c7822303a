"""What one version of a plan says that the one before it did not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from wayhome.plans.medicine_names import may_be_one
from wayhome.plans.values import Item, Plan
from wayhome.plans.waiting import topic_of

ItemT = TypeVar("ItemT", bound=Item)


class How(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    STOPPED = "stopped"
    MOVED = "moved"
    #: On the plan before, and worded by the team since.
    EXPLAINED = "explained"
    #: No longer on the plan, which does not say why.
    GONE = "gone"


@dataclass(frozen=True)
class Change:
    """One item that differs; `item` is as it is now, or as it was where it is gone."""

    kind: str
    how: How
    item: Item


#: Bookkeeping that nobody is told of.
_NOT_TOLD = frozenset({"id", "other_names", "asked_by", "needs_person"})
#: A tablet's own standing says how it compares with before the hospital, not with the last version.
_NOT_A_CHANGE = frozenset({"change"})


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """In the order in which they matter: medicines, appointments, instructions, then the rest."""
    found = (
        *_medicines(before, after),
        *_appointments(before, after),
        *_instructions(before, after),
        *_named("warning_sign", before.warning_signs, after.warning_signs, lambda i: i.wording),
        *_named("care_visit", before.care_visits, after.care_visits, lambda i: i.who),
        *_named("equipment", before.equipment, after.equipment, lambda i: i.name),
        *_named("contact", before.contacts, after.contacts, lambda i: i.role),
    )
    return tuple(one for one in found if _is_certain(one, after))


#: Kinds of items as they are kept, and as a change is told.
KINDS = {
    "medicines": "medicine", "appointments": "appointment", "instructions": "instruction",
    "warning_signs": "warning_sign", "care_visits": "care_visit", "equipment": "equipment",
    "contacts": "contact", "goals": "goal", "unsorted": "unsorted",
}  # fmt: skip


def explained(
    plan: Plan, named: Iterable[Mapping[str, Any]], on: Plan | None = None
) -> tuple[Change, ...]:
    """The items that are named as {"kind": "medicines", "id": 12} and stand on this plan.

    They were named `on` an earlier version, if one is given: what stands as it was explained there
    is news all the same, and what says otherwise by now is not.
    """
    found = []
    for one in named:
        kind = one["kind"]
        item = next((it for it in getattr(on or plan, kind) if it.id == one["id"]), None)
        if item is not None and on is not None:
            item = next((it for it in getattr(plan, kind) if not _differ(item, it)), None)
        if item is not None and item.needs_person is None:
            found.append(Change(KINDS[kind], How.EXPLAINED, item))
    return tuple(found)


def _is_certain(change: Change, after: Plan) -> bool:
    """Nothing is called gone while the plan holds something like it for a person to confirm."""
    return change.how is not How.GONE or topic_of(change.item) not in after.waiting


def _medicines(before: Plan, after: Plan) -> Iterator[Change]:
    pairs = _paired(before.medicines, after.medicines, lambda one: one.name, may_be_one)
    for old, new in pairs:
        if new is None and old is not None:
            if not old.stopped:
                yield Change("medicine", How.GONE, old)
        elif new is not None and (old is None or old.stopped) and not new.stopped:
            yield Change("medicine", How.NEW, new)
        elif new is not None and new.stopped and (old is None or not old.stopped):
            yield Change("medicine", How.STOPPED, new)
        elif old is not None and new is not None and _differ(old, new):
            yield Change("medicine", How.CHANGED, new)


def _appointments(before: Plan, after: Plan) -> Iterator[Change]:
    for old, new in _paired(before.appointments, after.appointments, lambda one: one.title):
        if new is None and old is not None:
            yield Change("appointment", How.GONE, old)
        elif old is None and new is not None:
            yield Change("appointment", How.NEW, new)
        elif old is not None and new is not None and _differ(old, new):
            moved = old.starts_at != new.starts_at or old.place != new.place
            yield Change("appointment", How.MOVED if moved else How.CHANGED, new)


def _instructions(before: Plan, after: Plan) -> Iterator[Change]:
    """Instructions have no names: the same topic and words to ask by make the same one."""
    old = [one for one in before.instructions if one.wording not in _wordings(after)]
    new = [one for one in after.instructions if one.wording not in _wordings(before)]
    for one in new:
        same = next(
            (was for was in old if (was.topic, was.asked_by) == (one.topic, one.asked_by)), None
        )
        if same is not None:
            old.remove(same)
        yield Change("instruction", How.CHANGED if same else How.NEW, one)
    yield from (Change("instruction", How.GONE, one) for one in old)


def _named(
    kind: str, before: Sequence[ItemT], after: Sequence[ItemT], name: Callable[[ItemT], str]
) -> Iterator[Change]:
    for old, new in _paired(before, after, name):
        if new is None and old is not None:
            yield Change(kind, How.GONE, old)
        elif new is not None and (old is None or _differ(old, new)):
            yield Change(kind, How.NEW if old is None else How.CHANGED, new)


def _paired(
    before: Sequence[ItemT],
    after: Sequence[ItemT],
    name: Callable[[ItemT], str],
    alike: Callable[[str, str], bool] | None = None,
) -> Iterator[tuple[ItemT | None, ItemT | None]]:
    """Items of one name side by side, several of a name in their order; new ones first.

    With `alike` a name that is left over may meet another that is, where only one can be meant.
    """
    left = list(before)
    olds: list[ItemT | None] = []
    for new in after:
        old = next((one for one in left if _plain(name(one)) == _plain(name(new))), None)
        if old is not None:
            left.remove(old)
        olds.append(old)
    for at, new in enumerate(after):
        near = [one for one in left if alike is not None and alike(name(one), name(new))]
        if olds[at] is None and len(near) == 1:
            olds[at] = near[0]
            left.remove(near[0])
    yield from zip(olds, after, strict=True)
    yield from ((old, None) for old in left)


def _differ(old: Item, new: Item) -> bool:
    return any(
        getattr(old, part.name) != getattr(new, part.name)
        for part in fields(new)
        if part.name not in _NOT_TOLD | _NOT_A_CHANGE
    )


def _wordings(plan: Plan) -> set[str]:
    return {one.wording for one in plan.instructions}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
