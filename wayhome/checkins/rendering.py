"""What the engine asks of those who know the words: what a check-in says to this person now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.models import CheckIn, CheckInKind, Person


@dataclass(frozen=True, kw_only=True)
class Rendered:
    texts: tuple[str, ...]
    #: Labels of quick answers under the last text, for channels that have buttons.
    buttons: tuple[str, ...] = ()
    #: The name of the picture that goes with the last text.
    picture: str | None = None
    #: The key of the question that the last text asks; None: nothing is asked.
    question: str | None = None


@dataclass(frozen=True, kw_only=True)
class NotNow:
    """It is not said: recorded as stale with this word, or looked at again at `again_at`."""

    why: str
    again_at: datetime | None = None


class Renderer(Protocol):
    async def render(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow: ...


class Reminder(Protocol):
    async def remind(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        """What is said once where nothing was answered, or why nothing is."""
        ...


Renderers: TypeAlias = Mapping["CheckInKind", Renderer]
Reminders: TypeAlias = Mapping["CheckInKind", Reminder]
