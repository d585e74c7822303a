"""One text that was understood, and what we say to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    conversation_id: int
    #: The stored inbound message.
    message_id: int
    text: str
    topic: str
    #: 0 to 1, how sure the reading of the topic is.
    confidence: float


@dataclass(frozen=True)
class Reply:
    #: Each one outgoing text, in order.
    texts: tuple[str, ...]
    #: Labels of quick answers, for channels that have buttons.
    buttons: tuple[str, ...]
    topic: str
    #: The name of the picture that goes with the last text.
    picture: str | None = None
