"""What a conversation remembered before a text was answered, so that a second run says the same.

A job may run twice. The state before the first run is kept with the audit of that answer, so that a
second run starts from there, and neither takes an OK for a new one nor counts a text twice.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from wayhome.models import Conversation
from wayhome.plans.answers.asked import Answer, Spoken

#: Answers that leave a question on offer as it was; all others close it.
_MORE = "more"


@dataclass(frozen=True)
class Memory:
    """Ids, topics and counts only; the words stay in the messages."""

    last_topic: str | None = None
    last_item_kind: str | None = None
    last_item_id: int | None = None
    offered_message_id: int | None = None
    misunderstood: int = 0
    more_told: int = 0
    #: The question of a check-in that was repeated after an aside.
    repeated: str | None = None
    #: Keys of the movements of which one was asked for by number.
    which_movement: tuple[str, ...] = ()

    @classmethod
    def of(cls, conversation: Conversation) -> Memory:
        return cls(
            last_topic=conversation.last_topic,
            last_item_kind=conversation.last_item_kind,
            last_item_id=conversation.last_item_id,
            offered_message_id=conversation.offered_message_id,
            misunderstood=conversation.misunderstood_in_a_row,
            more_told=conversation.more_told,
            repeated=conversation.question_repeated,
            which_movement=tuple(conversation.which_movement),
        )

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Memory:
        return cls(**{**kept, "which_movement": tuple(kept.get("which_movement", ()))})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def last_item(self) -> Spoken | None:
        if self.last_item_kind is None or self.last_item_id is None:
            return None
        return Spoken(self.last_item_kind, self.last_item_id)


def remember(conversation: Conversation, before: Memory, answer: Answer, message_id: int) -> None:
    """Sets, never counts on: the same answer from the same memory leaves the same row."""
    item = answer.item or before.last_item
    conversation.last_topic = answer.topic
    conversation.last_item_kind = item.kind if item else None
    conversation.last_item_id = item.id if item else None
    conversation.offered_message_id = message_id if answer.offers_to_pass_on else None
    conversation.question_repeated = answer.repeats or before.repeated
    conversation.which_movement = list(answer.which_movement)
    conversation.misunderstood_in_a_row = before.misunderstood + 1 if answer.not_understood else 0
    if answer.topic == _MORE:
        conversation.more_told = before.more_told + answer.told_of_more
    else:
        conversation.more_texts = list(answer.more)
        conversation.more_told = 0
