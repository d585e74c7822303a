"""A double of Twilio that takes texts, lists them again, and delivers to nobody."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from channels.simulator.sms_records import API_VERSION, SmsRecord
from wayhome.bootstrap.tally import Tally

if TYPE_CHECKING:
    from wayhome.clock import Clock


class CountingProvider:
    """Light enough that what is measured is the service and not the double."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._taken: defaultdict[str, list[SmsRecord]] = defaultdict(list)
        self._count = 0
        self.tally = Tally()

    def forget(self) -> None:
        self._taken.clear()
        self.tally = Tally()

    @asynccontextmanager
    async def serving(self, port: int) -> AsyncIterator[None]:
        app = web.Application()
        path = f"/{API_VERSION}/Accounts/{{account}}/Messages.json"
        app.router.add_post(path, self._take)
        app.router.add_get(path, self._list)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            yield
        finally:
            await runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        form = await request.post()
        self._count += 1
        record = SmsRecord(
            sid=f"SM{self._count:032x}",
            sender=str(form.get("From", "")),
            to=str(form["To"]),
            body=str(form["Body"]),
            created=self._clock.now(),
            status="queued",
        )
        self._taken[record.to].append(record)
        self.tally.add(record.to, time.perf_counter())
        return web.json_response(record.as_json(request.match_info["account"]), status=201)

    async def _list(self, request: web.Request) -> web.Response:
        account = request.match_info["account"]
        texts = [one.as_json(account) for one in self._taken.get(request.query.get("To", ""), ())]
        return web.json_response({"messages": texts, "next_page_uri": None, "uri": ""})
