"""What the commands on campaigns share: their options, their files, and who may be named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from wayhome.bootstrap.campaigns import make_forecaster
from wayhome.campaigns import records
from wayhome.campaigns.definition import load_definition
from wayhome.campaigns.records import NotPossible
from wayhome.campaigns.wanted import CannotRun
from wayhome.cli.say import Problem
from wayhome.content.yaml_models import UnusableFileError
from wayhome.models import CampaignStatus

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.bootstrap.core import Core
    from wayhome.campaigns.definition import Definition
    from wayhome.campaigns.forecast import Forecast
    from wayhome.models import Campaign

BY = typer.Option(..., "--by", "--as", help="Your staff address; who did it is kept.")
AS_JSON = typer.Option(False, "--json", help="One JSON document.")
NAME_ALL = typer.Option(False, "--all", help="Name everybody, not the first 20.")
YES = typer.Option(False, "--yes", help="Do it, as it was shown before.")


def definition_in(file: Path) -> Definition:
    """Raises Problem."""
    if not file.is_file():
        raise Problem(f"There is no file {file}. docs/campaign.example.yaml is one to begin with.")
    try:
        return load_definition(file)
    except UnusableFileError as fault:
        raise Problem(f"{fault}\nNothing was changed. See docs/campaigns.md.") from None


async def forecast_of(
    core: Core, session: AsyncSession, definition: Definition, own: int | None = None
) -> Forecast:
    """Raises Problem."""
    try:
        return await make_forecaster(core).forecast(session, definition, own=own)
    except CannotRun as problem:
        raise Problem(f"{problem} Nothing was changed.") from None


async def started(session: AsyncSession, name: str, *, lock: bool = False) -> Campaign:
    """Raises Problem for one that was never started."""
    campaign = await records.find(session, name, lock=lock)
    if campaign is None or campaign.status is CampaignStatus.PREVIEWED:
        raise Problem(f'No campaign called "{name}" was started. See: wayhome campaign list')
    return campaign


@contextmanager
def refusals_told() -> Iterator[None]:
    """What cannot be done is a Problem that its reader can put right."""
    try:
        yield
    except NotPossible as problem:
        raise Problem(str(problem)) from None
