"""What a run cost: processor time and memory of each process of a service on this machine."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

#: A word that stands on the command line of one kind of process alone, and what we call it.
_PROGRAMS: Final = {
    "web": "web",
    "worker": "worker",
    "actions": "actions",
    "bot.components.serve": "Rasa",
    "supervisor.supervisord": "supervisor",
}
_POSTGRES: Final = "PostgreSQL"


@dataclass(frozen=True)
class Costs:
    """Seconds of processor time so far and megabytes held now, by kind of process."""

    seconds: Mapping[str, float]
    megabytes: Mapping[str, float]

    def lines(self, before: "Costs", texts: int, asker: str) -> Iterator[str]:
        """What one text cost each process since `before`; `asker` is the one that measures."""
        spent = {
            name: (now - before.seconds.get(name, 0.0)) * 1000 / texts
            for name, now in sorted(self.seconds.items())
        }
        for name, milliseconds in spent.items():
            yield f"    {name:<32}{milliseconds:>7.2f} ms a text{self.megabytes[name]:>7.0f} MB"
        service = sum(spent.values()) - spent[asker]
        yield f"    {'service, without the double':<32}{service:>7.2f} ms a text"


def memory_lines(samples: Sequence[Costs]) -> Iterator[str]:
    """Megabytes of each kind of process, from the first sample to the last."""
    for name in sorted(samples[-1].megabytes):
        held = [f"{one.megabytes.get(name, 0.0):>6.0f}" for one in samples]
        yield f"    {name:<32}{' '.join(held)} MB"


def costs_now(var: Path, asker: str) -> Costs:
    """Of this process, called `asker`, of all that it started, and of PostgreSQL in `var`."""
    seconds: defaultdict[str, float] = defaultdict(float)
    megabytes: defaultdict[str, float] = defaultdict(float)
    for name, process in _processes(var, asker):
        try:
            times, memory = process.cpu_times(), process.memory_full_info()
        except psutil.Error:
            continue
        # A backend that has ended is counted with the process that started it.
        ended = times.children_user + times.children_system if name == _POSTGRES else 0.0
        seconds[name] += times.user + times.system + ended
        megabytes[name] += memory.uss / 1_000_000
    return Costs(seconds, megabytes)


def kill_ours(name: str) -> None:
    """Kill -9 of one kind of process that this process started; its supervisor starts it again."""
    for process in psutil.Process().children(recursive=True):
        if _name(process) == name:
            process.kill()


def _processes(var: Path, asker: str) -> Iterator[tuple[str, psutil.Process]]:
    ours = psutil.Process()
    yield asker, ours
    for process in ours.children(recursive=True):
        name = _name(process)
        if name is not None:
            yield name, process
    lock = var / "postgres" / "postmaster.pid"
    if lock.exists():
        postmaster = psutil.Process(int(lock.read_text(encoding="utf-8").split()[0]))
        for process in (postmaster, *postmaster.children()):
            yield _POSTGRES, process


def _name(process: psutil.Process) -> str | None:
    try:
        words = process.cmdline()
    except psutil.Error:
        return None
    return next((name for word, name in _PROGRAMS.items() if word in words), None)
