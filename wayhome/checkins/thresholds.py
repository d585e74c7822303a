"""What answers mean for a person: the gravest of what they raise, and all of it for the worker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wayhome.models import HandoffReason
from wayhome.plans.answers.asked import HandOver

if TYPE_CHECKING:
    from wayhome.content.check_ins import Choice
    from wayhome.levels import Level
    from wayhome.models import CheckIn


def raised(check_in: CheckIn, chosen: Iterable[tuple[str, Choice]]) -> HandOver | None:
    """None where no answer needs a person."""
    raising = [(key, one, one.raises) for key, one in chosen if one.raises is not None]
    if not raising:
        return None
    gravest = max((raises for *_, raises in raising), key=lambda one: one.level.rank)
    found = ", ".join(f"{key}={one.value}" for key, one, _ in raising)
    return over(check_in, gravest.level, gravest.category, found)


def over(check_in: CheckIn, level: Level, category: str, found: str) -> HandOver:
    """`found` is what of the check-in it is about, in words of its schedule."""
    return HandOver(
        level,
        HandoffReason.CONCERN_RAISED,
        category,
        rule=f"{check_in.schedule}/{check_in.key}: {found}",
    )
