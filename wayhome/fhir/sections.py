"""A document's sections: their words, unless they only repeat the entries that they list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wayhome.fhir.drafts import Reading, joined, plain, plain_phrase
from wayhome.fhir.elements import Json, concept, each, first, text
from wayhome.fhir.narrative import has_scripts, plain_words
from wayhome.fhir.sources import Source
from wayhome.fhir.topics import topic_of
from wayhome.plans.documents import (
    AppointmentWritten,
    InstructionWritten,
    ItemWritten,
    UnsortedWritten,
)

_EXPLAIN = "Say what of this the person needs, in plain words."
RESTATED = "restated by its entries"
_ADVICE = re.compile(
    r"advice|instruction|information.*given|education|(?:actions?|tasks?) for (?:the )?patient|"
    r"patient actions?|what (?:you|the patient) (?:need|must|should)",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(r"follow.?up|plan of (?:care|treatment)|requested actions", re.IGNORECASE)
ASKED_OF_PROFESSIONALS = re.compile(r"requested actions|professional|\bgp\b", re.IGNORECASE)
FOR_PROFESSIONALS = "It may be meant for professionals: say what of it the person must know or do."
#: Pages of advice have dozens; a worker could not go through more one by one.
_MOST_SENTENCES = 300
_VISIT = re.compile(
    r"follow.?up|appointment|\bclinic|review|referr|\bopa\b|out.?patient", re.IGNORECASE
)
#: A full stop ends a sentence where a capital follows, but not after a title.
_SENTENCE_END = re.compile(
    r"(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bSt\.)(?<!Mrs\.)(?<=[.!?])\s+(?=[A-Z])"
)


def read(reading: Reading) -> None:
    for composition in reading.of("Composition"):
        for path, section in _every(composition.body, composition.path):
            _section(reading, composition, path, section)
        words = plain_words(str(first(composition.body, "text", "div") or ""))
        if words and not each(composition.body, "section"):
            title = text(composition.body, "title") or "A letter"
            reading.keep_words("letter", title, words, composition.path, _EXPLAIN)


def sentences(words: str) -> list[str]:
    """Each line's sentences; numbers and decimals are left whole."""
    return [
        one.strip()
        for line in words.splitlines()
        for one in _SENTENCE_END.split(line)
        if one.strip()
    ]


def advice_items(words: str, path: str, why_all: str = "") -> Iterator[tuple[str, ItemWritten]]:
    """Each sentence as an instruction under its topic; `why_all` makes all of them wait."""
    said = sentences(words)
    if len(said) > _MOST_SENTENCES:
        yield "unsorted", _too_long(words, path, len(said))
        return
    for sentence in said:
        topic, why = topic_of(sentence), [why_all]
        wording = plain(sentence, why)
        if topic == "warning_signs":
            why.append("It names a warning sign: say what to do about it.")
        item = InstructionWritten(
            topic=topic,
            wording=wording,
            source_text=sentence,
            source_path=path,
            needs_person=joined(why),
        )
        yield "instructions", item


def follow_up_items(words: str, path: str, why_all: str = "") -> Iterator[tuple[str, ItemWritten]]:
    """Each sentence as an appointment still to be booked, or else as advice."""
    said = sentences(words)
    if len(said) > _MOST_SENTENCES:
        yield "unsorted", _too_long(words, path, len(said))
        return
    for sentence in said:
        if not _VISIT.search(sentence):
            yield from advice_items(sentence, path, why_all)
            continue
        why = [why_all]
        title = plain_phrase(sentence, why)
        why.append("It has no day yet: say what it is, who books it and when.")
        item = AppointmentWritten(
            title=title, source_text=sentence, source_path=path, needs_person=joined(why)
        )
        yield "appointments", item


def _too_long(words: str, path: str, count: int) -> UnsortedWritten:
    why = f"It has {count:,} sentences, too many to be told one by one. {_EXPLAIN}"
    return UnsortedWritten(
        title="A long text", source_text=words, source_path=path, needs_person=why
    )


def _every(body: Json, path: str) -> Iterator[tuple[str, Json]]:
    waiting = [(path, body)]
    while waiting:
        at, one = waiting.pop(0)
        for number, section in enumerate(each(one, "section"), start=1):
            place = f"{at}, section {number}"
            yield place, section
            waiting.append((place, section))


def _section(reading: Reading, composition: Source, path: str, section: Json) -> None:
    html = text(section, "text", "div") or ""
    words = plain_words(str(first(section, "text", "div") or ""))
    title = text(section, "title") or concept(section, "code") or "A section"
    if has_scripts(html):
        reading.draft.oddities.append(f"{path}: scripts or a DOCTYPE in its narrative are left out")
    dangling = [one for one in each(section, "entry") if reading.find(one, composition) is None]
    if dangling:
        reading.draft.oddities.append(
            f"{path} ({title}): {len(dangling)} of its references lead nowhere"
        )
        _keep_named(reading, path, title, dangling)
    if not words:
        return
    generated = text(section, "text", "status") == "generated"
    if generated and each(section, "entry") and not dangling and not _FOLLOW_UP.search(title):
        reading.draft.count("section", RESTATED)
    elif _ADVICE.search(title):
        _add(reading, advice_items(words, path))
    elif _FOLLOW_UP.search(title):
        asked = FOR_PROFESSIONALS if ASKED_OF_PROFESSIONALS.search(title) else ""
        _add(reading, follow_up_items(words, path, asked))
    else:
        reading.keep_words("section", title, words, path, _EXPLAIN)


def _keep_named(reading: Reading, path: str, title: str, dangling: list[Json]) -> None:
    """What a lost reference says of itself is all that is left of it."""
    named = [said for one in dangling if (said := text(one, "display"))]
    if named:
        reading.keep_words(
            "lost reference", title, "\n".join(named), path,
            "The resource itself is not in the files. Ask the hospital for it.",
        )  # fmt: skip


def _add(reading: Reading, items: Iterator[tuple[str, ItemWritten]]) -> None:
    for collection, item in items:
        reading.draft.add(collection, "sentence of a section", item)
