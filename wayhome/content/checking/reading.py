"""How hard a text is to read."""

from __future__ import annotations

import re

from textstat import textstat  # type: ignore[import-untyped]  # the package ships no types

#: Reading age 9 to 11 (standards.md section 3; mission S1).
HIGHEST_GRADE = 5.0
#: What comes from a hospital is put in plainer words by a person above this.
HARDEST_TOLD = 8.0
#: Words in a sentence (standards.md section 3).
LONGEST_SENTENCE = 20

_SENTENCE_ENDS = re.compile(r"[.?!:]\s+|\n")
#: A number with its spaces is one thing to read.
_SPACES_IN_NUMBERS = re.compile(r"(?<=\d) (?=\d)")
_TELEPHONE = re.compile(r"\b\d[\d ]{6,}\d\b")


def grade(text: str) -> float:
    """Flesch-Kincaid grade by textstat; a telephone number reads as one short word."""
    return float(textstat.flesch_kincaid_grade(_TELEPHONE.sub("this", text)))


def long_sentences(text: str) -> list[str]:
    whole = _SPACES_IN_NUMBERS.sub("", text)
    return [one for one in _SENTENCE_ENDS.split(whole) if len(one.split()) > LONGEST_SENTENCE]
