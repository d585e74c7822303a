"""Whatever people text, no reply reassures, diagnoses, advises on doses or keeps from help."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.plans.edna import PLAN, SMALL, ask
from wayhome.bootstrap.content_checks import never_said
from wayhome.plans.answers.topics import ANSWERS
from wayhome.plans.values import Plan

BESIDE = Path(__file__).resolve().parents[4] / "shared"
MESSAGES = Path(os.environ.get("WAYHOME_SHARED", BESIDE)) / "eval" / "messages_dev.jsonl"
RULES = never_said()
TOPICS = sorted(ANSWERS)
ASKED = re.findall(
    r"\S+",
    """is it normal fine ok safe should i stop take double miss skip half another two tablet dose
    water one lisinopril zestril wound red hot itching hurts dizzy sugar 4.2 reading 180/95 111
    999 call ring doctor tonight tomorrow infection stroke worry exercise drive bath work have
    got what does my result mean can they nurse carer appointment when bring""",
)


def broken(texts: tuple[str, ...], plan: Plan | None) -> list[str]:
    """Rules broken by our own words: the plan's approved wording stands for itself."""
    own = " ".join(texts)
    for approved in _wordings(plan) if plan else ():
        own = own.replace(approved, "...")
    return [f"{said.rule}: {said.words}" for said in RULES.found_in(own)]


def _wordings(plan: Plan) -> list[str]:
    items = (*plan.medicines, *plan.instructions, *plan.warning_signs, *plan.appointments)
    fields = ("how_to_take", "wording", "what_to_do", "note", "bring", "prepare")
    found = (getattr(item, name, None) for item in items for name in fields)
    return [str(one).rstrip(".") for one in found if one]


@pytest.mark.parametrize("topic", TOPICS)
@given(words=st.lists(st.sampled_from(ASKED), min_size=1, max_size=9))
@settings(max_examples=60, deadline=None)
def test_no_wording_of_a_question_draws_out_what_may_never_be_said(
    topic: str, words: list[str]
) -> None:
    for plan in (PLAN, SMALL, None):
        answered = ask(topic, " ".join(words), plan)
        assert broken((*answered.texts, *answered.more), plan) == []


@pytest.mark.skipif(
    not MESSAGES.exists(),
    reason=f"NOT MEASURED: no messages at {MESSAGES}; set WAYHOME_SHARED to their folder",
)
def test_no_labelled_message_draws_out_what_may_never_be_said() -> None:
    rows = [json.loads(line) for line in MESSAGES.read_text(encoding="utf-8").splitlines()]
    said = {
        (row["text"], topic): broken(ask(topic, row["text"], plan).texts, plan)
        for row in rows
        for topic in {row["topic"], "medicines", "symptom", "wound_care", "out_of_scope"}
        for plan in (PLAN, SMALL)
    }

    assert len(said) > len(rows)
    assert {asked: rules for asked, rules in said.items() if rules} == {}
