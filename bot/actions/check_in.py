"""A text that comes while a question of a check-in is open: an answer, or something else."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker  # type: ignore[import-untyped]  # the SDK ships no types

from bot.actions.topic import TopicAction
from wayhome.dialogue.rasa import topic_of
from wayhome.dialogue.turns import Turn


class CheckIn(TopicAction):
    topic = "check_in"

    def turn(self, tracker: Tracker) -> Turn:
        """Under the topic that the text was read as; the desk knows which question is open."""
        read_as: dict[str, Any] = tracker.latest_message["metadata"]["read_as"]
        return self.made(tracker, topic_of(read_as["name"]), read_as["confidence"])
