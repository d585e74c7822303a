"""On how many of the last days somebody moved."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Date, cast, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.models import ExerciseAnswer, ExercisePrompt, Person

DAYS: Final = 7
_MOVED: Final = (ExerciseAnswer.DONE, ExerciseAnswer.PART)


async def days_moved(session: AsyncSession, person: Person, now: datetime) -> int:
    """Of today and the six days before it, on the person's own calendar."""
    day = cast(func.timezone(person.timezone, ExercisePrompt.answered_at), Date)
    today = now.astimezone(ZoneInfo(person.timezone)).date()
    count = await session.scalar(
        select(func.count(day.distinct())).where(
            ExercisePrompt.person_id == person.id,
            ExercisePrompt.answer.in_(_MOVED),
            day > today - timedelta(days=DAYS),
        )
    )
    return count or 0
