"""What came of something that a person did on their phone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Arrival:
    #: The MessageSid or update_id under which the service was told.
    provider_id: str
    #: The message as the phone shows it.
    message_id: str
    #: How the service answered the first attempt; None if it did not, or if it polls.
    webhook_status: int | None
