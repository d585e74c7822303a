"""wayhome assess: what the service makes of texts, one a line, without answering any."""

import json
import sys

from wayhome.bootstrap.assessor import Assessment, assessor
from wayhome.cli.context import read_settings
from wayhome.cli.say import run, show


def assess() -> None:
    """Read texts on standard input, one a line; print one JSON object for each."""
    for found in run(_assess_all([line.rstrip("\n") for line in sys.stdin])):
        show(json.dumps(found.fields(), ensure_ascii=False))


async def _assess_all(texts: list[str]) -> list[Assessment]:
    async with assessor(read_settings()) as one:
        return [await one.assess(text) for text in texts]
