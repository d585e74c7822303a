"""Serves an application over HTTP until it is told to stop."""

import uvicorn
from starlette.types import ASGIApp

from wayhome.bootstrap.memory import settle_down


async def serve(app: ASGIApp, host: str, port: int) -> None:
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False)
    settle_down()
    await uvicorn.Server(config).serve()
