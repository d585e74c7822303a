"""Gives a turn to the check-in whose question is open, with what the text was read as beside it."""

from __future__ import annotations

from typing import Any

INTENT = "check_in"
#: What the application says of the conversation, and what the action reads of the text.
QUESTION_OPEN, READ_AS = "question_open", "read_as"


def steered(
    parsed: dict[str, Any], metadata: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The reading as the policies are to see it, and the metadata as the action is to see it."""
    if not metadata.get(QUESTION_OPEN):
        return parsed, metadata
    intent = parsed["intent"]
    read_as = {"name": intent.get("name"), "confidence": float(intent.get("confidence") or 0.0)}
    taken = {**parsed, "intent": {"name": INTENT, "confidence": 1.0}}
    return taken, {**metadata, READ_AS: read_as}
