"""Spells out shorthand and medical terms in free text, and leaves every other word as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from wayhome.content.plain_words import Abbreviation, PlainWords

#: Capitals, a stroke, or a bare "X 2": shorthand, unless the glossary knows it.
_JARGON = re.compile(
    r"(?<![\w/])"
    r"(?:#\w+|i{2,3}|i-i{2}|[A-Z]{2,}[a-z]?s?|[A-Za-z]{1,2}/[A-Za-z]{1,2}|[Xx] ?\d+)"
    r"(?![\w/])"
)
_WEEKS = (
    (re.compile(r"(?<![\d/])(\d+)\s?/\s?7\b(?!/)"), "day"),
    (re.compile(r"(?<![\d/])(\d+)\s?/\s?52\b(?!/)"), "week"),
    (re.compile(r"(?<![\d/])(\d+)\s?/\s?12\b(?!/)"), "month"),
)
_A_DAY = re.compile(r"(?<=[a-zA-Z\d])\s?/\s?(?=(?:day|week|hour)\b)")
_ENOUGH_WORDS = 2
_HEADING = re.compile(r"\s*([A-Za-z][A-Za-z /&'-]{2,60}):\s*")
_THAN = re.compile(r"([<>])\s?(?=\d)")
_LEADS = re.compile(
    r"(?:\b(?:in|for|after|within|every|x|next|last|of|the|until|about)|-)\s*$", re.IGNORECASE
)


def spelled_out(text: str, words: PlainWords) -> tuple[str, tuple[str, ...]]:
    """The text in plain words, and the shorthand in it that no glossary knows."""
    text = _without_heading(text, words)
    for pattern, plain in words.instructions:
        found = pattern.fullmatch(text.strip().rstrip("."))
        if found:
            return plain.format(**found.groupdict()), ()
    said = _THAN.sub(lambda found: words.doses.than[found[1]] + " ", _periods(text))
    for one in words.abbreviations:
        for short in one.short:
            # Looking for the letters first is many times cheaper than the pattern, and rarely true.
            if short.lower() in said.lower():
                said = _replaced(said, short, one)
    known = {part for term in medical_terms(words) for part in term.split()}
    unknown = [
        one for one in _JARGON.findall(said) if one not in words.everyday and one not in known
    ]
    return " ".join(said.split()), tuple(dict.fromkeys(unknown))


def _replaced(said: str, short: str, one: Abbreviation) -> str:
    plain = f"{one.plain} ({one.medical})" if one.medical else one.plain
    if not short[0].isalnum() and len(short) == 1:
        plain += " "
    return _shorthand(short, as_written=one.as_written).sub(lambda _: plain, said)


def _without_heading(text: str, words: PlainWords) -> str:
    """Without a heading such as "ADVICE GIVEN:", unless it is all there is.

    Every word of it must be one that headings are made of: "WARFARIN: 3mg" is no heading.
    """
    found = _HEADING.match(text)
    if found is None or not text[found.end() :].strip():
        return text
    said = found[1].lower().replace("/", " ").replace("-", " ").split()
    return text[found.end() :] if all(one in words.heading_words for one in said) else text


@cache
def _shorthand(short: str, *, as_written: bool) -> re.Pattern[str]:
    """A glossary's short form as a word of its own; the glossary bounds how many are kept."""
    flags = re.NOFLAG if as_written else re.IGNORECASE
    end = r"(?![\w/])" if short[-1].isalnum() else ""
    # A term that has just been put in brackets after its plain words is not replaced again.
    start = r"(?<![\w/#(])" if short[0].isalnum() else ""
    return re.compile(rf"{start}{re.escape(short)}{end}", flags)


def _periods(text: str) -> str:
    text = _A_DAY.sub(" a ", text)
    for pattern, name in _WEEKS:
        text = pattern.sub(lambda found, name=name: _period(found, name), text)  # type: ignore[misc]
    return text


def _period(found: re.Match[str], name: str) -> str:
    lead = "" if _LEADS.search(found.string[: found.start()]) else "in "
    return f"{lead}{found[1]} {name}{'' if found[1] == '1' else 's'}"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    tidy = text.strip()
    if not tidy:
        return ""
    return tidy[0].upper() + tidy[1:] + ("" if tidy[-1] in ".!?" else ".")


def sentences(text: str) -> str:
    """The same, with a sentence of its own for what stands after a semicolon."""
    parts = [one.strip() for one in text.split(";") if one.strip()]
    if any(len(one.split()) < _ENOUGH_WORDS for one in parts) or "(" in text:
        return sentence(text)
    return " ".join(sentence(one) for one in parts)


def medical_terms(words: PlainWords) -> Sequence[str]:
    """What may stand in brackets after plain words; the proof passes over these."""
    return [one.medical for one in words.abbreviations if one.medical]
