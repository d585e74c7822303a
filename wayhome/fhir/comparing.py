"""What an import changes: items that are new, changed, gone, or as they were before."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from wayhome.plans.documents import ItemWritten, MedicineWritten, PlanWritten
from wayhome.plans.medicine_names import bare_name, may_be_one
from wayhome.plans.rewriting import COLLECTIONS, items_of

#: Of more that share a name without strength and form, none can be told to be the one.
_MOST_ALIKE = 20
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
    left = _Left(before)
    placed: dict[int, ItemWritten] = {}
    fresh: list[ItemWritten] = []
    known = _known(left, read)
    for one in read:
        same, earlier = known[id(one)]
        if earlier is None:
            fresh.append(one)
            found.new.append(label(name, one))
            continue
        placed[id(earlier)] = earlier if same is not None else one
        if same is not None:
            found.same += 1
        else:
            found.changed.append(label(name, one))
    if whole:
        found.gone += [label(name, one) for one in left.items]
    else:
        placed |= {id(one): one for one in left.items}
        found.same += len(left.items)
    return [placed[id(one)] for one in before if id(one) in placed] + fresh


def _known(
    left: _Left, read: Sequence[ItemWritten]
) -> dict[int, tuple[ItemWritten | None, ItemWritten | None]]:
    """Of each item the one before with its very source, and the one that it takes the place of.

    The surest first, so that a name takes nothing that a resource of its own would have met.
    """
    known: dict[int, tuple[ItemWritten | None, ItemWritten | None]] = {}
    for meet in (left.with_source_of, left.known_as, left.named_as):
        for one in read:
            if known.get(id(one), (None, None))[1] is not None:
                continue
            found = meet(one)
            known[id(one)] = (found if meet == left.with_source_of else None, found)
            if found is not None:
                left.take(found)
    return known


class _Left:
    """The items that stood before and have not been found again, the first of equals first."""

    def __init__(self, before: Sequence[ItemWritten]) -> None:
        self._items = {id(one): one for one in before}
        self._by_words: dict[Hashable, dict[int, ItemWritten]] = {}
        self._by_name: dict[Hashable, dict[int, ItemWritten]] = {}
        self._by_bare: dict[str, list[MedicineWritten]] = {}
        for one in before:
            if isinstance(one, MedicineWritten):
                self._by_bare.setdefault(bare_name(one.name), []).append(one)
            self._by_words.setdefault(_words(one), {})[id(one)] = one
            self._by_name.setdefault(_name(one), {})[id(one)] = one

    @property
    def items(self) -> list[ItemWritten]:
        return list(self._items.values())

    def with_source_of(self, one: ItemWritten) -> ItemWritten | None:
        alike = self._by_words.get(_words(one), {}).values()
        return next((known for known in alike if _source(known) == _source(one)), None)

    def known_as(self, one: ItemWritten) -> ItemWritten | None:
        return next(iter(self._by_name.get(_name(one), {}).values()), None)

    def named_as(self, one: ItemWritten) -> ItemWritten | None:
        """A medicine of its name from another source: hospitals number an export anew."""
        if not isinstance(one, MedicineWritten):
            return None
        alike = self._by_bare.get(bare_name(one.name), ())
        left = (known for known in alike if id(known) in self._items)
        if len(alike) > _MOST_ALIKE:
            return None
        near = [known for known in left if may_be_one(known.name, one.name)]
        return near[0] if len(near) == 1 else None

    def take(self, known: ItemWritten) -> None:
        for among in (self._items, self._by_words[_words(known)], self._by_name[_name(known)]):
            del among[id(known)]


def _words(item: ItemWritten) -> Hashable:
    """Equal for items of equal source, so that few need to be compared in full."""
    if item.source_text is None and item.source_data is None:
        return label("", item)
    return item.source_text or _resource(item)


def _source(item: ItemWritten) -> object:
    if item.source_text is None and item.source_data is None:
        return item.model_dump(exclude={"source_path", "needs_person"})
    return item.source_text, item.source_data


def _name(item: ItemWritten) -> Hashable:
    return _resource(item) or label("", item)


def _resource(item: ItemWritten) -> tuple[str, str] | None:
    data = item.source_data or {}
    kind, own = data.get("resourceType"), data.get("id")
    return (str(kind), str(own)) if kind and own else None
