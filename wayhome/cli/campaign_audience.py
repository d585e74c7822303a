"""wayhome campaign audience: whom an audience would reach, before a file is written."""

from datetime import UTC
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from wayhome.campaigns.audience import Meant, members
from wayhome.campaigns.definition import Audience
from wayhome.cli.campaign_context import NAME_ALL
from wayhome.cli.campaign_lines import SOME, of_meant
from wayhome.cli.context import opened
from wayhome.cli.say import Problem, run, show
from wayhome.content.check_ins import Audience as Kind
from wayhome.models import ChannelName, NeedKind


def audience(  # noqa: PLR0913 - an option for each line of an audience
    who: Annotated[
        Kind, typer.Option(help="Patients, or those who care for them.")
    ] = Kind.PATIENTS,
    pathway: Annotated[list[int], typer.Option(help="0 to 3, by the approved plan.")] = [],  # noqa: B006 - typer copies it
    hospital: Annotated[list[str], typer.Option(help="By the approved plan.")] = [],  # noqa: B006
    week: Annotated[list[int], typer.Option(help="Of their support today, 1 to 6.")] = [],  # noqa: B006
    need: Annotated[list[NeedKind], typer.Option(help="A need of theirs.")] = [],  # noqa: B006
    channel: Annotated[list[ChannelName], typer.Option(help="Where a text would go.")] = [],  # noqa: B006
    team: Annotated[list[str], typer.Option(help="Who looks after them.")] = [],  # noqa: B006
    name_all: bool = NAME_ALL,
) -> None:
    """Show whom an audience would reach today, and who is left out and why."""
    asked = _audience(
        who=who, pathways=pathway, hospitals=hospital, weeks=week,
        needs=need, channels=channel, teams=team,
    )  # fmt: skip
    for line in of_meant(asked, run(_meant(asked)), None if name_all else SOME):
        show(line)


def _audience(**lines: Any) -> Audience:  # noqa: ANN401 - as they were given
    try:
        return Audience(**lines)
    except ValidationError as error:
        faults = (f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors())
        raise Problem("; ".join(faults)) from None


async def _meant(asked: Audience) -> Meant:
    async with opened() as core, core.sessions() as session:
        now = core.clock.now()
        return await members(session, asked, now.astimezone(UTC).date(), now)
