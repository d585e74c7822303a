"""What will happen, by simulated time; the same run has the same order."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

Happening = TypeVar("Happening")


@dataclass(order=True)
class _Entry(Generic[Happening]):
    at: datetime
    #: Of whom it is, and which of theirs; never the order in which it was put in.
    whose: str
    number: int
    what: Happening = field(compare=False)


class Agenda(Generic[Happening]):
    def __init__(self) -> None:
        self._entries: list[_Entry[Happening]] = []
        self._numbers: dict[str, int] = {}

    def put(self, at: datetime, whose: str, what: Happening) -> None:
        number = self._numbers[whose] = self._numbers.get(whose, 0) + 1
        heapq.heappush(self._entries, _Entry(at, whose, number, what))

    @property
    def next_at(self) -> datetime | None:
        return self._entries[0].at if self._entries else None

    def due(self, now: datetime) -> Iterator[Happening]:
        """Takes out what has come, oldest first, also what is put in meanwhile."""
        while self._entries and self._entries[0].at <= now:
            yield heapq.heappop(self._entries).what
