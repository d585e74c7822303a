"""Lets some people live for some days, with every phrase read as its file says."""

from __future__ import annotations

from datetime import date

from wayhome.bootstrap.core import Core
from wayhome.bootstrap.simulation import Plan, simulate, topics_as_written
from wayhome.clock import SetClock
from wayhome.simulation.evidence import Evidence
from wayhome.simulation.phrases import phrases


async def lived(  # noqa: PLR0913 - a run's own options
    core: Core,
    clock: SetClock,
    *,
    people: int,
    days: int,
    seed: int = 1,
    start: date = date(2026, 10, 1),
    kills: bool = False,
) -> Evidence:
    plan = Plan(seed=seed, first=0, people=people, start=start, days=days, kills=kills)
    _, evidence = await simulate(core, clock, plan, topics_as_written(phrases().topics))
    return evidence
