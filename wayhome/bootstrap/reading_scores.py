"""How each item of imported plans reads, in the texts that its person would be sent about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from channels.text import segments
from wayhome.bootstrap.content import replies
from wayhome.content.checking.reading import grade
from wayhome.content.plain_words import plain_words
from wayhome.explanations.proof import without_medical_terms
from wayhome.fhir.drafting import read_drafts
from wayhome.fhir.drafts import Draft
from wayhome.plans import values
from wayhome.plans.answers import appointments, instructions
from wayhome.plans.answers.asked import Answer, Asked, Spoken
from wayhome.plans.answers.topics import FROM_THE_PLAN
from wayhome.plans.documents import PlanDocumentError, PlanWritten, read_document
from wayhome.plans.unsaved import plans_of_one
from wayhome.plans.waiting import topic_of

_ZONE: Final = ZoneInfo("Europe/London")
_OWN: Final = frozenset({".yaml", ".yml"})
#: What a person asks of one item; most kinds are told whole, whatever the words.
_QUESTIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"medicines": ("how do i take it", "what is it for")}
)
#: Names are given and cannot be shortened, so they are read as one short word.
_NAMES: Final = ("name", "place", "who_with", "supplier", "role")


@dataclass(frozen=True)
class ItemRead:
    file: str
    #: The collection that it stands in, such as `medicines`.
    kind: str
    #: Why nobody may be told yet; None where its words are proven.
    waits_because: str | None
    #: Each a text of its own.
    texts: tuple[str, ...]
    #: Of the hardest text, names and medical terms in brackets left out.
    grade: float
    #: Of the hardest text as it arrives.
    grade_as_sent: float
    #: Of the longest text.
    segments: int


@dataclass(frozen=True)
class FilesRead:
    items: tuple[ItemRead, ...]
    #: Files that the import refuses, each a sentence.
    problems: tuple[str, ...]


def read_items(paths: Sequence[Path], now: datetime) -> FilesRead:
    """Reads each file as its own import; `now` is aware."""
    items: list[ItemRead] = []
    problems: list[str] = []
    for path in paths:
        if path.suffix.lower() in _OWN:
            _read_own(path, now, items, problems)
            continue
        read = read_drafts([path], now.astimezone(_ZONE).date())
        problems += read.problems
        for draft in read.drafts:
            items += _items(path, _written(draft, now), now)
    return FilesRead(tuple(items), tuple(problems))


def _read_own(path: Path, now: datetime, items: list[ItemRead], problems: list[str]) -> None:
    try:
        plan = read_document(path).plan
    except PlanDocumentError as problem:
        problems.append(str(problem))
        return
    if plan is not None:
        items += _items(path, plan, now)


def _written(draft: Draft, now: datetime) -> PlanWritten:
    """What a file leaves open of the stay says nothing of how its items read."""
    stay = draft.stay
    header = {
        "hospital": stay.hospital or "A hospital",
        "discharged_on": now.astimezone(_ZONE).date(),
        "reason": stay.reason or "a stay",
    }
    return PlanWritten.model_validate({**header, **draft.items})


def _items(path: Path, written: PlanWritten, now: datetime) -> Iterator[ItemRead]:
    for kind, plan in plans_of_one(written, _ZONE):
        item: values.Item = getattr(plan, kind)[0]
        texts = tuple(_texts(kind, item, plan, now)) if item.needs_person is None else ()
        plain = [grade(_without_names(text, item)) for text in texts]
        yield ItemRead(
            file=path.name,
            kind=kind,
            waits_because=item.needs_person,
            texts=texts,
            grade=max(plain, default=0.0),
            grade_as_sent=max(map(grade, texts), default=0.0),
            segments=max((segments(text).count for text in texts), default=0),
        )


def _texts(kind: str, item: values.Item, plan: values.Plan, now: datetime) -> Iterator[str]:
    for question in _QUESTIONS.get(kind, ("",)):
        asked = Asked(
            text=question,
            topic=topic_of(item),
            replies=replies(),
            now=now.astimezone(_ZONE),
            plan=plan,
            last_item=Spoken(kind.removesuffix("s"), item.id),
        )
        told = _answer(asked, item)
        yield from dict.fromkeys((*told.texts, *told.more))


def _answer(asked: Asked, item: values.Item) -> Answer:
    if isinstance(item, values.Appointment):
        return appointments.about_each(asked, [item])
    if isinstance(item, values.Instruction):
        return instructions.told(asked, [item])
    if isinstance(item, values.Goal | values.Unsorted):
        return Answer(texts=(item.wording or "",), topic=asked.topic)
    return FROM_THE_PLAN[asked.topic](asked)


def _without_names(text: str, item: values.Item) -> str:
    for field in _NAMES:
        name = getattr(item, field, None)
        if name:
            text = text.replace(name, "it").replace(name[:1].upper() + name[1:], "It")
    return without_medical_terms(text, plain_words())
