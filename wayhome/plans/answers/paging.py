"""Cuts long lists into texts of a fair length; what is left waits for the word "more"."""

from __future__ import annotations

from collections.abc import Sequence

from wayhome.plans.answers.asked import Asked

#: Four segments: what a list may take, and what a small phone still shows in one piece.
_ROOM = 520


def pages(asked: Asked, heading: str, lines: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The first text with its heading, and the texts that are kept back."""
    cut: list[list[str]] = [[heading]]
    for line in lines:
        if len("\n".join(cut[-1])) + len(line) > _ROOM and len(cut[-1]) > 1:
            cut.append([])
        cut[-1].append(line)
    texts = ["\n".join(page) for page in cut]
    ending = asked.say("offers.more_follows")
    told = [*(f"{text}\n{ending}" for text in texts[:-1]), texts[-1]]
    return told[0], tuple(told[1:])
