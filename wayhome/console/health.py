"""Whether this process lives, whether the whole service is ready, and its figures."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, TypeAlias

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from wayhome.console.metrics import Metrics
from wayhome.db.engine import Sessions

Check: TypeAlias = Callable[[], Awaitable[bool]]

#: Jobs by task and state, handoffs that wait and texts that did not arrive, read at each scrape.
_FIGURES: Final = {
    "wayhome_jobs": (
        "SELECT task_name || '/' || status, count(*) FROM procrastinate_jobs GROUP BY 1"
    ),
    "wayhome_handoffs_waiting": (
        "SELECT level, count(*) FROM handoffs"
        " WHERE resolved_at IS NULL AND claimed_at IS NULL GROUP BY 1"
    ),
    "wayhome_texts_unfinished": (
        "SELECT direction || '/' || status, count(*) FROM messages"
        " WHERE status IN ('received', 'queued') GROUP BY 1"
    ),
}


def health_pages(sessions: Sessions, metrics: Metrics, checks: Mapping[str, Check]) -> APIRouter:
    """`checks` are the parts beyond the database that readiness asks for, by name."""
    router = APIRouter()

    @router.get("/healthz")
    async def alive() -> PlainTextResponse:
        return PlainTextResponse("alive")

    @router.get("/readyz")
    async def ready() -> JSONResponse:
        found = {"database": await _database_answers(sessions)}
        for name, check in checks.items():
            found[name] = await check()
        words = {name: "ready" if is_ready else "not ready" for name, is_ready in found.items()}
        # The database alone decides: without Rasa the safety net and the handoffs still work.
        return JSONResponse(words, 200 if found["database"] else 503)

    @router.get("/metrics")
    async def figures() -> Response:
        lines = generate_latest(metrics.registry).decode() + await _figures(sessions)
        return Response(lines, media_type=CONTENT_TYPE_LATEST)

    return router


async def _database_answers(sessions: Sessions) -> bool:
    try:
        async with sessions() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError):
        return False
    return True


async def _figures(sessions: Sessions) -> str:
    lines = []
    try:
        async with sessions() as session:
            for name, query in _FIGURES.items():
                lines.append(f"# TYPE {name} gauge")
                for state, count in await session.execute(text(query)):
                    lines.append(f'{name}{{state="{state}"}} {count}')
    except (SQLAlchemyError, OSError):
        lines.append("# the database is away")
    return "\n".join(lines) + "\n"
