"""Gathers the labelled texts that the level model learns from."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from bot.understanding.level_learning import LabelledText
from wayhome.content.red_flags import load_red_flags
from wayhome.levels import Level
from wayhome.settings import ROOT

LEVELS = ROOT / "bot" / "data" / "levels"
TOPICS = ROOT / "bot" / "data" / "nlu"
RED_FLAGS = ROOT / "content" / "red_flags"

#: Topics whose examples tell of no trouble.
_HARMLESS: Final = (
    *("greet", "thanks", "goodbye", "help", "are_you_human", "plan_summary"),
    *("exercise_done", "checkin_good", "change_time", "pause", "stop", "start", "privacy"),
    *("warning_signs", "out_of_scope", "more", "affirm", "deny", "feedback", "who_to_contact"),
    "transport",
)
#: Topics that are themselves for a person to see to.
_FOR_A_PERSON: Final = (
    *("back_in_hospital", "bereavement", "carer_support"),
    *("complaint", "talk_to_person"),
)
#: Rasa's marks of what a word means: "[furosemide](medicine)" or "[it]{...}".
_MARKED = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


def labelled_texts() -> list[LabelledText]:
    """Each text once, in an order that never changes; a text of two files is the first one's."""
    first: dict[str, LabelledText] = {}
    for row in (*_written(), *_seen(), *_told(), *_of_red_flags(), *_of_topics()):
        first.setdefault(row.text.casefold(), row)
    return list(first.values())


def _written() -> Iterator[LabelledText]:
    categories = _yaml(LEVELS / "categories.yml")
    for level in Level:
        for path in sorted((LEVELS / level.value).glob("*.txt")):
            category = "" if level is Level.NONE else categories.get(path.stem, path.stem)
            for text in _lines(path):
                yield LabelledText(text, level.value, category)


def _seen() -> Iterator[LabelledText]:
    """Texts that the rules have been tried on since: they teach, but prove nothing."""
    for path in sorted((LEVELS / "seen").glob("*.jsonl")):
        for row in map(json.loads, _lines(path)):
            yield LabelledText(row["text"], row["level"])


def _told() -> Iterator[LabelledText]:
    """Texts of one person in one scene each, with level and topic."""
    for path in sorted((LEVELS / "told").glob("*.jsonl")):
        for row in map(json.loads, _lines(path)):
            yield LabelledText(row["text"], row["level"])


def _of_red_flags() -> Iterator[LabelledText]:
    for category in load_red_flags(RED_FLAGS):
        for level, texts in category.examples.items():
            for text in texts:
                yield LabelledText(text, level.value, category.id)
        for text in category.hard_negatives:
            yield LabelledText(text, Level.NONE.value)


def _of_topics() -> Iterator[LabelledText]:
    levels = dict.fromkeys(_HARMLESS, Level.NONE) | dict.fromkeys(_FOR_A_PERSON, Level.CONCERN)
    for path in sorted(TOPICS.glob("*.yml")):
        for entry in _yaml(path).get("nlu", ()):
            if entry.get("intent") not in levels:
                continue
            level = levels[entry["intent"]]
            for line in entry["examples"].splitlines():
                text = _MARKED.sub(r"\1", line.strip().removeprefix("- "))
                yield LabelledText(text, level.value, is_topic_example=True)


def _yaml(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _lines(path: Path) -> Iterable[str]:
    return filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines()))
