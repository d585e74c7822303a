"""The audit trail: every change has an actor, in the same transaction as the change."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.clock import Clock
from wayhome.models import AuditEvent
from wayhome.models.base import Base


class NobodyActed(ValueError):  # noqa: N818 - reads as what went wrong
    """A change needs an actor: pass the staff member's id, or the part of the system that acted."""


def record(  # noqa: PLR0913 - who, what, to what, when
    session: AsyncSession,
    clock: Clock,
    action: str,
    subject: Base,
    *,
    staff_id: int | None = None,
    system: str | None = None,
    **detail: Any,  # noqa: ANN401 - any JSON value
) -> None:
    """Adds an event about a flushed row; details are ids, words and counts, never texts."""
    if staff_id is None and system is None:
        raise NobodyActed(NobodyActed.__doc__)
    session.add(
        AuditEvent(
            at=clock.now(),
            staff_id=staff_id,
            system=system,
            action=action,
            subject_kind=subject.__tablename__,
            subject_id=subject.id,  # type: ignore[attr-defined]
            detail=detail,
        )
    )
