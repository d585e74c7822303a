"""Puts together what `wayhome content` needs: the files of `content/` and what they are held to."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml

from wayhome.bootstrap.content import (
    SCHEDULE_FOLDERS,
    answer_words,
    consent_words,
    move_to_improve,
    replies,
    schedules,
)
from wayhome.bootstrap.safety import rules_alone
from wayhome.checkins.asking import Asking, Listener
from wayhome.checkins.course import Known
from wayhome.checkins.reading import AnswerReader
from wayhome.content.check_in_files import ScheduleError, schedule_files
from wayhome.content.check_ins import Question, Schedule
from wayhome.content.checking.finding import Finding
from wayhome.content.checking.keys import used_keys
from wayhome.content.checking.movements import MovementChecks
from wayhome.content.checking.never_said import NeverSaid, load_never_said
from wayhome.content.checking.plain_words import PlainWords, load_plain_words
from wayhome.content.checking.samples import Samples, load_samples
from wayhome.content.checking.schedules import ScheduleChecks
from wayhome.content.checking.texts import TextRules
from wayhome.content.checking.wordings import Checks
from wayhome.content.red_flags import RedFlagContentError, load_red_flags
from wayhome.content.replies import RepliesError
from wayhome.content.yaml_models import UnusableFileError
from wayhome.people.manner import Manner
from wayhome.plans.answers.topics import ANSWERS
from wayhome.settings import ROOT

_CONTENT = ROOT / "content"
_SERVICE = {"service_name": "Wayhome", "team_phone": "01632 960 100"}
_GOAL = "To walk to church on Sundays with my sister."


def samples() -> Samples:
    return load_samples(_CONTENT / "samples.yaml")


def never_said() -> NeverSaid:
    return load_never_said(_CONTENT / "never_said.yaml")


def plain_words() -> PlainWords:
    return load_plain_words(_CONTENT / "plain_words.yaml")


def checks(today: date) -> Checks:
    """Everything that wordings are held to; raises what its loaders raise."""
    categories = load_red_flags(_CONTENT / "red_flags")
    return Checks(
        replies=replies(),
        samples=samples(),
        plain_words=plain_words(),
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
        plain_words=plain_words(),
        never_said=never_said(),
        today=today,
        root=ROOT,
    )


def schedule_checks(today: date, loaded: Mapping[Path, Schedule]) -> ScheduleChecks:
    """What schedules of check-ins are held to; raises what their loaders raise."""
    listener, reader, net = _listener(), AnswerReader(answer_words()), rules_alone()
    asking = Asking({}, replies(), _SERVICE)
    flags = frozenset(one.id for one in load_red_flags(_CONTENT / "red_flags"))

    def read_as(words: str, question: Question) -> str | None:
        chosen = reader.read(words, [question]).chosen
        return chosen[0][1].value if chosen else None

    return ScheduleChecks(
        schedules=loaded,
        rules=TextRules(
            plain_words=load_plain_words(_CONTENT / "plain_words.yaml"), never_said=never_said()
        ),
        texts_of=lambda check_in: asking.texts(check_in, listener),
        filled=listener.says,
        level_of=lambda text: net.assess(text).level,
        ends_our_texts=lambda text: consent_words().of(text) is not None,
        read_as=read_as,
        categories=flags | ANSWERS.keys(),
        today=today,
        root=ROOT,
    )


def _listener() -> Listener:
    """Somebody with an ordinary name and a goal of ordinary length."""
    places = {**_SERVICE, "called": "Maureen", "patient": "Harold", "goal": _GOAL}
    return Listener(places=places, known=Known(), manner=Manner())


def findings(today: date) -> list[Finding]:
    """Every fault in `content/`; files that cannot be read at all come alone."""
    try:
        held = (checks(today), movement_checks(today), schedule_checks(today, _schedules()))
        return sorted(finding for one in held for finding in one.findings())
    except (ScheduleError, UnusableFileError) as error:
        return [replace(one, file=_from_root(one.file)) for one in error.findings]
    except (RepliesError, RedFlagContentError, ValueError, yaml.YAMLError) as fault:
        return [Finding(file="content", line=0, key="", advice=" ".join(str(fault).split()))]


def _schedules() -> Mapping[Path, Schedule]:
    files = (path for folder in SCHEDULE_FOLDERS for path in schedule_files(folder))
    return {path: schedules()[path.stem] for path in files}


def _from_root(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else file
