"""One handoff as `wayhome handoff list` shows it: a line for people, fields for scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from wayhome.checkins.failing import WORDS_FAILED
from wayhome.handoffs.clocks import ENGLAND
from wayhome.handoffs.queue import Waiting


@dataclass(frozen=True)
class Shown:
    row: Waiting
    #: Name and number of the safeguarding lead.
    safeguarding_lead: str
    now: datetime

    @property
    def fields(self) -> dict[str, object]:
        row = self.row
        return {
            "number": row.handoff.id,
            "level": row.handoff.level,
            "reason": row.handoff.reason,
            "category": row.handoff.category,
            "person": row.person.name if row.person else None,
            "channel": row.contact_point.channel if row.contact_point else None,
            "address": row.contact_point.address if row.contact_point else None,
            "text": row.message.text if row.message else None,
            "opened_at": row.handoff.opened_at.isoformat(),
            "due_at": row.handoff.due_at.isoformat(),
            "overdue": row.is_overdue(self.now),
            "tell": self._tell,
            "do": self._do,
            "claimed_by": row.claimed_by,
            "outcome": row.handoff.outcome,
            "needs": [str(one) for one in row.needs],
        }

    @property
    def line(self) -> str:
        row = self.row
        about = f"{row.handoff.reason} {row.handoff.category or ''}".strip()
        state = f"with {row.claimed_by}" if row.claimed_by else "waiting"
        nothing = "no text could be made" if self._do else "no address to text to"
        text = repr(row.message.text[:80]) if row.message else nothing
        parts = (
            f"{row.handoff.id:>5}",
            f"{row.handoff.level:<9}",
            f"{about:<34}",
            f"{self._at(row.handoff.opened_at)}",
            f"{self._due:<26}",
            f"{state:<16}",
            f"TELL {self._tell}, the safeguarding lead" if self._tell else None,
            f"{self._who}: {text}",
            f"DO: {self._do}" if self._do else None,
            f"NEEDS {'; '.join(map(str, row.needs))}" if row.needs else None,
        )
        return "  ".join(part for part in parts if part is not None)

    @property
    def _tell(self) -> str | None:
        return self.safeguarding_lead if self.row.is_safeguarding else None

    @property
    def _do(self) -> str | None:
        """What somebody who reads this cannot see from the text."""
        if self.row.handoff.category != WORDS_FAILED:
            return None
        return (
            f"ring them in place of {self.row.handoff.rule}, whose words failed, and have the "
            "content looked at (wayhome content check)"
        )

    @property
    def _who(self) -> str:
        if self.row.person is not None:
            return self.row.person.name
        at = self.row.contact_point
        return f"unknown ({at.address if at else 'no address'})"

    @property
    def _due(self) -> str:
        word = "OVERDUE since" if self.row.is_overdue(self.now) else "due"
        return f"{word} {self._at(self.row.handoff.due_at)}"

    def _at(self, moment: datetime) -> str:
        """Where the person lives, by whose day it is counted."""
        person = self.row.person
        zone = ZoneInfo(person.timezone if person else ENGLAND.timezone)
        return f"{moment.astimezone(zone):%a %d %b %H:%M}"
