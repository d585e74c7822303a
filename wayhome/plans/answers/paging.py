"""Cuts long lists into texts of a fair length; what is left waits for the word "more"."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.plans.answers.asked import Asked

#: Four segments: what a list may take, and what a small phone still shows in one piece.
_ROOM = 520
#: One segment, for people who need shorter texts.
_BRIEF = 160


def pages(asked: Asked, heading: str, lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The first text with its heading, and the texts that are kept back."""
    cut: list[list[str]] = [[heading]]
    room = _BRIEF if asked.brief else _ROOM
    for line in lines:
        full = asked.one_at_a_time or len("\n".join(cut[-1])) + len(line) > room
        if full and (len(cut) > 1 or len(cut[-1]) > 1):
            cut.append([])
        cut[-1].append(line)
    texts = ["\n".join(page) for page in cut]
    ending = asked.say("offers.more_follows")
    told = [*(f"{text}\n{ending}" for text in texts[:-1]), texts[-1]]
    return told[0], tuple(told[1:])
