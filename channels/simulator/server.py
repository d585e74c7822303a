"""A server for the phones that stops at once, though pages watch and bots poll without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import uvicorn

from channels.simulator.app import Phones, create_phones_app

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

    from channels.simulator.config import PhonesConfig


class PhonesServer(uvicorn.Server):
    """Uvicorn for an app that `create_phones_app` built."""

    def __init__(self, app: FastAPI, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._phones: Phones = app.state.phones

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let go of every held request first; uvicorn would wait for them."""
        self._phones.faults.clear()
        self._phones.screens.end_watching()
        await self._phones.telegram.updates.end_polls()
        await super().shutdown(sockets)


async def serve_phones(config: PhonesConfig, *, port: int, host: str = "127.0.0.1") -> None:
    """Run the doubles and the phones page until the process is told to stop."""
    app = create_phones_app(config)
    options = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=2,
    )
    await PhonesServer(app, options).serve()
