"""What a run came to: counts, laws, time and memory; two runs of one seed differ in neither."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wayhome.models import Direction
from wayhome.simulation.evidence import Evidence
from wayhome.simulation.laws import LAWS, Violation, violations
from wayhome.simulation.lives import Life


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one part of the people came to; parts are put together into the report."""

    people: int
    behaviours: Counter[str]
    texts_in: int
    texts_out: Counter[str]
    check_ins: Counter[str]
    handoffs: Counter[str]
    answers: int
    killed: int
    violations: Sequence[Violation]
    digest: str
    #: In bytes, at its highest.
    memory: int = 0


@dataclass(frozen=True, kw_only=True)
class Report:
    seed: int
    start: str
    days: int
    shares: Sequence[Share]
    took: float
    machine: str = ""

    @property
    def violations(self) -> Sequence[Violation]:
        return [one for share in self.shares for one in share.violations]

    @property
    def digest(self) -> str:
        """The same for the same seed, whatever the machine and however many processes."""
        return hashlib.sha256("".join(one.digest for one in self.shares).encode()).hexdigest()[:16]

    def fields(self) -> dict[str, object]:
        return {
            "seed": self.seed,
            "start": self.start,
            "days": self.days,
            "people": sum(one.people for one in self.shares),
            "behaviours": self._summed("behaviours"),
            "texts_in": sum(one.texts_in for one in self.shares),
            "texts_out": self._summed("texts_out"),
            "answers": sum(one.answers for one in self.shares),
            "check_ins": self._summed("check_ins"),
            "handoffs": self._summed("handoffs"),
            "workers_killed": sum(one.killed for one in self.shares),
            "violations": [{"law": one.law, "what": one.what} for one in self.violations],
            "digest": self.digest,
            "seconds": round(self.took, 1),
            "memory_mb": round(max(one.memory for one in self.shares) / 2**20),
        }

    def lines(self) -> Iterator[str]:
        found = self.fields()
        yield f"{found['people']} people, {self.days} days from {self.start}, seed {self.seed}"
        yield f"texts in   {found['texts_in']}"
        for name in ("texts_out", "check_ins", "handoffs", "behaviours"):
            yield f"{name.replace('_', ' '):<10} {_told(self._summed(name))}"
        yield f"answers    {found['answers']}"
        broken = Counter(one.law for one in self.violations)
        for law in LAWS:
            yield f"{'BROKEN ' + str(broken[law]) if broken[law] else 'held':<10} {law}"
        yield from map(str, self.violations)
        yield (
            f"digest {self.digest}; {self.took:.0f} s, up to {found['memory_mb']} MB a process,"
            f" workers killed: {found['workers_killed']}"
        )

    def _summed(self, name: str) -> dict[str, int]:
        total: Counter[str] = sum((getattr(one, name) for one in self.shares), Counter())
        return dict(sorted(total.items()))


def share_of(evidence: Evidence, people: Sequence[Life], killed: int) -> Share:
    messages = evidence.messages.values()
    outbound = [one for one in messages if one.direction is Direction.OUT]
    return Share(
        people=len(people),
        behaviours=Counter(name for life in people for name in life.behaviours),
        texts_in=sum(one.direction is Direction.IN for one in messages),
        texts_out=Counter(f"{one.purpose}/{one.status}" for one in outbound),
        check_ins=Counter(one.status.value for one in evidence.check_ins.values()),
        handoffs=Counter(f"{one.level.value}/{one.reason.value}" for one in evidence.handoffs),
        answers=len(evidence.answers),
        killed=killed,
        violations=violations(evidence),
        digest=digest(evidence),
    )


def digest(evidence: Evidence) -> str:
    """Of what happened to each person when; ids follow from who was first in the same second."""
    who = {one.id: one.local_id for one in evidence.people.values()}
    facts = [
        f"{who.get(one.person_id or 0)} {one.created_at.isoformat()} {one.direction} {one.status}"
        f" {one.purpose} {one.text}"
        for one in evidence.messages.values()
    ]
    facts += [
        f"{who[one.person_id]} {one.schedule}/{one.key} {one.status} {one.why} {one.ended_at}"
        for one in evidence.check_ins.values()
    ]
    facts += [
        f"{who.get(one.person_id or 0)} {one.opened_at.isoformat()} {one.level} {one.reason}"
        f" {one.category} {one.resolved_at}"
        for one in evidence.handoffs
    ]
    return hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()


def _told(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
