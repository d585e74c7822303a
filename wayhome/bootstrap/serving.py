"""Serves an application over HTTP until it is told to stop."""

import uvicorn
from starlette.types import ASGIApp


async def serve(app: ASGIApp, host: str, port: int) -> None:
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False)
    await uvicorn.Server(config).serve()
