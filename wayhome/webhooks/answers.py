"""What a webhook answers, so that a provider repeats only what was not stored."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

import structlog
from fastapi import Request, Response
from fastapi.responses import PlainTextResponse
from psycopg import Error as DatabaseError
from sqlalchemy.exc import SQLAlchemyError

from channels.errors import Forged, Malformed
from wayhome.console.metrics import Metrics

log = structlog.get_logger()

#: A provider's request is a few kilobytes; this is the most that is read into memory.
MOST_BYTES: Final = 1_000_000

Work: TypeAlias = Callable[[], Awaitable[Response]]


async def answer(metrics: Metrics, door: str, work: Work) -> Response:
    """Runs a webhook's work: 403 forged, 400 malformed, 503 where the database is away."""
    try:
        response = await work()
    except Forged as refusal:
        log.warning("webhook_forged", door=door)
        response = PlainTextResponse(str(refusal), 403)
    except Malformed as refusal:
        log.warning("webhook_malformed", door=door)
        response = PlainTextResponse(str(refusal), 400)
    except (SQLAlchemyError, DatabaseError, OSError) as fault:
        # The kind alone: the provider sends again, and a trace of each try would drown the log.
        log.error("webhook_not_stored", door=door, why=type(fault).__name__)  # noqa: TRY400 - see above
        response = PlainTextResponse("The message could not be stored. Send it again.", 503)
    metrics.webhooks.labels(door, str(response.status_code)).inc()
    return response


async def body_of(request: Request) -> bytes:
    """The request's body; raises Malformed for one that is far too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Malformed("The request is longer than any message can be.")
    return bytes(body)


def path_of(request: Request) -> str:
    """The path with its query, exactly as it was requested; signatures cover every character."""
    path = (request.scope.get("raw_path") or request.url.path.encode()).decode("latin-1")
    query = request.scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path
