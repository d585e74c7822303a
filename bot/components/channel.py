"""The one door into Rasa: a text in, the turn's replies out, behind a token on loopback."""

from __future__ import annotations

import hmac
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.response import json as json_response

from bot.components.open_question import steered
from bot.components.safe_text import as_words
from bot.components.turn_replies import TurnReplies

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sanic.request import Request
    from sanic.response import HTTPResponse

logger = logging.getLogger(__name__)

MAX_SENDER_LENGTH = 128
TURN_FAILED = "The turn failed. Answer honestly and hand over to a person."


class BadRequestError(ValueError):
    """What was posted cannot be a message; the sentence says what to send instead."""


class WayhomeInput(InputChannel):
    """Takes `{"sender", "text", "metadata"}` and answers when the whole turn is done."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()

    @classmethod
    def name(cls) -> str:
        return "wayhome"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> WayhomeInput:
        """Fails closed: a missing token, or `${RASA_TOKEN}` left unexpanded, opens no door."""
        token = str((credentials or {}).get("token") or "")
        if not token or token.startswith("$"):
            raise RasaException(
                "The Rasa server needs a token. Set RASA_TOKEN in its environment, "
                "to the same value as in the application's."
            )
        return cls(token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        webhook = Blueprint("wayhome_webhook")

        @webhook.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            ready = request.app.ctx.agent.is_ready()
            status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
            return json_response({"status": "ok" if ready else "no model loaded"}, status=status)

        @webhook.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            if not self._admits(request):
                return _refusal("Send the header Authorization: Bearer RASA_TOKEN.", 401)
            try:
                sender, text, metadata = _read(request)
            except BadRequestError as error:
                return _refusal(str(error), HTTPStatus.BAD_REQUEST)
            if not text:
                return json_response({"messages": [], "intent": None, "confidence": 0.0})
            return await _answer(request, on_new_message, sender, text, metadata)

        @webhook.route("/parse", methods=["POST"])
        async def parse(request: Request) -> HTTPResponse:
            if not self._admits(request):
                return _refusal("Send the header Authorization: Bearer RASA_TOKEN.", 401)
            try:
                text = _text(_object(request))
            except BadRequestError as error:
                return _refusal(str(error), HTTPStatus.BAD_REQUEST)
            if not text:
                return json_response({"intent": None, "confidence": 0.0})
            return json_response(_understood(await request.app.ctx.agent.parse_message(text)))

        return webhook

    def _admits(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.encode(), self._token)


async def _answer(
    request: Request,
    on_new_message: Callable[[UserMessage], Awaitable[Any]],
    sender: str,
    text: str,
    metadata: dict[str, Any],
) -> HTTPResponse:
    replies = TurnReplies()
    try:
        # Parsed here and handed in, so that the answer can say the intent without a second parse.
        parsed = await request.app.ctx.agent.parse_message(text)
        taken, known = steered(parsed, metadata)
        await on_new_message(
            UserMessage(
                text,
                replies,
                sender,
                parse_data=taken,
                input_channel=WayhomeInput.name(),
                metadata=known,
            )
        )
    except Exception as error:  # noqa: BLE001 - any failure is the same to the caller, who hands over
        # The type only: an exception's own words may quote the text.
        logger.error("A turn failed with %s; the caller was told.", type(error).__name__)  # noqa: TRY400 - a traceback may hold the text
        return _refusal(TURN_FAILED, HTTPStatus.INTERNAL_SERVER_ERROR)
    if replies.action_failed:
        return _refusal(TURN_FAILED, HTTPStatus.INTERNAL_SERVER_ERROR)
    messages = [_without_recipient(message) for message in replies.messages]
    return json_response({"messages": messages, **_understood(parsed)})


def _understood(parsed: dict[str, Any]) -> dict[str, Any]:
    intent = parsed["intent"]
    return {
        "intent": intent.get("name"),
        "confidence": float(intent.get("confidence") or 0.0),
    }


def _read(request: Request) -> tuple[str, str, dict[str, Any]]:
    body = _object(request)
    sender, metadata = body.get("sender"), body.get("metadata") or {}
    if not isinstance(sender, str) or not 0 < len(sender) <= MAX_SENDER_LENGTH:
        raise BadRequestError(f"sender must be a text of 1 to {MAX_SENDER_LENGTH} characters.")
    if not isinstance(metadata, dict):
        raise BadRequestError("metadata must be an object, or left out.")
    return sender, _text(body), metadata


def _object(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except InvalidUsage as error:
        raise BadRequestError("The body is not JSON. Send an object with a text.") from error
    if not isinstance(body, dict):
        raise BadRequestError("The body is not an object. Send one with a text.")
    return body


def _text(body: dict[str, Any]) -> str:
    text = body.get("text")
    if not isinstance(text, str):
        raise BadRequestError("text must be a text; it may be empty.")
    return as_words(text)


def _without_recipient(message: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "recipient_id"}


def _refusal(sentence: str, status: int) -> HTTPResponse:
    return json_response({"error": sentence}, status=status)
