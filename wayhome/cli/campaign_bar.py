"""A bar that follows a campaign, with its counts below, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars
from rich.text import Text

from wayhome.cli.campaign_lines import counts_of

if TYPE_CHECKING:
    from wayhome.campaigns.progress import Progress
    from wayhome.models import Campaign

Shown: TypeAlias = "Callable[[Campaign, Progress], None]"


@contextmanager
def bar() -> Iterator[Shown]:
    """Gives what to call with each newer progress."""
    bars = Bars(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )
    task, below = bars.add_task("", total=None), Text()
    with Live(Group(bars, below), console=Console(stderr=True)):

        def show(campaign: Campaign, progress: Progress) -> None:
            state = f"{campaign.name} {progress.state(campaign)}"
            bars.update(task, description=state, total=progress.planned, completed=progress.done)
            below.plain = counts_of(campaign, progress)

        yield show
