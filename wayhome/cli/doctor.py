"""wayhome doctor: what is well, what is not, and how to put it right."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import aiohttp
import typer
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from wayhome.bootstrap import embeddings, level_model, rasa_environment, rasa_server
from wayhome.bootstrap.core import Core, open_core
from wayhome.bootstrap.database import database
from wayhome.bootstrap.rasa_client import open_rasa
from wayhome.cli.context import read_settings
from wayhome.cli.say import run, show
from wayhome.db.migrate import pending
from wayhome.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Finding:
    name: str
    is_well: bool
    #: What to do about it.
    cure: str


def doctor() -> None:
    """Check every part of the service; each fault comes with its cure."""
    settings = read_settings()
    findings = [*_at_rest(settings)]
    with database(settings) as url:
        behind = pending(url)
        findings.append(
            Finding(name="tables are the newest", is_well=not behind, cure="wayhome db upgrade")
        )
        if not behind:
            findings += run(_at_work(settings, url))
    for one in findings:
        show(f"{'ok  ' if one.is_well else 'NOT '} {one.name}" + _cure(one))
    if not all(one.is_well for one in findings):
        raise typer.Exit(1)


def _cure(one: Finding) -> str:
    return "" if one.is_well else f"  ->  {one.cure}"


def _at_rest(settings: Settings) -> Sequence[Finding]:
    return (
        Finding(
            name="Rasa's environment is there",
            is_well=rasa_environment.PYTHON.exists(),
            cure="wayhome install-rasa",
        ),
        Finding(
            name="sentence vectors are there (texts are read less well without)",
            is_well=embeddings.are_there(),
            cure="wayhome install-rasa",
        ),
        Finding(
            name="the safety net has its second opinion (the rules stand alone without)",
            is_well=level_model.load(settings) is not None,
            cure="wayhome train",
        ),
        Finding(
            name="the assistant is trained",
            is_well=rasa_server.model(settings).exists(),
            cure="wayhome train",
        ),
        Finding(
            name="Twilio has credentials and a sender",
            is_well=bool(settings.twilio_account_sid and settings.twilio_sender),
            cure="set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_FROM; see .env.example",
        ),
        Finding(
            name="Telegram has a bot token",
            is_well=bool(settings.telegram_bot_token.get_secret_value()),
            cure="set TELEGRAM_BOT_TOKEN, or do without Telegram",
        ),
    )


async def _at_work(settings: Settings, url: str) -> Sequence[Finding]:
    async with open_core(settings, url, connections=2) as core, open_rasa(settings) as rasa:
        web = f"http://127.0.0.1:{settings.web_port}/healthz"
        actions = settings.actions_url.removesuffix("/webhook") + "/health"
        checks: Sequence[tuple[str, Callable[[], Awaitable[bool]], str]] = (
            ("web answers", lambda: _answers(web), "wayhome web"),
            ("the action server answers", lambda: _answers(actions), "wayhome actions"),
            ("Rasa answers", rasa.is_ready, "wayhome rasa"),
            ("a worker is alive", lambda: _worker_lives(core), "wayhome worker"),
            ("the clocks agree", lambda: _clocks_agree(core), "set this machine's clock by NTP"),
            ("no job is dead", lambda: _no_dead_jobs(core), "wayhome jobs list"),
        )
        found = await asyncio.gather(*(check() for _, check, _ in checks))
        return [
            Finding(name=name, is_well=well, cure=cure)
            for (name, _, cure), well in zip(checks, found, strict=True)
        ]


async def _answers(url: str) -> bool:
    try:
        timeout = aiohttp.ClientTimeout(total=3)
        async with aiohttp.ClientSession(timeout=timeout) as http, http.get(url) as response:
            return response.ok
    except (aiohttp.ClientError, TimeoutError):
        return False


async def _worker_lives(core: Core) -> bool:
    return await _is_true(
        core,
        "SELECT EXISTS (SELECT 1 FROM procrastinate_workers"
        " WHERE last_heartbeat > now() - make_interval(secs => :after))",
        after=core.settings.stalled_after,
    )


async def _clocks_agree(core: Core) -> bool:
    async with core.sessions() as session:
        theirs = await session.scalar(text("SELECT now()"))
    return theirs is not None and abs((core.clock.now() - theirs).total_seconds()) < 5  # noqa: PLR2004 - seconds


async def _no_dead_jobs(core: Core) -> bool:
    return await _is_true(
        core,
        "SELECT NOT EXISTS (SELECT 1 FROM procrastinate_jobs WHERE status = 'failed')",
    )


async def _is_true(core: Core, question: str, **values: object) -> bool:
    try:
        async with core.sessions() as session:
            return bool(await session.scalar(text(question), values))
    except (SQLAlchemyError, OSError):
        return False
