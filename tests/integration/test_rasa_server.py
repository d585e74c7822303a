"""The Rasa server itself, trained on a handful of examples and asked over loopback."""

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

import httpx
import pytest
import tenacity
import yaml

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-rasa" / "bin" / "python"
TOKEN = "a token of this test's own"
EXAMPLES = {
    "greet": ["hello", "hi there", "good morning", "hiya love"],
    "medicines": ["what are my tablets", "when do i take the pill", "my medicines", "which pills"],
    "start": ["start", "start again", "restart the texts", "restart"],
}

pytestmark = [
    pytest.mark.skipif(
        not PYTHON.exists(), reason=f"NOT RUN: Rasa's environment is not at {PYTHON}"
    ),
    pytest.mark.timeout(240),  # training and starting take 30 seconds on two busy cores
]


class ActionServer:
    """Answers every action with the same words, or with an error; keeps what it was sent."""

    def __init__(self) -> None:
        self.calls: list[dict[str, Any]] = []
        self.is_broken = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}/webhook"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        actions = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                actions.calls.append(json.loads(self.rfile.read(length)))
                said = {"events": [], "responses": [{"custom": {"texts": ["Noted."]}}]}
                body = json.dumps(said).encode()
                self.send_response(500 if actions.is_broken else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                """Says nothing: the test's own output is enough."""

        return Handler


@pytest.fixture(scope="module")
def actions() -> Iterator[ActionServer]:
    with ActionServer() as server:
        yield server


@pytest.fixture(scope="module")
def rasa(actions: ActionServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("rasa")
    _write_training_data(folder)
    environment = os.environ | {"RASA_TOKEN": TOKEN, "ACTIONS_URL": actions.url}
    serve = [str(PYTHON), "-m", "bot.components.serve"]
    model = ["--out", str(folder), "--fixed-model-name", "small", "--skip-validation"]
    inputs = ["--config", "config.yml", "--domain", str(folder / "domain.yml")]
    data = ["--data", str(folder / "data")]
    subprocess.run([*serve, "train", *inputs, *data, *model], cwd=ROOT, env=environment, check=True)  # noqa: S603 - our own launcher
    port = _free_port()
    at = ["--interface", "127.0.0.1", "--port", str(port), "--model", str(folder / "small.tar.gz")]
    files = ["--endpoints", "bot/endpoints.yml", "--credentials", "bot/credentials.yml"]
    server = subprocess.Popen([*serve, "run", *at, *files], cwd=ROOT, env=environment)  # noqa: S603 - likewise
    headers = {"Authorization": f"Bearer {TOKEN}"}
    url = f"http://127.0.0.1:{port}/webhooks/wayhome"
    with httpx.Client(base_url=url, headers=headers, timeout=20) as client:
        try:
            _wait_until_ready(client)
            yield client
        finally:
            server.terminate()
            server.wait(timeout=20)


def _write_training_data(folder: Path) -> None:
    (folder / "data").mkdir()
    intents = [*EXAMPLES, "check_in"]
    actions = [*(f"action_{intent}" for intent in intents), "action_out_of_scope"]
    domain = {"version": "3.1", "intents": intents, "actions": actions}
    (folder / "domain.yml").write_text(yaml.safe_dump(domain))
    nlu = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
        for intent, texts in EXAMPLES.items()
    ]
    pairs = {intent: f"action_{intent}" for intent in intents}
    rules = [
        {"rule": intent, "steps": [{"intent": intent}, {"action": action}]}
        for intent, action in {**pairs, "nlu_fallback": "action_out_of_scope"}.items()
    ]
    (folder / "data" / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}))
    (folder / "data" / "rules.yml").write_text(yaml.safe_dump({"version": "3.1", "rules": rules}))


def _free_port() -> int:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return server.server_port


@tenacity.retry(
    wait=tenacity.wait_fixed(0.3),
    stop=tenacity.stop_after_delay(90),
    retry=tenacity.retry_if_exception_type(httpx.HTTPError),
    reraise=True,
)
def _wait_until_ready(client: httpx.Client) -> None:
    client.get("/").raise_for_status()


def test_a_turn_answers_with_what_the_action_said_and_the_topic(
    rasa: httpx.Client, actions: ActionServer
) -> None:
    turn = {"sender": "7", "text": "what are my pills", "metadata": {"message_id": 42}}

    said = rasa.post("/webhook", json=turn).json()

    assert said["messages"] == [{"custom": {"texts": ["Noted."]}}]
    assert said["intent"] == "medicines"
    assert 0 < said["confidence"] <= 1
    call = actions.calls[-1]
    assert (call["next_action"], call["sender_id"]) == ("action_medicines", "7")
    assert call["tracker"]["latest_message"]["metadata"] == {"message_id": 42}
    assert call["tracker"]["latest_message"]["text"] == "what are my pills"


def test_a_turn_belongs_to_the_check_in_whose_question_is_open(
    rasa: httpx.Client, actions: ActionServer
) -> None:
    known = {"message_id": 43, "question_open": True}

    said = rasa.post("/webhook", json={"sender": "7", "text": "hiya", "metadata": known}).json()

    call = actions.calls[-1]
    read_as = call["tracker"]["latest_message"]["metadata"]["read_as"]
    assert call["next_action"] == "action_check_in"
    assert (said["intent"], said["confidence"]) == (read_as["name"], read_as["confidence"])
    assert read_as["name"] == "greet"


def test_a_long_conversation_answers_each_text_once_and_sends_no_history(
    rasa: httpx.Client, actions: ActionServer
) -> None:
    before = len(actions.calls)

    for _ in range(20):
        said = rasa.post("/webhook", json={"sender": "8", "text": "hello"}).json()
        assert (said["intent"], len(said["messages"])) == ("greet", 1)

    assert len(actions.calls) == before + 20
    assert actions.calls[-1]["tracker"]["events"] == []


@pytest.mark.parametrize("typed", ["/restart", " \uff0frestart", '/greet{"a":1}'])
def test_a_slash_commands_nothing(rasa: httpx.Client, actions: ActionServer, typed: str) -> None:
    rasa.post("/webhook", json={"sender": "9", "text": typed})

    assert not actions.calls[-1]["tracker"]["latest_message"]["text"].startswith("/")
    parsed = rasa.post("/parse", json={"text": typed}).json()
    assert parsed["confidence"] < 1, "Rasa is sure of an intent only when it was commanded"


@pytest.mark.parametrize("path", ["/webhook", "/parse"])
def test_nobody_is_let_in_without_the_token(rasa: httpx.Client, path: str) -> None:
    turn = {"sender": "1", "text": "hello"}

    for header in ("", "Bearer", "Bearer another", f"Basic {TOKEN}"):
        refused = rasa.post(path, json=turn, headers={"Authorization": header})
        assert refused.status_code == httpx.codes.UNAUTHORIZED
    assert rasa.post(path, json=turn).status_code == httpx.codes.OK


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"",
        b"\xff\xfe",
        b'{"sender":"","text":"x"}',
        b'{"sender":"1","text":5}',
        b'{"sender":"1"}',
        b'{"sender":"1","text":"x","metadata":3}',
    ],
)
def test_what_cannot_be_a_message_gets_a_sentence(rasa: httpx.Client, body: bytes) -> None:
    refused = rasa.post("/webhook", content=body)

    assert refused.status_code == httpx.codes.BAD_REQUEST
    assert refused.json()["error"].endswith(".")


def test_an_empty_text_gets_no_messages(rasa: httpx.Client, actions: ActionServer) -> None:
    before = len(actions.calls)

    said = rasa.post("/webhook", json={"sender": "1", "text": " \u200b / "}).json()

    assert said == {"messages": [], "intent": None, "confidence": 0.0}
    assert len(actions.calls) == before


def test_a_failed_action_is_an_error_and_the_next_text_is_answered(
    rasa: httpx.Client, actions: ActionServer
) -> None:
    turn = {"sender": "11", "text": "hello"}

    actions.is_broken = True
    failed = rasa.post("/webhook", json=turn)
    actions.is_broken = False

    assert failed.status_code == httpx.codes.INTERNAL_SERVER_ERROR
    assert rasa.post("/webhook", json=turn).json()["intent"] == "greet"


def test_the_server_does_not_start_without_a_token() -> None:
    environment = {name: value for name, value in os.environ.items() if name != "RASA_TOKEN"}

    refused = subprocess.run(  # noqa: S603 - our own launcher
        [str(PYTHON), "-m", "bot.components.serve", "run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert "Set RASA_TOKEN" in refused.stderr
