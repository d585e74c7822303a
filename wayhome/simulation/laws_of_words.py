"""What a text may say, and how fast an emergency is with a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Final

from wayhome.content.checking.never_said import NeverSaid, load_never_said
from wayhome.levels import Level
from wayhome.models import Direction, HandoffReason, Purpose
from wayhome.settings import ROOT
from wayhome.simulation.evidence import Evidence, HandoffRow, MessageRow

_SECONDS: Final = timedelta(seconds=60)
#: What is said in the half hour after a 999 text speaks of the handoff of that text.
_AFTER_999: Final = timedelta(minutes=30)
_TOLD: Final = re.compile(
    r"\bI have (?:also )?told (?:your|the|them)\b|\bteam has been told\b", re.IGNORECASE
)


def emergencies_reach_the_queue(evidence: Evidence) -> Iterator[str]:
    """Both the ones that people know they had, and the ones that the safety net saw."""
    known = {
        message.id: message
        for truth in evidence.truths
        if truth.kind == "emergency"
        and (message := evidence.message_of(truth.provider_id)) is not None
    }
    seen = {
        one.id: one
        for one in evidence.messages.values()
        if one.direction is Direction.IN and one.level is Level.EMERGENCY
    }
    safety: dict[int, list[MessageRow]] = {}
    taken = {one.reference: one.at for one in reversed(evidence.taken)}
    for one in evidence.messages.values():
        if one.purpose is Purpose.SAFETY and one.in_reply_to_id is not None:
            safety.setdefault(one.in_reply_to_id, []).append(one)
    handoffs = {one.message_id: one for one in evidence.handoffs if one.level is Level.EMERGENCY}
    for message in {**known, **seen}.values():
        handoff = handoffs.get(message.id)
        if handoff is None or handoff.opened_at - message.created_at > _SECONDS:
            yield f"message {message.id} is an emergency and was not in the queue in seconds"
        left = [
            at
            for one in safety.get(message.id, ())
            if (at := taken.get(str(one.id))) is not None and at - message.created_at <= _SECONDS
        ]
        if not left and not _given_up(evidence, safety.get(message.id, ())):
            yield f"message {message.id} is an emergency and no safety text left in seconds"


def _given_up(evidence: Evidence, texts: list[MessageRow] | tuple[()]) -> bool:
    """The provider would not have it, and a person was told at once to ring."""
    undelivered = [one for one in evidence.handoffs if one.reason is HandoffReason.UNDELIVERED]
    return any(one.is_about(text.id) for one in undelivered for text in texts)


def told_is_true(evidence: Evidence) -> Iterator[str]:
    """A text says so only with a handoff of the text that it answers, opened before or with it."""
    by_conversation: dict[int, list[HandoffRow]] = {}
    for handoff in evidence.handoffs:
        by_conversation.setdefault(handoff.conversation_id, []).append(handoff)
    for message in evidence.messages.values():
        if message.direction is Direction.OUT and _TOLD.search(message.text):
            standing = by_conversation.get(message.conversation_id, [])
            if not any(_stands_for(one, message) for one in standing):
                yield f"message {message.id} says that the team was told; no handoff stands for it"


def _stands_for(handoff: HandoffRow, message: MessageRow) -> bool:
    if handoff.opened_at > message.created_at:
        return False
    after_999 = (
        handoff.level is Level.EMERGENCY
        and message.purpose is Purpose.SAFETY
        and message.created_at - handoff.opened_at <= _AFTER_999
    )
    return after_999 or handoff.is_about(message.in_reply_to_id)


def never_said_is_not_said(evidence: Evidence) -> Iterator[str]:
    """Approved words of a plan are the hospital's own and stand between the wordings of ours."""
    never = _never_said()
    found = {
        text: [one.rule for one in never.found_in(_ours(text))]
        for text in {one.text for one in evidence.messages.values() if one.purpose is not None}
    }
    for message in evidence.messages.values():
        for rule in found.get(message.text, ()) if message.purpose is not None else ():
            yield f"message {message.id} says what may never be said ({rule})"


def _ours(text: str) -> str:
    return text.replace("Take 1 tablet in the morning", "")


@cache
def _never_said() -> NeverSaid:
    return load_never_said(ROOT / "content" / "never_said.yaml")
