"""Imports many files at once, as a dry run does, for the memory along the way."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

import psutil

from wayhome.bootstrap.core import Core
from wayhome.fhir.drafting import read_parts
from wayhome.fhir.elements import each, first
from wayhome.fhir.importing import Given, prepare, write

_TENTHS = 10


class ManyFilesBenchmark:
    """Copies of some bundles, each of another person, in one transaction that is taken back."""

    def __init__(self, core: Core, files: Sequence[Path]) -> None:
        self._core = core
        self._files = files
        self._today = core.clock.now().date()

    async def run(self, copies: int) -> list[str]:
        """Lines of figures: people, time and memory from the first to the last."""
        with tempfile.TemporaryDirectory() as folder:
            paths = list(self._copied(Path(folder), copies))
            size = sum(path.stat().st_size for path in paths) / 1e6
            started = perf_counter()
            people, memory = await self._imported(paths)
            spent = perf_counter() - started
        return [
            f"{copies} files of {size:.1f} MB at once: {people} people, {spent:.0f} s",
            f"memory: {', '.join(str(one) for one in memory)} MB from the first to the last",
        ]

    def _copied(self, folder: Path, copies: int) -> Iterator[Path]:
        for number in range(copies):
            content = json.loads(self._files[number % len(self._files)].read_text("utf-8"))
            for entry in each(content, "entry"):
                body = first(entry, "resource")
                if first(body, "resourceType") == "Patient":
                    _make_another(body, number)
            path = folder / f"{number}.json"
            path.write_text(json.dumps(content), "utf-8")
            yield path

    async def _imported(self, paths: Sequence[Path]) -> tuple[int, list[int]]:
        given = Given(hospital="A hospital", reason="a stay", discharged_on=self._today)
        memory, people = [_resident()], 0
        async with self._core.sessions() as session:
            for read in read_parts(paths, self._today):
                for draft in read.drafts:
                    prepared = await prepare(session, draft, given, self._today)
                    if prepared.document is not None:
                        await write(session, self._core.clock, [prepared], None)
                    await session.flush()
                    session.expunge_all()
                    people += 1
                    if people % max(1, len(paths) // _TENTHS) == 0:
                        memory.append(_resident())
            await session.rollback()
        return people, memory


def _make_another(patient: dict[str, Any], number: int) -> None:
    patient["identifier"] = [{"type": {"coding": [{"code": "MR"}]}, "value": f"bench-{number}"}]
    patient["name"] = [{"family": f"Number {number}", "given": ["Jo"]}]
    patient.pop("telecom", None)


def _resident() -> int:
    return int(psutil.Process().memory_info().rss / 1e6)
