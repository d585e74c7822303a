"""Measures a text's way in and out: signed webhooks in, replies at a provider double out."""

import asyncio
import os
import platform
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from statistics import quantiles
from typing import Any, Final, TypeAlias

import uvicorn
from sqlalchemy import text

from channels.simulator import Phones, PhonesConfig, PhonesServer, create_phones_app
from wayhome.bootstrap.core import Core
from wayhome.clock import SystemClock
from wayhome.models import Role, StaffMember
from wayhome.plans.documents import check_document
from wayhome.plans.store import save_document
from wayhome.settings import Settings

#: What people ask, over and over; every answer needs the plan.
QUESTIONS: Final = (
    "when is my next appointment",
    "what are my tablets for",
    "what do i take in the morning",
    "who do i ring about my dressing",
    "when does the carer come",
    "what should i look out for",
)
_LONGEST: Final = 60.0

MayAsk: TypeAlias = Callable[[int], Awaitable[bool]]


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Seconds for each text, and how long the whole run took."""

    in_flight: int
    acknowledged: Sequence[float]
    replied: Sequence[float]
    took: float

    def line(self) -> str:
        return (
            f"{self.in_flight:>3} in flight  {len(self.replied):>5} texts"
            f"  {len(self.replied) / self.took:>6.1f}/s"
            f"  acknowledged {percentiles(self.acknowledged)}"
            f"  reply at provider {percentiles(self.replied)}"
        )


@dataclass(frozen=True, kw_only=True)
class SteadyFigures:
    """Seconds from the moment a text was due to its acknowledgement, whatever came before it."""

    rate: float
    acknowledged: Sequence[float]
    took: float

    def line(self) -> str:
        return (
            f"{self.rate:>5.0f}/s steady  {len(self.acknowledged):>5} texts"
            f"  acknowledged {percentiles(self.acknowledged)}"
            f"  all replies at provider after {self.took:.1f} s"
        )


async def _at_once(turn: int) -> bool:
    del turn
    return True


class InboundBenchmark:
    def __init__(self, phones: Phones, numbers: Sequence[str]) -> None:
        self._phones = phones
        self._numbers = numbers
        self._waiting: dict[str, asyncio.Future[float]] = {}

    async def run(self, texts: int, in_flight: int, may_ask: MayAsk = _at_once) -> Figures:
        """Sends texts, each person waiting for the reply before the next. Raises TimeoutError.

        `may_ask` is waited for before each, by its number from 0; no more are sent once it says no.
        """
        acknowledged: list[float] = []
        replied: list[float] = []
        questions = iter(range(texts))
        watcher = asyncio.create_task(self._watch())
        began = time.perf_counter()

        async def person(number: str) -> None:
            for turn in questions:
                if not await may_ask(turn):
                    return
                ack, reply = await self._turn(number, QUESTIONS[turn % len(QUESTIONS)])
                acknowledged.append(ack)
                replied.append(reply)

        try:
            async with asyncio.TaskGroup() as people:
                for number in self._numbers[:in_flight]:
                    people.create_task(person(number))
        finally:
            watcher.cancel()
        return Figures(
            in_flight=in_flight,
            acknowledged=acknowledged,
            replied=replied,
            took=time.perf_counter() - began,
        )

    async def run_steady(self, texts: int, rate: float) -> SteadyFigures:
        """Sends `rate` texts a second, waiting for nobody. Raises TimeoutError."""
        loop = asyncio.get_running_loop()
        watcher = asyncio.create_task(self._count_replies(texts))
        began = loop.time()

        async def send(turn: int) -> float:
            due = began + turn / rate
            await asyncio.sleep(due - loop.time())
            number = self._numbers[turn % len(self._numbers)]
            await self._text_in(number, QUESTIONS[turn % len(QUESTIONS)])
            return loop.time() - due

        acknowledged = await asyncio.gather(*(send(turn) for turn in range(texts)))
        async with asyncio.timeout(_LONGEST):
            await watcher
        return SteadyFigures(rate=rate, acknowledged=acknowledged, took=loop.time() - began)

    async def _count_replies(self, texts: int) -> None:
        seen: set[str] = set()
        with self._phones.screens.watching() as queue:
            while len(seen) < texts:
                event = await queue.get()
                if event is not None and event["message"]["direction"] == "to_phone":
                    seen.add(event["message"]["id"])

    async def _text_in(self, number: str, question: str) -> None:
        arrival = await self._phones.sms.text_in(number, question)
        if arrival.webhook_status != 200:  # noqa: PLR2004 - HTTP's word for stored
            raise RuntimeError(f"The webhook answered {arrival.webhook_status}.")

    async def _turn(self, number: str, question: str) -> tuple[float, float]:
        came: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[f"sms:{number}"] = came
        began = time.perf_counter()
        await self._text_in(number, question)
        acknowledged = time.perf_counter() - began
        async with asyncio.timeout(_LONGEST):
            return acknowledged, await came - began

    async def _watch(self) -> None:
        with self._phones.screens.watching() as queue:
            while True:
                event = await queue.get()
                if event is not None and event["message"]["direction"] == "to_phone":
                    came = self._waiting.pop(event["phone"], None)
                    if came is not None and not came.done():
                        came.set_result(time.perf_counter())


@asynccontextmanager
async def provider(settings: Settings, port: int) -> AsyncIterator[Phones]:
    """The provider double in this very process, at the address that the service sends to."""
    app = create_phones_app(
        PhonesConfig(
            web_url=f"http://127.0.0.1:{settings.web_port}",
            clock=SystemClock().now,
            account_sid=settings.twilio_account_sid,
            auth_token=settings.twilio_auth_token.get_secret_value(),
            service_number=settings.twilio_from,
        )
    )
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", access_log=False)
    server = PhonesServer(app, config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn offers nothing to wait for
        await asyncio.sleep(0.01)
    try:
        yield app.state.phones
    finally:
        server.should_exit = True
        await serving


async def enrol(core: Core, count: int) -> Sequence[str]:
    """People with a plan each; returns their numbers."""
    numbers = [f"+447700{100_000 + one:06d}" for one in range(count)]
    async with core.sessions.begin() as session:
        staff = StaffMember(
            name="Bench",
            email=f"bench-{time.time_ns()}@example.org",
            role=Role.COORDINATOR,
            created_at=core.clock.now(),
        )
        session.add(staff)
        await session.flush()
        for number in numbers:
            document = check_document(_document(number), "the benchmark's plan")
            await save_document(session, core.clock, document, staff)
    return numbers


async def machine(core: Core) -> str:
    """What was measured on: without it a figure means nothing."""
    async with core.sessions() as session:
        postgres = await session.scalar(text("SHOW server_version"))
    packages = ("procrastinate", "sqlalchemy", "fastapi", "rasa-sdk", "twilio")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, Linux {platform.release()}, "
        f"Python {platform.python_version()}, PostgreSQL {postgres}, Rasa 3.6.21, {versions}"
    )


def percentiles(seconds: Sequence[float]) -> str:
    """In milliseconds; of a single one as it is."""
    cuts = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [*seconds] * 99
    return " ".join(f"p{p} {cuts[p - 1] * 1000:.0f} ms" for p in (50, 95, 99))


def _document(number: str) -> dict[str, Any]:
    medicines = [
        {
            "name": name,
            "purpose": purpose,
            "how_to_take": "Take 1 tablet in the morning.",
            "times_of_day": ["morning"],
            "change": "same",
        }
        for name, purpose in (
            ("bisoprolol", "your heart"),
            ("furosemide", "extra water in the body"),
            ("apixaban", "stopping blood clots"),
            ("atorvastatin", "cholesterol"),
        )
    ]
    return {
        "person": {"id": number, "name": "Bench Person", "called": "Ben", "mobiles": [number]},
        "plan": {
            "hospital": "Bench Hospital",
            "discharged_on": "2026-01-01",
            "reason": "a fall",
            "medicines": medicines,
            "appointments": [{"title": "fracture clinic", "starts_at": "2036-01-04T10:30:00"}],
            "care_visits": [{"who": "a paid carer", "what_for": "washing", "when": "every day"}],
            "warning_signs": [{"wording": "a hot, red wound", "what_to_do": "Call 111"}],
            "contacts": [{"role": "district nurses", "phone": "01632 960 177"}],
        },
    }
