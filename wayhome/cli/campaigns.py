"""wayhome campaign: one text or one schedule for an audience, seen before it starts."""

import json

import typer

from wayhome.campaigns.definition import definition_schema
from wayhome.cli import campaign_files, campaign_following, campaign_holding
from wayhome.cli.campaign_audience import audience
from wayhome.cli.say import show

app = typer.Typer(
    help="One text or one schedule for an audience; preview it first.", no_args_is_help=True
)

app.command()(audience)
campaign_files.add_to(app)
campaign_following.add_to(app)
campaign_holding.add_to(app)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a campaign file; docs/campaign.schema.json is this."""
    show(json.dumps(definition_schema(), indent=2))
