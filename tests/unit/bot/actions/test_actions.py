import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from httpx import ASGITransport, AsyncClient

from bot.actions import all_actions
from bot.actions.server import create_actions_app
from wayhome.dialogue.turns import Reply, Turn
from wayhome.plans.answers.topics import ANSWERS, ONLY_IN_CONTEXT

DOMAIN = Path(__file__).resolve().parents[4] / "bot" / "domain"


@dataclass
class FakeDesk:
    turns: list[Turn] = field(default_factory=list)
    fault: Exception | None = None

    async def answer(self, turn: Turn) -> Reply:
        if self.fault is not None:
            raise self.fault
        self.turns.append(turn)
        return Reply(("Take it as the plan says.",), ("OK",), turn.topic)


def call(**changes: object) -> dict[str, Any]:
    """As Rasa sends it, without what our actions do not read."""
    latest = {
        "text": "whats it for",
        "intent": {"name": "medicines", "confidence": 0.87},
        "metadata": {"message_id": 42},
    }
    tracker = {"sender_id": "7", "latest_message": latest, "events": [], "slots": {}}
    return {"next_action": "action_medicines", "sender_id": "7", "tracker": tracker, **changes}


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
async def client(desk: FakeDesk) -> AsyncIterator[AsyncClient]:
    app = create_actions_app(all_actions(desk))
    async with AsyncClient(transport=ASGITransport(app), base_url="http://actions") as opened:
        yield opened


def test_every_action_of_the_domain_exists_and_answers_a_topic() -> None:
    domains = [yaml.safe_load(path.read_text()) for path in DOMAIN.glob("*.yml")]
    actions = {name for domain in domains for name in domain.get("actions", [])}
    intents = {name for domain in domains for name in domain.get("intents", [])}
    ours = {action.name() for action in all_actions(FakeDesk())}

    assert ours == actions
    assert {f"action_{intent}" for intent in intents} == actions
    topics = {*ANSWERS, "check_in"} - ONLY_IN_CONTEXT
    assert {f"action_{topic}" for topic in topics} == actions


async def test_a_turn_of_a_check_in_keeps_the_topic_that_it_was_read_as(
    client: AsyncClient, desk: FakeDesk
) -> None:
    given = call(next_action="action_check_in")
    given["tracker"]["latest_message"] |= {
        "intent": {"name": "check_in", "confidence": 1.0},
        "metadata": {"message_id": 42, "read_as": {"name": "appointments", "confidence": 0.7}},
    }

    await client.post("/webhook", json=given)

    assert [(one.topic, one.confidence) for one in desk.turns] == [("appointments", 0.7)]


async def test_a_call_becomes_a_turn_and_the_reply_one_message(
    client: AsyncClient, desk: FakeDesk
) -> None:
    answered = await client.post("/webhook", json=call())

    assert answered.status_code == 200
    assert desk.turns == [Turn(7, 42, "whats it for", "medicines", 0.87)]
    [message] = answered.json()["responses"]
    assert message["custom"] == {
        "texts": ["Take it as the plan says."],
        "buttons": ["OK"],
        "topic": "medicines",
        "picture": None,
    }
    assert answered.json()["events"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"next_action": "action_medicines"}',
        b'{"next_action": "action_medicines", "tracker": {"sender_id": "7"}}',
        b'{"next_action": "action_medicines", "tracker": {"sender_id": "7", "latest_message": {}}}',
        json.dumps(call(tracker={**call()["tracker"], "sender_id": "x"})).encode(),
    ],
)
async def test_a_bad_body_gets_a_sentence_and_400(client: AsyncClient, body: bytes) -> None:
    refused = await client.post("/webhook", content=body)

    assert refused.status_code == 400
    assert refused.json()["error"].endswith(".")


async def test_an_unknown_action_gets_404(client: AsyncClient) -> None:
    assert (await client.post("/webhook", json=call(next_action="action_dance"))).status_code == 404


async def test_a_failure_is_500_and_says_nothing_of_the_text(
    client: AsyncClient, desk: FakeDesk
) -> None:
    desk.fault = RuntimeError("whats it for")
    failed = await client.post("/webhook", json=call())

    assert failed.status_code == 500
    assert "whats it for" not in failed.text


async def test_health_counts_the_actions(client: AsyncClient) -> None:
    assert (await client.get("/health")).json() == {
        "status": "ok",
        "actions": len({*ANSWERS, "check_in"} - ONLY_IN_CONTEXT),
    }
