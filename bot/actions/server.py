"""The action server: the SDK's own executor behind one cheap endpoint."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

import structlog
from rasa_sdk import Action  # type: ignore[import-untyped]  # the SDK ships no types
from rasa_sdk.executor import (  # type: ignore[import-untyped]  # the SDK ships no types
    ActionExecutor,
)
from rasa_sdk.interfaces import (  # type: ignore[import-untyped]  # the SDK ships no types
    ActionExecutionRejection,
    ActionNotFoundException,
)
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

log = structlog.get_logger()

Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]


def create_actions_app(actions: Sequence[Action], *, lifespan: Lifespan | None = None) -> Starlette:
    """Rasa posts each action call to /webhook; /health says that we are up."""
    executor = ActionExecutor()
    for action in actions:
        executor.register_action(action)

    async def run(request: Request) -> JSONResponse:
        call = _read(await request.body())
        if call is None:
            return _refused("Send a JSON object with next_action and tracker.", 400)
        try:
            result = await executor.run(call)
        except ActionNotFoundException as missing:
            return _refused(f"There is no action called {missing.action_name}.", 404, call)
        except ActionExecutionRejection as rejected:
            return _refused(str(rejected), 400, call)
        except Exception as failure:  # noqa: BLE001 - any failure is the same to Rasa
            # The type only: an exception's own words may quote the text.
            log.error("action_failed", action=call["next_action"], why=type(failure).__name__)  # noqa: TRY400 - a traceback may hold the text
            return _refused("The action failed; see the log of the action server.", 500, call)
        return JSONResponse(result.model_dump() if result else None)

    async def health(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", "actions": len(executor.actions)})

    routes = [Route("/webhook", run, methods=["POST"]), Route("/health", health)]
    return Starlette(routes=routes, lifespan=lifespan)


def _read(body: bytes) -> dict[str, Any] | None:
    """The call, if it is one that the executor can run."""
    try:
        call = json.loads(body)
    except ValueError:
        return None
    if not isinstance(call, dict) or not isinstance(call.get("next_action"), str):
        return None
    tracker = call.get("tracker")
    if not isinstance(tracker, dict) or not str(tracker.get("sender_id", "")).isdecimal():
        return None
    latest = tracker.get("latest_message")
    if not isinstance(latest, dict) or not _names_its_message(latest):
        return None
    return {**call, "domain": call.get("domain") or {}}


def _names_its_message(latest: dict[str, Any]) -> bool:
    metadata = latest.get("metadata")
    return isinstance(metadata, dict) and str(metadata.get("message_id", "")).isdecimal()


def _refused(sentence: str, status: int, call: dict[str, Any] | None = None) -> JSONResponse:
    body = {"error": sentence}
    return JSONResponse(
        {**body, "action_name": call["next_action"]} if call else body, status_code=status
    )
