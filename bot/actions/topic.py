"""What every action does: hand the turn to the desk and pass on its reply."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from rasa_sdk import Action, Tracker  # type: ignore[import-untyped]  # the SDK ships no types
from rasa_sdk.executor import (  # type: ignore[import-untyped]  # the SDK ships no types
    CollectingDispatcher,
)

from wayhome.dialogue.turns import Reply, Turn


class Answers(Protocol):
    """The desk, or a fake in its place."""

    async def answer(self, turn: Turn) -> Reply: ...


class TopicAction(Action):  # type: ignore[misc]  # the SDK ships no types
    topic: ClassVar[str]

    def __init__(self, desk: Answers) -> None:
        self._desk = desk

    def name(self) -> str:
        return f"action_{self.topic}"

    async def run(
        self,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],  # noqa: ARG002 - the SDK's signature
    ) -> list[dict[str, Any]]:
        reply = await self._desk.answer(self.turn(tracker))
        dispatcher.utter_message(
            json_message={
                "texts": list(reply.texts),
                "buttons": list(reply.buttons),
                "topic": reply.topic,
                "picture": reply.picture,
            }
        )
        return []

    def turn(self, tracker: Tracker) -> Turn:
        intent = tracker.latest_message.get("intent") or {}
        return self.made(tracker, self.topic, intent.get("confidence"))

    @staticmethod
    def made(tracker: Tracker, topic: str, confidence: float | None) -> Turn:
        latest = tracker.latest_message
        return Turn(
            conversation_id=int(tracker.sender_id),
            message_id=int(latest["metadata"]["message_id"]),
            text=latest.get("text") or "",
            topic=topic,
            confidence=float(confidence or 0.0),
        )
