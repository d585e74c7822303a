"""What one turn says, and whether its action failed, which Rasa itself only logs."""

from __future__ import annotations

from rasa.core.channels.channel import CollectingOutputChannel


class TurnReplies(CollectingOutputChannel):
    """Rasa goes on after a failed action as if it had said nothing; the caller must know."""

    def __init__(self) -> None:
        super().__init__()
        self.action_failed = False
