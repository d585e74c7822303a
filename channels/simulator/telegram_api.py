"""Telegram's Bot API over HTTP, as far as a bot that chats with people in private needs it."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.datastructures import UploadFile

from channels.simulator.config import PhonesConfig, TelegramHook
from channels.simulator.faults import Fault, Faults
from channels.simulator.gallery import Gallery
from channels.simulator.telegram_chats import TelegramRefusal
from channels.simulator.telegram_network import TelegramNetwork
from channels.simulator.telegram_updates import PollConflict

_Method = Callable[[dict[str, str]], Awaitable[Any]]

_LONGEST_POLL = 50


class TelegramApi:
    def __init__(
        self, config: PhonesConfig, network: TelegramNetwork, faults: Faults, gallery: Gallery
    ) -> None:
        self._config = config
        self._gallery = gallery
        self._network = network
        self._faults = faults
        self._methods: dict[str, _Method] = {
            "getme": self._get_me,
            "getupdates": self._get_updates,
            "setwebhook": self._set_webhook,
            "deletewebhook": self._delete_webhook,
            "getwebhookinfo": self._get_webhook_info,
            "sendmessage": self._send_message,
            "sendphoto": self._send_photo,
            "sendchataction": self._accept,
            "setmycommands": self._accept,
            "answercallbackquery": self._answer_callback_query,
            "editmessagereplymarkup": self._edit_message_reply_markup,
        }

    def router(self) -> APIRouter:
        router = APIRouter()
        path = "/bot{token}/{method}"
        router.add_api_route(path, self.call, methods=["GET", "POST"], response_model=None)
        return router

    async def call(self, token: str, method: str, request: Request) -> Response:
        if not hmac.compare_digest(token.encode(), self._config.telegram_token.encode()):
            raise TelegramRefusal(401, "Unauthorized")
        handle = self._methods.get(method.lower())
        if handle is None:
            raise TelegramRefusal(404, "Not Found")
        params = await _params(request, self._gallery)
        fault = await self._faults.next_for("telegram") if _is_send(method) else None
        if fault is not None and fault.kind == "fail":
            raise _as_refusal(fault)
        if fault is not None and not fault.accepted:
            return await self._faults.no_answer(fault)
        result = await handle(params)
        if fault is not None:
            return await self._faults.no_answer(fault)
        return JSONResponse({"ok": True, "result": result})

    async def _get_me(self, _params: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
        abilities = {
            "can_join_groups": False,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }
        return self._network.bot | abilities

    async def _get_updates(self, params: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
        try:
            return await self._network.updates.poll(
                offset=int(params.get("offset", 0)),
                limit=int(params.get("limit", 100)),
                seconds=min(int(params.get("timeout", 0)), _LONGEST_POLL),
            )
        except PollConflict as conflict:
            raise TelegramRefusal(409, f"Conflict: {conflict}") from conflict

    async def _set_webhook(self, params: dict[str, str]) -> bool:
        url = params.get("url", "")
        hook = TelegramHook(url=url, secret=params.get("secret_token", "")) if url else None
        await self._network.updates.set_webhook(hook)
        return True

    async def _delete_webhook(self, _params: dict[str, str]) -> bool:
        await self._network.updates.set_webhook(None)
        return True

    async def _get_webhook_info(self, _params: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
        hook = self._network.updates.webhook
        return {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._network.updates.pending),
        }

    async def _send_message(self, params: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
        return self._network.send(params)

    async def _send_photo(self, params: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
        picture_id = params.get("photo", "")
        if self._gallery.find(picture_id) is None:
            raise TelegramRefusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
        return self._network.send(params, ("photo",), (picture_id,))

    async def _answer_callback_query(self, params: dict[str, str]) -> bool:
        self._network.answer_press(params.get("callback_query_id", ""))
        return True

    async def _edit_message_reply_markup(self, params: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
        return self._network.replace_buttons(params)

    async def _accept(self, _params: dict[str, str]) -> bool:
        return True


async def refused(_request: Request, refusal: Exception) -> Response:
    """Answer a refusal as the Bot API words it."""
    if not isinstance(refusal, TelegramRefusal):
        raise refusal
    return JSONResponse(refusal.as_json(), status_code=refusal.status)


async def _params(request: Request, gallery: Gallery) -> dict[str, str]:
    """A method's parameters, which may come by query, form or JSON.

    A file that is uploaded beside them is hung in the gallery, and named by its id there.
    """
    if "application/json" in request.headers.get("content-type", ""):
        try:
            sent = json.loads(await request.body() or b"{}")
        except ValueError:
            raise TelegramRefusal(400, "Bad Request: can't parse JSON") from None
    else:
        async with request.form() as form:
            hung = {
                f"attach://{name}": gallery.hang(await file.read()) or ""
                for name, file in form.items()
                if isinstance(file, UploadFile)
            }
            texts = {name: value for name, value in form.items() if isinstance(value, str)}
        sent = {name: hung.get(value, value) for name, value in texts.items()}
    flat = {k: v if isinstance(v, str) else json.dumps(v, default=str) for k, v in sent.items()}
    return dict(request.query_params) | flat


def _is_send(method: str) -> bool:
    return method.lower() in {"sendmessage", "sendphoto"}


def _as_refusal(fault: Fault) -> TelegramRefusal:
    too_many = 429
    if fault.http_status == too_many:
        return TelegramRefusal(
            too_many,
            f"Too Many Requests: retry after {fault.code}",
            retry_after=fault.code,
        )
    return TelegramRefusal(fault.http_status, "Refused on purpose")
