"""Imports many bundles and takes each back, for the time of one and the memory of all."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import psutil

from wayhome.bootstrap.core import Core
from wayhome.fhir.drafting import read_drafts
from wayhome.fhir.importing import Given, prepare, write

_TENTHS = 10


class ImportBenchmark:
    """The import's own steps; an old plan counts as one of today, so that it is saved as well."""

    def __init__(self, core: Core, files: Sequence[Path]) -> None:
        self._core = core
        self._files = files
        self._today = core.clock.now().date()

    async def run(self, bundles: int) -> list[str]:
        """Lines of figures: median and 95th percentile of a bundle, and memory along the way."""
        spent: list[float] = []
        memory: list[int] = []
        saved = 0
        for number in range(bundles):
            started = perf_counter()
            saved += await self._one(self._files[number % len(self._files)])
            spent.append((perf_counter() - started) * 1000)
            if number % max(1, bundles // _TENTHS) == 0:
                memory.append(_resident())
        memory.append(_resident())
        slow = statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
        return [
            f"{bundles} bundles, {saved} of them saved and taken back",
            f"a bundle: median {statistics.median(spent):.1f} ms, p95 {slow:.1f} ms",
            f"memory: {', '.join(str(one) for one in memory)} MB from the first to the last",
        ]

    async def _one(self, file: Path) -> int:
        """1 if the file's plans could be saved."""
        given = Given(hospital="A hospital", reason="a stay", discharged_on=self._today)
        found = read_drafts([file], self._today)
        async with self._core.sessions() as session:
            prepared = [
                await prepare(session, one, replace(given), self._today) for one in found.drafts
            ]
            whole = bool(prepared) and all(one.document for one in prepared)
            if whole:
                await write(session, self._core.clock, prepared, None)
            await session.rollback()
        return int(whole)


def _resident() -> int:
    return int(psutil.Process().memory_info().rss / 1e6)
