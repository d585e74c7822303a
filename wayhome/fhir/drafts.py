"""A plan in the making: what each resource became, so that nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from wayhome.explanations import explain_words
from wayhome.fhir.elements import Json
from wayhome.fhir.grouping import Group
from wayhome.fhir.judging import Judgement, judge
from wayhome.fhir.readable import too_hard
from wayhome.fhir.sources import Pool, Source
from wayhome.fhir.verbatim import kept_data, word_for_word
from wayhome.plans.documents import ItemWritten, PersonWritten, UnsortedWritten

Written = TypeVar("Written", bound=ItemWritten)

PLAN = "in the plan"
PERSON = "needs a person"
#: As many files as a sentence can carry.
_SHOWN = 3
USED = "used for other items"
REPEATED = "the same as another"


@dataclass
class Stay:
    """The stay in hospital, as far as the source tells it."""

    hospital: str | None = None
    ward: str | None = None
    discharged_on: date | None = None
    reason: str | None = None
    pathway: int | None = None


@dataclass
class Draft:
    """One person's plan as one import reads it."""

    called: str
    person: PersonWritten | None = None
    stay: Stay = field(default_factory=Stay)
    items: dict[str, list[ItemWritten]] = field(default_factory=dict)
    #: What was wrong and changes nothing, each with file and path.
    oddities: list[str] = field(default_factory=list)
    #: What stops the plan from being written, each a sentence that says what to do.
    blockers: list[str] = field(default_factory=list)
    #: Whether the source is a whole discharge document, which replaces the plan before it.
    is_document: bool = False
    files: list[str] = field(default_factory=list)
    #: Source items by kind, and what became of each kind.
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def add(self, collection: str, kind: str, item: ItemWritten) -> None:
        kept = self.put(collection, item)
        self.count(kind, PERSON if kept.needs_person else PLAN)

    def put(self, collection: str, item: ItemWritten) -> ItemWritten:
        """An item that is not counted; what is too hard to read waits for a person."""
        if item.needs_person is None and (why := too_hard(item)):
            item = item.model_copy(update={"needs_person": why})
        self.items.setdefault(collection, []).append(item)
        return item

    def count(self, kind: str, outcome: str) -> None:
        self.counts.setdefault(kind, Counter())[outcome] += 1

    @property
    def said_files(self) -> str:
        """The files by name, the first few where they are many."""
        shown = ", ".join(self.files[:_SHOWN])
        more = len(self.files) - _SHOWN
        return f"{shown} and {more} more" if more > 0 else shown

    @property
    def waiting(self) -> list[ItemWritten]:
        return [one for items in self.items.values() for one in items if one.needs_person]


class Reading:
    """A group's resources on their way into a draft."""

    def __init__(self, pool: Pool, group: Group, today: date) -> None:
        self.pool = pool
        self.group = group
        self.today = today
        self.draft = Draft(group.called, files=sorted({one.file for one in group.members}))
        self._members = set(group.members)
        self._by_kind: dict[str, list[Source]] = {}
        for one in group.members:
            self._by_kind.setdefault(one.kind, []).append(one)
        #: First word of each allergy's name, and the name.
        self.allergens: dict[str, str] = {}
        self._seen: set[Source] = set()
        self._aside: set[Source] = set()
        self._judged: dict[Source, Judgement] = {}

    def of(self, *kinds: str) -> list[Source]:
        every = (one for kind in kinds for one in self._by_kind.get(kind, ()))
        return [one for one in every if one not in self._aside]

    def find(self, reference: Json, near: Source) -> Source | None:
        return self.pool.find(reference, near)

    def judged(self, source: Source) -> Judgement:
        if source not in self._judged:
            self._judged[source] = judge(source.body)
            self.draft.oddities += [
                f"{source.path}: {oddity}" for oddity in self._judged[source].oddities
            ]
        return self._judged[source]

    def add(
        self,
        source: Source,
        collection: str,
        make: type[Written],
        *,
        why: Iterable[str] = (),
        words: str | None = None,
        **values: Any,  # noqa: ANN401 - each kind of item checks its own
    ) -> None:
        """One item of the plan; a fault of its resource makes it wait for a person."""
        faults = self._faults(source)
        item = make(
            source_text=words if words and not faults else word_for_word(source.body),
            source_path=source.path,
            source_data=kept_data(source.body),
            needs_person=joined([*faults, *why]),
            **values,
        )
        if source in self._seen:
            # A second item of one resource: the resource itself is counted once.
            self.draft.put(collection, item)
            return
        self._seen.add(source)
        self.draft.add(collection, source.kind, item)

    def keep(
        self, source: Source, why: str, title: str | None = None, words: str | None = None
    ) -> None:
        """Word for word, for a person to explain."""
        self.add(
            source,
            "unsorted",
            UnsortedWritten,
            why=[why],
            words=words,
            title=title or source.kind,
        )

    def keep_words(self, kind: str, title: str, words: str, path: str, why: str) -> None:
        """Words that are no resource of their own, such as a section's."""
        item = UnsortedWritten(title=title, source_text=words, source_path=path, needs_person=why)
        self.draft.add("unsorted", kind, item)

    def use(self, source: Source | None, outcome: str = USED) -> None:
        """The resource is spoken for by another item."""
        if source is not None and self.is_unread(source):
            self._seen.add(source)
            for fault in self.judged(source).faults:
                self.keep_words(
                    f"fault in {source.kind}",
                    source.kind,
                    word_for_word(source.body),
                    source.path,
                    f"It is faulty ({fault}). Check what was taken from it.",
                )
            self.draft.count(source.kind, outcome)

    def is_unread(self, source: Source) -> bool:
        return source in self._members and source not in self._seen

    def set_aside(self, source: Source) -> None:
        """No reader sees it any more; it is kept or in use already."""
        self._aside.add(source)

    def unread(self) -> list[Source]:
        return [one for one in self.group.members if one not in self._seen]

    def _faults(self, source: Source) -> list[str]:
        return [f"The source is faulty ({fault})." for fault in self.judged(source).faults]


def joined(reasons: Iterable[str]) -> str | None:
    return " ".join(dict.fromkeys(reason for reason in reasons if reason)) or None


def plain(words: str, why: list[str], *, within: str = "{}") -> str:
    """Plain words for the source's; why they wait for a person is added to `why`.

    `within` is the sentence that they will stand in.
    """
    explained = explain_words(words, within=within)
    if not explained.proven:
        why += explained.doubts
    return explained.text or words


def plain_phrase(words: str, why: list[str]) -> str:
    """The same without a sentence's capital and full stop, to stand inside a sentence."""
    said = plain(words, why, within="It is for {}").rstrip(".")
    first, _, rest = said.partition(" ")
    is_name = first.endswith("'s") or rest != rest.lower() or not first[1:].islower()
    return said if is_name else said[:1].lower() + said[1:]
