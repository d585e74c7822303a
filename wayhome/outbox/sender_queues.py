"""When each sender is next free, kept in the database so that all workers share it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import (
    TEXT,
    ColumnElement,
    Float,
    Interval,
    bindparam,
    cast,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from wayhome.db.engine import one_trip
from wayhome.models import SenderQueue

if TYPE_CHECKING:
    from wayhome.db.engine import Sessions

#: A queue that has been free for so long is as good as none.
_IDLE_FOR: Final = timedelta(minutes=1)

_SENDER: Final = bindparam("of_sender", type_=TEXT)
_TAKES: Final = bindparam("takes", type_=Interval)
_AHEAD: Final = bindparam("ahead", type_=Interval)

Now: TypeAlias = "ColumnElement[datetime]"


class SenderQueues:
    def __init__(self, sessions: Sessions, now: Now) -> None:
        """`now` as a statement sees it; one clock for all workers."""
        self._sessions = sessions
        self._now = now
        self._taking, self._moving = _taking(now), _moving(now)

    async def take(self, sender: str, takes: timedelta, ahead: timedelta) -> float | None:
        """In how many seconds the moment comes that is ours; None: too far ahead to take one."""
        async with one_trip(self._sessions) as connection:
            taken = await connection.execute(
                self._taking, {"of_sender": sender, "takes": takes, "ahead": ahead}
            )
            left: float | None = taken.scalar_one_or_none()
            return left

    async def free_in(self, sender: str) -> float:
        """Seconds; not above 0 if it is free."""
        free_in = select(_seconds(SenderQueue.free_at - self._now))
        async with one_trip(self._sessions) as connection:
            found = await connection.execute(free_in.where(SenderQueue.sender == sender))
            return found.scalar_one_or_none() or 0.0

    async def move(self, sender: str, by: timedelta) -> None:
        """Lets it be free later, or sooner but not before now."""
        async with one_trip(self._sessions) as connection:
            await connection.execute(self._moving, {"of_sender": sender, "takes": by})

    async def sweep(self) -> int:
        """Forgets queues that nobody waits in, such as those of single chats; how many."""
        idle = delete(SenderQueue).where(SenderQueue.free_at < self._now - _IDLE_FOR)
        async with one_trip(self._sessions) as connection:
            return (await connection.execute(idle)).rowcount


def _taking(now: Now) -> Any:  # noqa: ANN401 - an insert
    queue = SenderQueue
    first = insert(queue).values(sender=_SENDER, free_at=now + _TAKES)
    return first.on_conflict_do_update(
        index_elements=["sender"],
        set_={"free_at": func.greatest(queue.free_at, now) + _TAKES},
        where=queue.free_at <= now + _AHEAD,
    ).returning(_seconds(queue.free_at - _TAKES - now))


def _moving(now: Now) -> Any:  # noqa: ANN401 - an update
    moved = func.greatest(SenderQueue.free_at, now) + _TAKES
    return update(SenderQueue).where(SenderQueue.sender == _SENDER).values(free_at=moved)


def _seconds(span: Any) -> ColumnElement[float]:  # noqa: ANN401 - an interval
    return cast(func.extract("epoch", span), Float)
