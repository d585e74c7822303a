"""Explains what a plan gives: structured doses or free text, each with its proof."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wayhome.content.checking.reading import HARDEST_TOLD, grade
from wayhome.content.plain_words import PlainWords, plain_words
from wayhome.explanations.explanation import Explanation
from wayhome.explanations.facts import Fact, Kind, fact
from wayhome.explanations.free_text import sentence, sentences, spelled_out
from wayhome.explanations.medicines import medicine_named
from wayhome.explanations.proof import differences, facts_in, facts_of, without_medical_terms
from wayhome.explanations.reading import LONGEST, read
from wayhome.explanations.steps import Step, with_implied_way
from wayhome.explanations.structure import course
from wayhome.explanations.units import time_unit
from wayhome.explanations.writing import Writer

_BARE = frozenset({"text", "sequence", "id"})
_NOTHING = "The source does not say how to take it."
_NO_DOSE = "The source gives no dose that can be relied on; a person must say how it is taken."
_TOO_LONG = "It is too long to be put in plain words as it is; say what of it the person needs."
_TWO_DOSES = "The source gives more than one amount for one dose."
#: Written on its own, such as "5/7" in "500mg TDS 5/7", a length of time is that of the course.
_TAKING = frozenset({Kind.AMOUNT, Kind.TIMES})


def explain_dosages(dosages: Sequence[Mapping[str, Any]], *, medicine: str = "") -> Explanation:
    """`dosages` are FHIR R4 Dosage elements in their order, as JSON; `medicine` is its name.

    Where the source leaves the dose of a medicine such as insulin open, the words name who settled
    it instead of a number, and a person must approve them.
    """
    source = _told(dosages)
    only_text = [str(one["text"]) for one in dosages if one.get("text") and set(one) <= _BARE]
    if only_text and len(only_text) == len(dosages):
        return explain_words(". ".join(only_text), medicine=medicine)
    found = course([one for one in dosages if one], medicine)
    if not found.steps:
        return Explanation(text="", source=source, proven=False, doubts=(_NOTHING,))
    words = plain_words()
    steps = _limits_once(found.steps)
    return _explained(steps, source, medicine, words, found.doubts)


def explain_words(text: str, *, medicine: str = "", within: str = "{}") -> Explanation:
    """Free text, such as "1 tab PO BD PRN" or "FU clinic 2/52".

    `within` is the sentence that a phrase will stand in: two words alone have no reading age.
    """
    words, source = plain_words(), " ".join(text.split())
    if not source:
        return Explanation(text="", source="", proven=False, doubts=(_NOTHING,))
    if len(source) > LONGEST:
        return Explanation(text="", source=source, proven=False, doubts=(_TOO_LONG,))
    steps = _as_dose(source)
    if steps:
        return _explained(steps, source, medicine, words, [])
    said, unknown = spelled_out(source, words)
    plain = sentences(said)
    if not plain:
        step = Step(facts=(), extras=(source,))
        return _explained([step], source, medicine, words, [])
    doubts = [f'No glossary explains "{one}".' for one in unknown]
    doubts += _hard_words(within.format(without_medical_terms(plain, words)))
    doubts += differences([list(one) for one in read(source).steps], facts_in(plain, words))
    return Explanation(text=plain, source=source, proven=not doubts, doubts=tuple(doubts))


def _hard_words(plain: str) -> list[str]:
    score = grade(plain)
    if score <= HARDEST_TOLD:
        return []
    return [f"It is hard to read (grade {score:.0f}); put it in plainer words."]


def doubts_about(source: str, dosages: Sequence[Mapping[str, Any]], text: str) -> tuple[str, ...]:
    """What a worker's own wording says otherwise than its source; empty where both are equal."""
    words = plain_words()
    if dosages:
        said = facts_of(_limits_once(course(dosages).steps))
        return differences(said, facts_in(text, words))
    theirs = _as_dose(source)
    facts = facts_of(theirs) if theirs else [list(one) for one in read(source).steps]
    return differences(facts, facts_in(text, words))


def _explained(
    steps: Sequence[Step], source: str, medicine: str, words: PlainWords, found: Sequence[str]
) -> Explanation:
    writer, doubts, texts = Writer(words.doses), list(found), []
    known = medicine_named(medicine, words)
    open_dose = known is not None and known.dose_from
    for number, step in enumerate(steps):
        told, unknown = _step_in_words(step, writer, words)
        doubts += [f'No glossary explains "{one}".' for one in unknown]
        if _says_no_dose(step) and (open_dose or _about_insulin(step, source)):
            told = writer.as_told(step, known.dose_from if known else "nurse")
            doubts.append(_NO_DOSE)
        texts.append(_joined(told, step, number, words))
    text = " ".join(one for one in texts if one)
    if any(len(set(step.of(Kind.AMOUNT))) > 1 for step in steps):
        doubts.append(_TWO_DOSES)
    if not any(step.facts or step.extras for step in steps):
        doubts.append(_NOTHING)
    if _NO_DOSE not in doubts:
        doubts += differences(facts_of(steps), facts_in(text, words))
    return Explanation(
        text=text, source=source, proven=not doubts, doubts=tuple(dict.fromkeys(doubts))
    )


def _step_in_words(step: Step, writer: Writer, words: PlainWords) -> tuple[str, list[str]]:
    unknown: list[str] = []
    reason, more = spelled_out(step.reason, words)
    unknown += more
    extras = []
    for extra in step.extras:
        said, more = spelled_out(extra, words)
        unknown += more
        if said:
            extras.append(sentence(said))
    reason = reason[:1].lower() + reason[1:] if not reason[:2].isupper() else reason
    main = [f"{writer.main_sentence(step)}."] if step.facts or step.site or not extras else []
    return " ".join([*main, *writer.sentences(step, reason), *extras]), unknown


def _joined(told: str, step: Step, number: int, words: PlainWords) -> str:
    if not number:
        return told
    key = "also" if step.along else "then"
    return words.doses.sentences[key].format(sentence=told[:1].lower() + told[1:])


def _says_no_dose(step: Step) -> bool:
    return not step.of(Kind.AMOUNT) and not step.of(Kind.RATE)


def _about_insulin(step: Step, source: str) -> bool:
    return "insulin" in f"{source} {' '.join(step.extras)}".lower()


def _as_dose(source: str) -> list[Step]:
    """The steps of a dose in shorthand that is understood to its last word; none otherwise."""
    found = read(source)
    kinds = {one.kind for one in found.facts}
    if found.unread or not kinds & _TAKING or Kind.NOT in kinds:
        return []
    steps = [
        with_implied_way(Step(facts=tuple(_as_length(one) for one in facts)))
        for facts in found.steps
    ]
    # Two amounts may be a dose and a strength: such words are kept as they stand.
    if any(len(set(step.of(Kind.AMOUNT))) > 1 or step.of(Kind.NUMBER) for step in steps):
        return []
    return steps


def _as_length(one: Fact) -> Fact:
    if one.kind is Kind.NUMBER and time_unit(one.values[1]):
        return fact(Kind.FOR, one.values[0], one.values[0], one.values[1])
    return one


def _limits_once(steps: Sequence[Step]) -> list[Step]:
    """A limit that every step repeats is that of all: it is told once, at the end."""
    limits = [tuple(one for one in step.facts if one.kind is Kind.LIMIT) for step in steps]
    if len(steps) < 2 or not limits[0] or any(one != limits[0] for one in limits):  # noqa: PLR2004 - several
        return list(steps)
    bare = [
        replace(step, facts=tuple(one for one in step.facts if one.kind is not Kind.LIMIT))
        for step in steps
    ]
    return [*bare[:-1], replace(bare[-1], facts=(*bare[-1].facts, *limits[0]))]


def _told(dosages: Sequence[Mapping[str, Any]]) -> str:
    """The source as a worker can read it: its own text, or its codes."""
    said = [str(one.get("text") or "") for one in dosages]
    if all(said):
        return ". ".join(said)
    return json.dumps([dict(one) for one in dosages], ensure_ascii=False, sort_keys=True)
