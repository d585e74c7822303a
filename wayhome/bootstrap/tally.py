"""What reached a provider double: how many numbers, how fast, and what came twice."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Times are seconds by one counter, whichever."""

    by_number: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    def add(self, number: str, at: float) -> None:
        self.by_number[number] += 1
        self.times.append(at)

    @property
    def reached(self) -> int:
        """How many numbers were texted."""
        return len(self.by_number)

    @property
    def twice(self) -> int:
        """How many texts too many."""
        return self.by_number.total() - self.reached

    @property
    def took(self) -> float:
        """From the first text until the last."""
        return max(self.times, default=0.0) - min(self.times, default=0.0)

    @property
    def busiest_second(self) -> int:
        """How many texts came within the fullest second."""
        times = sorted(self.times)
        return max(
            (bisect_left(times, at + 1.0) - place for place, at in enumerate(times)), default=0
        )
