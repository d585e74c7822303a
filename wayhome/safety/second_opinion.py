"""A learned opinion beside the rules: it may raise a level, and never lower one."""

from __future__ import annotations

from typing import Protocol

import structlog

from wayhome.levels import Level
from wayhome.safety.verdict import Verdict

log = structlog.get_logger()

#: What a verdict names as its rule when no rule, but the model, raised it.
RULE = "second opinion"


class SecondOpinion(Protocol):
    """What has learned from labelled texts how serious a text is; gives a level and a category."""

    def opinion(self, text: str, without_sayings: str) -> tuple[str, str]: ...


def raised(
    verdict: Verdict, text: str, without_sayings: str, reader: SecondOpinion | None
) -> Verdict:
    """The verdict of the rules, or a higher one; without a reader, or with a broken one, theirs."""
    if reader is None or verdict.level is Level.EMERGENCY:
        return verdict
    try:
        found, category = reader.opinion(text, without_sayings)
        level = Level(found)
    except Exception:
        log.exception("second_opinion_failed", length=len(text))
        return verdict
    if level <= verdict.level:
        return verdict
    # The rules named what they saw; the reply goes by that, however serious it turns out to be.
    return Verdict(
        level=level,
        category=verdict.category or category,
        rule=f"{RULE}, after {verdict.rule}" if verdict.rule else RULE,
        words=verdict.words,
    )
