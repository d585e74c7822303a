"""The assistant's domain, rules and examples, read as YAML: Rasa is not in this environment."""

import json
import os
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
BOT = ROOT / "bot"
SHARED = Path(os.environ.get("WAYHOME_SHARED", ROOT.parent / "shared"))
MESSAGES = SHARED / "eval" / "messages_dev.jsonl"

#: What people ask of most, and so what has to be told apart best.
FIRST_TOPICS = frozenset(
    {
        *("greet", "help", "are_you_human", "plan_summary", "medicines", "appointments"),
        *("equipment", "care_at_home", "who_to_contact", "warning_signs", "thanks", "goodbye"),
        *("talk_to_person", "out_of_scope", "affirm", "deny", "wound_care", "food_and_drink"),
        "symptom",
    }
)
ENOUGH_FIRST, ENOUGH = 60, 30
#: A yes or a no is short, so that some evaluation message of one or two words must be among them.
SHORT = 2


def _read(path: Path) -> Any:  # noqa: ANN401 - what a YAML file may hold
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _bare(text: str) -> str:
    """Case, punctuation and spacing do not make two examples different, unless that is all."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("'", ""))) or text


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    merged: dict[str, Any] = {"intents": [], "actions": []}
    for path in sorted((BOT / "domain").rglob("*.yml")):
        read = _read(path)
        assert "responses" not in read, f"{path.name} has wording; wording belongs in content/"
        assert "slots" not in read, f"{path.name} has slots; state belongs in PostgreSQL"
        for key in merged:
            merged[key] += read.get(key, [])
    return merged


@pytest.fixture(scope="module")
def rules() -> list[dict[str, Any]]:
    paths = sorted((BOT / "data" / "rules").rglob("*.yml"))
    return [rule for path in paths for rule in _read(path)["rules"]]


@pytest.fixture(scope="module")
def examples() -> dict[str, list[str]]:
    by_intent: dict[str, list[str]] = defaultdict(list)
    for path in sorted((BOT / "data" / "nlu").rglob("*.yml")):
        for block in _read(path)["nlu"]:
            lines = block["examples"].splitlines()
            by_intent[block["intent"]] += [line.removeprefix("- ").strip() for line in lines]
    return by_intent


def test_every_intent_has_one_rule_and_its_own_action(
    domain: dict[str, Any], rules: list[dict[str, Any]]
) -> None:
    answered = [[*step.items()] for rule in rules for step in rule["steps"]]
    pairs = list(zip(answered[::2], answered[1::2], strict=True))

    expected = [([("intent", i)], [("action", f"action_{i}")]) for i in domain["intents"]]
    expected.append(([("intent", "nlu_fallback")], [("action", "action_out_of_scope")]))
    assert sorted(pairs) == sorted(expected)


def test_the_domain_declares_the_action_of_every_intent_and_no_other(
    domain: dict[str, Any],
) -> None:
    assert sorted(domain["actions"]) == sorted(f"action_{i}" for i in domain["intents"])


def test_every_intent_has_examples_and_every_example_an_intent(
    domain: dict[str, Any], examples: dict[str, list[str]]
) -> None:
    # A check-in's turns are known by the question that is open, not by what they say.
    assert set(examples) == set(domain["intents"]) - {"check_in"}


def test_every_intent_has_enough_different_examples(examples: dict[str, list[str]]) -> None:
    different = {intent: len({*map(_bare, texts)}) for intent, texts in examples.items()}

    few = {
        intent: count
        for intent, count in different.items()
        if count < (ENOUGH_FIRST if intent in FIRST_TOPICS else ENOUGH)
    }
    assert not few


def test_no_example_stands_under_two_intents(examples: dict[str, list[str]]) -> None:
    intents_of: dict[str, set[str]] = defaultdict(set)
    for intent, texts in examples.items():
        for text in texts:
            intents_of[_bare(text)].add(intent)

    assert not {text: sorted(those) for text, those in intents_of.items() if len(those) > 1}


def test_no_example_stands_twice_under_one_intent(examples: dict[str, list[str]]) -> None:
    """Word for word: the same words in capitals or without the comma are another way to write."""
    assert not [
        (intent, text)
        for intent, texts in examples.items()
        for text, times in Counter(texts).items()
        if times > 1
    ]


def test_no_example_is_empty_a_command_or_annotated(examples: dict[str, list[str]]) -> None:
    """A slash is an intent to Rasa, and brackets an entity; we have no entities."""
    assert not [
        text
        for texts in examples.values()
        for text in texts
        if not text or text.startswith("/") or re.search(r"\[.*\]\s*[({]", text)
    ]


@pytest.mark.skipif(
    not MESSAGES.exists(), reason=f"NOT CHECKED: no evaluation messages at {MESSAGES}"
)
def test_no_evaluation_message_is_among_the_examples(examples: dict[str, list[str]]) -> None:
    lines = MESSAGES.read_text(encoding="utf-8").splitlines()
    kept_apart = {_bare(json.loads(line)["text"]) for line in lines}

    ours = {_bare(text) for texts in examples.values() for text in texts}
    assert not {text for text in ours & kept_apart if len(text.split()) > SHORT}
