"""What the safety net makes of one text."""

from __future__ import annotations

from dataclasses import dataclass

from wayhome.levels import Level


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A level and the reason for it; category and rule are absent when nothing was found."""

    level: Level = Level.NONE
    category: str | None = None
    rule: str | None = None
    #: The words of the text that met the rule, as they were written but for case and marks.
    words: tuple[str, ...] = ()
