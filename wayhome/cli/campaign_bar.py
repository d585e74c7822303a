"""A bar that follows a campaign, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

if TYPE_CHECKING:
    from wayhome.campaigns.progress import Progress
    from wayhome.models import Campaign

Shown: TypeAlias = "Callable[[Campaign, Progress], None]"


@contextmanager
def bar() -> Iterator[Shown]:
    """Gives what to call with each newer progress."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[counts]}"),
    )
    with Bars(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task("", total=None, counts="")

        def show(campaign: Campaign, progress: Progress) -> None:
            bars.update(
                task,
                description=f"{campaign.name} {progress.state(campaign)}",
                total=progress.planned,
                completed=progress.done,
                counts=(
                    f"sent {progress.sent}, delivered {progress.delivered},"
                    f" answered {progress.answered}, failed {progress.failed},"
                    f" {progress.per_minute}/min"
                ),
            )

        yield show
