"""Runs Rasa's graph of components one after another, without a scheduler.

Rasa hands its graph to dask, which plans and schedules a handful of steps anew for each of a
turn's three runs; docs/decisions/0011-cheap-turns.md has what that costs.
"""

from __future__ import annotations

from typing import Any

from rasa.engine.runner.dask import DaskGraphRunner


def install() -> None:
    """To be called once, before a model is loaded; training runs its steps the same way."""
    DaskGraphRunner.run = run_in_order


def run_in_order(
    runner: DaskGraphRunner,
    inputs: dict[str, Any] | None = None,
    targets: list[str] | None = None,
) -> dict[str, Any]:
    """The outputs of `targets` by name; a step that no target needs is not run."""
    nodes = runner._graph_schema.nodes  # noqa: SLF001 - stands in for a method of the runner's
    steps = runner._instantiated_nodes  # noqa: SLF001 - likewise
    done = {name: (name, value) for name, value in (inputs or {}).items()}

    def output_of(name: str) -> tuple[str, Any]:
        if name not in done:
            done[name] = steps[name](*map(output_of, nodes[name].needs.values()))
        return done[name]

    wanted = targets or runner._graph_schema.target_names  # noqa: SLF001 - likewise
    return dict(map(output_of, wanted))
