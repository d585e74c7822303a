"""Puts together what `wayhome content` needs: the files of `content/` and what they are held to."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from wayhome.bootstrap.content import move_to_improve, replies, schedules
from wayhome.content.check_in_files import ScheduleError
from wayhome.content.checking.finding import Finding
from wayhome.content.checking.keys import used_keys
from wayhome.content.checking.movements import MovementChecks
from wayhome.content.checking.never_said import NeverSaid, load_never_said
from wayhome.content.checking.plain_words import load_plain_words
from wayhome.content.checking.samples import Samples, load_samples
from wayhome.content.checking.wordings import Checks
from wayhome.content.red_flags import RedFlagContentError, load_red_flags
from wayhome.content.replies import RepliesError
from wayhome.content.yaml_models import UnusableFileError
from wayhome.settings import ROOT

_CONTENT = ROOT / "content"


def samples() -> Samples:
    return load_samples(_CONTENT / "samples.yaml")


def never_said() -> NeverSaid:
    return load_never_said(_CONTENT / "never_said.yaml")


def checks(today: date) -> Checks:
    """Everything that wordings are held to; raises what its loaders raise."""
    categories = load_red_flags(_CONTENT / "red_flags")
    return Checks(
        replies=replies(),
        samples=samples(),
        plain_words=load_plain_words(_CONTENT / "plain_words.yaml"),
        never_said=never_said(),
        used=used_keys(ROOT / "wayhome"),
        categories=frozenset(one.id for one in categories),
        today=today,
        root=ROOT,
    )


def movement_checks(today: date) -> MovementChecks:
    """What chair and bed movements are held to; raises what their loaders raise."""
    return MovementChecks(
        movements=move_to_improve().movements,
        folder=_CONTENT / "move_to_improve",
        replies=replies(),
        plain_words=load_plain_words(_CONTENT / "plain_words.yaml"),
        never_said=never_said(),
        today=today,
        root=ROOT,
    )


def findings(today: date) -> list[Finding]:
    """Every fault in `content/`; files that cannot be read at all come alone."""
    try:
        schedules()
        return sorted([*checks(today).findings(), *movement_checks(today).findings()])
    except (ScheduleError, UnusableFileError) as error:
        return [replace(one, file=_from_root(one.file)) for one in error.findings]
    except (RepliesError, RedFlagContentError, ValueError, yaml.YAMLError) as fault:
        return [Finding(file="content", line=0, key="", advice=" ".join(str(fault).split()))]


def _from_root(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else file
