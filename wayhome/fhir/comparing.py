"""What an import changes: items that are new, changed, gone, or as they were before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wayhome.plans.documents import ItemWritten, PlanWritten
from wayhome.plans.rewriting import COLLECTIONS, items_of

_HEADER = ("hospital", "ward", "discharged_on", "reason", "pathway")


@dataclass
class Comparison:
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def laid_over(
    before: PlanWritten | None, read: PlanWritten, *, whole: bool
) -> tuple[PlanWritten, Comparison]:
    """The plan after the import. A `whole` document replaces what stood; loose resources join it.

    An item whose source is as it was keeps its wording: a worker may have written it.
    """
    found = Comparison()
    if before is None:
        found.new = [label(name, one) for name, one in items_of(read)]
        return read, found
    merged = {
        name: _merged(name, getattr(before, name), getattr(read, name), found, whole=whole)
        for name in COLLECTIONS
    }
    _header(before, read, found)
    return read.model_copy(update=merged), found


def label(collection: str, item: ItemWritten) -> str:
    """A name for the item in a report."""
    for name in ("name", "title", "who", "role", "wording"):
        if said := getattr(item, name, None):
            return f"{collection.replace('_', ' ')}: {str(said)[:80]}"
    return collection


def _header(before: PlanWritten, read: PlanWritten, found: Comparison) -> None:
    for name in _HEADER:
        if getattr(before, name) != getattr(read, name):
            found.changed.append(f"{name.replace('_', ' ')}: {getattr(read, name)}")


def _merged(
    name: str,
    before: Sequence[ItemWritten],
    read: Sequence[ItemWritten],
    found: Comparison,
    *,
    whole: bool,
) -> list[ItemWritten]:
    left = list(before)
    placed: dict[int, ItemWritten] = {}
    fresh: list[ItemWritten] = []
    for one in read:
        same = next((known for known in left if _source(known) == _source(one)), None)
        earlier = same or next((known for known in left if _is_known_as(known, one)), None)
        if earlier is None:
            fresh.append(one)
            found.new.append(label(name, one))
            continue
        left.remove(earlier)
        placed[id(earlier)] = earlier if same is not None else one
        if same is not None:
            found.same += 1
        else:
            found.changed.append(label(name, one))
    if whole:
        found.gone += [label(name, one) for one in left]
    else:
        placed |= {id(one): one for one in left}
        found.same += len(left)
    return [placed[id(one)] for one in before if id(one) in placed] + fresh


def _source(item: ItemWritten) -> object:
    if item.source_text is None and item.source_data is None:
        return item.model_dump(exclude={"source_path", "needs_person"})
    return item.source_text, item.source_data


def _is_known_as(known: ItemWritten, one: ItemWritten) -> bool:
    mine, theirs = _resource(known), _resource(one)
    if mine or theirs:
        return mine == theirs
    return label("", known) == label("", one)


def _resource(item: ItemWritten) -> tuple[str, str] | None:
    data = item.source_data or {}
    kind, own = data.get("resourceType"), data.get("id")
    return (str(kind), str(own)) if kind and own else None
