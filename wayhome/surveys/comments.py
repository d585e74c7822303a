"""What people wrote in their own words in a survey, without who wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from wayhome.content.check_ins import OWN_WORDS
from wayhome.models import Answer, CheckIn, CheckInKind, Message
from wayhome.surveys.small_groups import FEWEST

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession


async def comments(session: AsyncSession, schedule: str) -> Mapping[str, Sequence[str]]:
    """By question, in an order that says nothing of who wrote when; nothing of fewer than five."""
    rows = await session.execute(
        select(Answer.question, Message.text)
        .join(CheckIn, CheckIn.id == Answer.check_in_id)
        .join(Message, Message.id == Answer.message_id)
        .where(
            CheckIn.kind == CheckInKind.SURVEY,
            CheckIn.schedule == schedule,
            Answer.value == OWN_WORDS,
            Answer.superseded_at.is_(None),
        )
        .order_by(Answer.question, func.md5(Message.text))
    )
    found: dict[str, list[str]] = {}
    for question, text in rows:
        found.setdefault(question, []).append(text)
    return {question: texts for question, texts in found.items() if len(texts) >= FEWEST}
