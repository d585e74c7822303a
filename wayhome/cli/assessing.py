"""wayhome assess: what the service makes of texts, one a line, without answering any."""

import json
import sys

import typer

from wayhome.bootstrap.assessor import assess_all
from wayhome.bootstrap.logs import set_up_logs
from wayhome.cli.context import read_settings
from wayhome.cli.say import say, show

RULES_ONLY = typer.Option(
    False, "--rules-only", help="Turn every model off: the safety net's rules stand alone."
)


def assess(*, rules_only: bool = RULES_ONLY) -> None:
    """Read texts on standard input, one a line; print one JSON object for each."""
    set_up_logs(json=False)
    texts = [line.rstrip("\n") for line in sys.stdin]
    topics = rules_only
    for found in assess_all(read_settings(), texts, models=not rules_only):
        topics = topics or found.topic is not None
        show(json.dumps(found.fields(), ensure_ascii=False))
    if texts and not topics:
        say("Topics were not read: no assistant is trained. Run: wayhome train")
