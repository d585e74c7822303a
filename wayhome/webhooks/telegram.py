"""Telegram's door: texts, edits, pressed buttons, and news of who blocked us."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from fastapi import APIRouter, BackgroundTasks, Request, Response

from channels.base import InboundText, ReachabilityChange
from channels.telegram import TelegramWebhooks
from wayhome.console.metrics import Metrics
from wayhome.inbox.receive import Receiver
from wayhome.inbox.reports import Reports
from wayhome.webhooks.answers import answer, body_of

#: Tells Telegram that a pressed button was heard; losing it loses nothing.
AnswerPress: TypeAlias = Callable[[str], Awaitable[None]]


def telegram_door(
    telegram: TelegramWebhooks,
    receiver: Receiver,
    reports: Reports,
    metrics: Metrics,
    answer_press: AnswerPress,
) -> APIRouter:
    router = APIRouter()

    @router.post("/webhooks/telegram")
    async def update_in(request: Request, later: BackgroundTasks) -> Response:
        async def store() -> Response:
            proven = telegram.verify(headers=request.headers, body=await body_of(request))
            update = telegram.parse(proven)
            if update is not None:
                await take(update, receiver, reports, metrics)
            if isinstance(update, InboundText) and update.callback_id is not None:
                later.add_task(answer_press, update.callback_id)
            return Response(status_code=200, background=later)

        return await answer(metrics, "telegram", store)

    return router


async def take(
    update: InboundText | ReachabilityChange,
    receiver: Receiver,
    reports: Reports,
    metrics: Metrics,
) -> None:
    """Stores an update, however it came: by webhook, or by polling in development."""
    if isinstance(update, ReachabilityChange):
        await reports.reachability(update)
        return
    metrics.count_received("telegram", await receiver.receive(update))
