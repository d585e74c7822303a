"""The provider's double and the phones behind it: what was taken, when, and what arrived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from channels.base import OutboundText, Sent
from channels.errors import ChannelError, not_reached, outcome_unknown
from channels.text import segments
from wayhome.clock import Clock

#: Of a hundred calls, so many meet each fault.
NOT_REACHED, TIMED_OUT, KILLED = 2, 2, 1


class WorkerKilled(BaseException):
    """The worker dies here, as by kill -9: nothing of ours may catch it."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A text that the provider took: from here on it cannot be called back."""

    at: datetime
    channel: str
    address: str
    text: str
    #: Our own message id, as the channel was given it.
    reference: str
    provider_id: str


@dataclass
class Phones:
    """All phones of one channel; faults follow from the seed, the address and the calls so far."""

    name: str
    clock: Clock
    seed: str
    #: Whether workers die in a call now and then.
    kills: bool = False
    faults: bool = True
    taken: list[Taken] = field(default_factory=list)
    _arrived: list[Taken] = field(default_factory=list)
    _calls: Counter[str] = field(default_factory=Counter)
    _of: dict[str, list[Taken]] = field(default_factory=dict)

    async def send(self, text: OutboundText) -> Sent:
        self._calls[text.address] += 1
        drawn = self._drawn(text.address) if self.faults else 99.0
        fault: ChannelError | WorkerKilled | None = None
        if drawn < NOT_REACHED:
            raise not_reached(self.name)
        if drawn < NOT_REACHED + TIMED_OUT:
            fault = outcome_unknown(self.name)
        elif self.kills and drawn < NOT_REACHED + TIMED_OUT + KILLED:
            fault = WorkerKilled()
        if fault is not None and self._calls[text.address] % 2:
            # It never got there; nobody on our side can know that.
            raise fault
        sent = self._take(text)
        if fault is not None:
            raise fault
        return sent

    async def find(
        self, text: OutboundText, since: datetime, known: Collection[str]
    ) -> Sent | None:
        for one in self._of.get(text.address, ()):
            if one.text == text.text and one.at >= since and one.provider_id not in known:
                return Sent(provider_id=one.provider_id, segments=segments(one.text).count)
        return None

    async def close(self) -> None:
        """Nothing is open."""

    def arrived(self) -> list[Taken]:
        """What came since this was last asked."""
        new, self._arrived = self._arrived, []
        return new

    def _drawn(self, address: str) -> float:
        return Random(f"{self.seed}:{address}:{self._calls[address]}").random() * 100  # noqa: S311 - a simulation's dice

    def _take(self, text: OutboundText) -> Sent:
        of_theirs = self._of.setdefault(text.address, [])
        one = Taken(
            at=self.clock.now(),
            channel=self.name,
            address=text.address,
            text=text.text,
            reference=text.reference,
            provider_id=f"{self.name}-{text.address}-{len(of_theirs) + 1}",
        )
        of_theirs.append(one)
        self.taken.append(one)
        self._arrived.append(one)
        return Sent(provider_id=one.provider_id, segments=segments(one.text).count)
