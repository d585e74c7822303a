"""Brings an instruction to one spelling: small letters, digits for number words, no Latin."""

from __future__ import annotations

import re
from collections.abc import Callable

_MARKS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
        "\u2212": "-", "\u00a0": " ", "\u00d7": "x", "\u2026": "...", "\u03bc": "u", "\u00b5": "u",
    }
)  # fmt: skip
_FRACTIONS = (("\u00bd", "0.5"), ("\u00bc", "0.25"), ("\u00be", "0.75"))
_NUMBERS = {
    name: str(number)
    for number, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "ninety": "90"}
_NUMBER_WORD = re.compile(
    r"(?<!\bwhich )(?<!\bthat )(?<!\bthis )(?<!\beach )(?<!\bany )(?<!\bno )(?<!\bother )"
    r"(?<!\banother )\b(" + "|".join(_NUMBERS) + r")\b"
)
#: Latin and prescribers' shorthand -> the English that the patterns read. This is the proof's
#: own table: it must never be made from the glossary that explanations are written with.
_SHORTHAND: tuple[tuple[str, str], ...] = (
    (r"\bq\.?o\.?d\b\.?|\beod\b|\balt(?:ernate)?\.? days?\b|\bevery (?:other|second) day\b", "every 2 days"),
    (r"\bfortnightly\b|\bevery fortnight\b|\bonce a fortnight\b", "every 2 weeks"),
    (r"\bb\.?(?:d\.?s?|i\.?d)\b\.?", "2 times a day"),
    (r"\bt\.?(?:ds|id|d\.s|i\.d)\b\.?", "3 times a day"),
    (r"\bq\.?(?:ds|id|d\.s|i\.d)\b\.?", "4 times a day"),
    (r"\bq\.?d\b\.?", "once a day"),
    (r"\bq\s?h\.?s\b|\bh\.?s\b", "at bedtime"),
    (r"\bq\.?a\.?m\b", "every morning"),
    (r"\bq\.?p\.?m\b", "every evening"),
    (r"\bq\s?(\d+)(?:\s?-\s?(\d+))?\s?(?:h(?:rs?|ours?)?)\b", r"every \1-\2 hours"),
    (r"\bq\s?h\b", "every 1 hours"),
    (r"\bq\s?(\d+)\s?d(?:ays?)?\b", r"every \1 days"),
    (r"\bq\s?wk\b|\bq\.?week\b", "once a week"),
    (r"\bnocte\b", "at night"),
    (r"\bmane\b", "in the morning"),
    (r"\bp\.?r\.?n\b\.?", "when needed"),
    (r"\bstat\b", "1 dose now"),
    (r"\ba\.?c\b\.?", "before food"),
    (r"\bp\.?c\b\.?", "after food"),
    (r"\bp\.?o\b\.?", "by mouth"),
    (r"\bp\.?r\b\.?(?!n)", "rectally"),
    (r"\bp\.?v\b\.?", "vaginally"),
    (r"\bs/?c\b|\bs/?q\b|\bsub-?\s?(?:cut|q)\b\.?", "subcutaneous"),
    (r"\bs\.?l\b\.?", "sublingual"),
    (r"\bi\.?v\b\.?i?|\bintrav\b\.?", "intravenous"),
    (r"\bi\.?m\b\.?", "intramuscular"),
    (r"\binh\b\.?", "inhaled"),
    (r"\b(?:n\.?b\.?m|n\.?p\.?o)\b\.?", "nothing by mouth"),
    (r"\b(\d+(?:\.\d+)?)\s?/\s?7\b", r"\1 days"),
    (r"\b(\d+(?:\.\d+)?)\s?/\s?52\b", r"\1 weeks"),
    (r"\b(\d+(?:\.\d+)?)\s?/\s?12\b", r"\1 months"),
    (r"\bx\s?(\d+)\s?(?=days?\b|weeks?\b|months?\b)", r"for \1 "),
    (r"\bx\s?(\d+)\s?d\b", r"for \1 days"),
    (r"\bod\b|\bo\.d\b\.?", "once a day"),
    (r"\bom\b(?=[\s,.;)]|$)", "every morning"),
    # A range that names its unit twice: "5mg - 10mg".
    (r"(\d) ?(mg|mcg|micrograms?|g|ml|tablets?|tabs?|puffs?|units?) ?(?:-|to) ?(\d+(?:\.\d+)?) ?\2\b", r"\1-\3 \2"),
    (r"\bt([12])dm\b", r"type \1 diabetes"),
    (r"\bper os\b", "by mouth"),
    # What a "not" often goes with, in the words that explanations put for it.
    (r"\bphysician", "doctor"),
    (r"\boverexertion\b", "doing too much"),
    (r"\bconsulting\b", "asking"),
    (r"(?<=[a-z\d])\s?/\s?(?=(?:day|week|hour)\b)", " a "),
    (r">\s?(?=\d)", "more than "),
    (r"<\s?(?=\d)", "less than "),
    (r"\bw/(?=\w)|\bw/\s", "with "),
    (r"\bc/o\b", "of"),
    (r"\b(\w+)-free\b", r"without \1"),
    (r"\bmax(?:imum)? dose per (course|day)[ :]+(\d+(?:\.\d+)?) ?(\w+)", r"maximum \2 \3 per \1"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), plain) for pattern, plain in _SHORTHAND)
_EVENING = re.compile(
    r"(?<=\d)\s?(mg|mcg|micrograms?|g|ml|units?|tabs?|caps?|tablets?|capsules?)\s(?:PO\s)?(?:ON)\b"
)
_RANGE = re.compile(r"every (\d+)-(\d*) hours")
_STUCK = re.compile(r"(?<![a-z]\d)(?<=\d)(?=[a-z%\[])(?!(?:st|nd|rd|th)\b)")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")


def plain_spelling(text: str) -> str:
    """The same instruction in one spelling; what it does not know stays as it is."""
    said = text.translate(_MARKS)
    said = _EVENING.sub(lambda found: f" {found[1]} nocte", said)
    said = " ".join(said.lower().split())
    for sign, number in _FRACTIONS:
        said = re.sub(rf"(?<=\d)\s*{sign}", f".{number[2:]}", said).replace(sign, f" {number} ")
    said = _COMMA.sub("", said)
    for pattern, english in _COMPILED:
        said = pattern.sub(english, said)
    said = _RANGE.sub(_hours, said)
    said = _STUCK.sub(" ", said)
    return " ".join(_in_digits(said).split())


def _hours(found: re.Match[str]) -> str:
    low, high = found[1], found[2]
    return f"every {low} to {high} hours" if high else f"every {low} hours"


_PARTS: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"\b3 quarters of (?:an?|1)\b|\b3 quarters\b", "0.75"),
    (r"\b(\d+) and (?:an? |1 )?half\b", r"\1.5"),
    (r"\b(\d+) and (?:an? |1 )?quarter\b", r"\1.25"),
    (r"\bhalf of (?:an?|1)\b|\bhalf an?\b|\b1 half\b|\ban? half\b|\bhalf\b", "0.5"),
    (r"\ba quarter of (?:an?|1)\b|\bquarter of an?\b|\ba quarter\b|\bquarter\b", "0.25"),
    (r"(?<!at )\bonce\b(?! (?:asleep|you|your|the|it|only if))", "1 times"),
    (r"\btwice\b", "2 times"),
    (r"\bthrice\b", "3 times"),
    (r"\btimes times\b", "times"),
)  # fmt: skip
_COMPILED_PARTS = tuple((re.compile(pattern), number) for pattern, number in _PARTS)


def _in_digits(said: str) -> str:
    said = _NUMBER_WORD.sub(lambda found: _NUMBERS[found[1]], said)
    for pattern, number in _COMPILED_PARTS:
        said = pattern.sub(number, said)
    return said
