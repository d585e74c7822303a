"""How long a text is worth delivering, by why it was sent."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from wayhome.models import Purpose


@dataclass(frozen=True, kw_only=True)
class Lifetime:
    #: After this the provider drops the text and a person takes over.
    valid_for: timedelta
    is_safety: bool = False


#: Source: standards.md 5.4 (check-ins 2 hours; safety texts 300 seconds, then a call).
LIFETIME: Final[dict[Purpose | None, Lifetime]] = {
    Purpose.SAFETY: Lifetime(valid_for=timedelta(seconds=300), is_safety=True),
    Purpose.REPLY: Lifetime(valid_for=timedelta(hours=4)),
    Purpose.STAFF: Lifetime(valid_for=timedelta(hours=4)),
    Purpose.PROGRAMME: Lifetime(valid_for=timedelta(hours=2)),
}
