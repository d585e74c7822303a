"""Cuts long lists into texts of a fair length; what is left waits for the word "more"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wayhome.plans.answers.asked import Asked

#: Four segments: what a list may take, and what a small phone still shows in one piece.
_ROOM = 520
#: One segment, for people who need shorter texts.
BRIEF = 160
#: Two segments: what any text may take that is no list.
TWO_SEGMENTS = 306
#: The same with the words that more follows.
ONE_OF_SEVERAL = 260
_END_OF_A_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def pages(
    asked: Asked, heading: str, lines: Sequence[str], *, room: int = _ROOM
) -> tuple[str, tuple[str, ...]]:
    """The first text with its heading, and the texts that are kept back."""
    cut: list[list[str]] = [[heading]]
    room = BRIEF if asked.brief else room
    for line in (piece for one in lines for piece in pieces(one, room - len(heading))):
        full = asked.one_at_a_time or len("\n".join(cut[-1])) + len(line) > room
        if full and (len(cut) > 1 or len(cut[-1]) > 1):
            cut.append([])
        cut[-1].append(line)
    texts = ["\n".join(page) for page in cut]
    ending = asked.say("offers.more_follows")
    told = [*(f"{text}\n{ending}" for text in texts[:-1]), texts[-1]]
    return told[0], tuple(told[1:])


def pieces(text: str, room: int) -> tuple[str, ...]:
    """Whole sentences, as many together as there is room for; a longer sentence stays whole."""
    if len(text) <= room:
        return (text,)
    cut: list[str] = []
    for sentence in _END_OF_A_SENTENCE.split(text):
        if cut and len(cut[-1]) + len(sentence) < room:
            cut[-1] = f"{cut[-1]} {sentence}"
        else:
            cut.append(sentence)
    return tuple(cut)
