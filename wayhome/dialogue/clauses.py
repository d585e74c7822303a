"""Cuts a text where a question begins or ends, so that two things asked in one text are seen."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MOST_CLAUSES = 4
_WORDS_OF_A_CLAUSE = 2

_LINK = (
    r"(?:and also|and then|oh and|oh yes|oh|anyway|and|also|plus|but|n|&|by the way|btw|"
    r"another thing)"
)
#: Without one of these after it, "can" or "do" tells: "can still wiggle them", "do my exercises".
_SUBJECT = (
    r"(?:i|you|u|we|he|she|they|it|the|these|those|this|that|someone|somebody|anyone|mum|dad)"
)
_QUESTION = (
    r"(?:what(?:s|'s)?|wots?|wat|when(?:s|'s)?|wen(?:s)?|where(?:s|'s)?|who(?:s|'s)?|how|which|why|"
    r"is|are|am i|does|did|will|shall|should|have you|have i|any idea|"
    rf"(?:do|can|could|would|has) {_SUBJECT}|"
    r"tell me|remind me|let me know|not sure|i need|need a|need some|need to know|i want|id like)"
)
_STATEMENT = (
    r"(?:i|im|ive|i'm|i've|id|my|me|mum|dad|he|hes|he's|she|shes|she's|the|we|weve|been|got)"
)
_ENDS = re.compile(r"(?<=[.!?;])\s+|\n+", re.IGNORECASE)
_LINKED = re.compile(
    rf"(?:\s*[,;:-]+\s*(?:{_LINK}\s+)?|\s+{_LINK}\s+)(?={_QUESTION}\b)", re.IGNORECASE
)
#: After a question, what is told next may be another matter: "... and my leg has swollen".
_TOLD_NEXT = re.compile(
    rf"(?:\s*[,;:-]+\s*(?:{_LINK}\s+)?|\s+{_LINK}\s+)(?={_STATEMENT}\b)", re.IGNORECASE
)
_LEADS_IN = re.compile(
    rf"^(?:{_LINK}|so|yes|ok|please|pls|hi|hello|right|well)[\s,]+", re.IGNORECASE
)
_OPENS = re.compile(rf"^{_QUESTION}\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    text: str
    #: Whether it asks for something, rather than tells.
    asks: bool


def clauses(text: str) -> tuple[Clause, ...]:
    """Two to four parts, of which one asks at least; none where the text is all of a piece.

    Of a longer text, which tells a story, only what it asks.
    """
    found = [clause for sentence in _ENDS.split(text.strip()) for clause in _parts(sentence)]
    found = [one for one in found if len(one.text.split()) >= _WORDS_OF_A_CLAUSE]
    if len(found) > _MOST_CLAUSES:
        found = [one for one in found if one.asks]
        return tuple(found) if len(found) <= _MOST_CLAUSES else ()
    cut = len(found) > 1 and any(one.asks for one in found)
    return tuple(found) if cut else ()


def _parts(sentence: str) -> list[Clause]:
    parts: list[Clause] = []
    for linked in _LINKED.split(sentence):
        clause = _clause(linked)
        pieces = _TOLD_NEXT.split(linked, maxsplit=1) if clause.asks else [linked]
        parts.extend(_clause(piece) for piece in pieces if piece.strip())
    return parts


def _clause(text: str) -> Clause:
    words = _LEADS_IN.sub("", text.strip(" ,;:-"))
    return Clause(words, asks=words.endswith("?") or bool(_OPENS.match(words)))
