"""Kills processes while people text, then compares phones and database: nothing lost or doubled."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from channels.simulator import Phones
from channels.simulator.screens import Phone
from wayhome.bootstrap.core import Core
from wayhome.models import ContactPoint, Direction, Message, MessageStatus

#: Who is killed when this part of the texts has been sent.
KILLS: Final = ((0.25, "worker"), (0.5, "web"), (0.75, "worker"))
#: A worker counts as dead after 20 seconds; its texts are then looked up and sent.
_PATIENCE: Final = 180.0


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the database and the phones say after the drill; every fault in a sentence."""

    sent: int
    stored: int
    replies: int
    faults: Sequence[str]

    def lines(self) -> Iterator[str]:
        yield f"{self.sent} texts sent, {self.stored} stored, {self.replies} replies"
        yield from self.faults
        if not self.faults:
            yield "each stored once, answered once and in order; phones show what was recorded"


class FaultDrill:
    def __init__(self, core: Core, phones: Phones, kill: Callable[[str], None]) -> None:
        self._core = core
        self._phones = phones
        self._kill = kill

    async def run(self, numbers: Sequence[str], texts: int) -> Findings:
        """As many texts at once as there are numbers. Raises TimeoutError if some never finish."""
        victims = {int(texts * part): name for part, name in KILLS}
        turns = iter(range(texts))
        said: dict[str, list[str]] = {number: [] for number in numbers}

        async def person(number: str) -> None:
            for turn in turns:
                if turn in victims:
                    self._kill(victims[turn])
                words = f"when is my next appointment {turn}"
                said[number].append(words)
                await self._phones.sms.text_in(number, words)

        await asyncio.gather(*(person(number) for number in numbers))
        async with asyncio.timeout(_PATIENCE):
            while not await self._all_seen_to(texts):  # noqa: ASYNC110 - other processes change it
                await asyncio.sleep(0.5)
        return await self._compare(said)

    async def _all_seen_to(self, texts: int) -> bool:
        open_states = [MessageStatus.RECEIVED, MessageStatus.QUEUED]
        async with self._core.sessions() as session:
            stored = await session.scalar(select(func.count()).where(_IS_IN))
            unfinished = await session.scalar(
                select(func.count()).where(Message.status.in_(open_states))
            )
        return (stored or 0) >= texts and not unfinished

    async def _compare(self, said: dict[str, list[str]]) -> Findings:
        faults: list[str] = []
        stored = replies = 0
        for number, words in said.items():
            texts_in, texts_out = await self._texts(number)
            stored += len(texts_in)
            replies += len(texts_out)
            faults += _faults(number[-4:], words, texts_in, texts_out, self._on_phone(number))
        sent = sum(map(len, said.values()))
        return Findings(sent=sent, stored=stored, replies=replies, faults=faults)

    async def _texts(self, number: str) -> tuple[Sequence[Message], Sequence[Message]]:
        async with self._core.sessions() as session:
            found = (
                await session.scalars(
                    select(Message)
                    .join(ContactPoint, ContactPoint.id == Message.contact_point_id)
                    .where(ContactPoint.address == number)
                    .order_by(Message.id)
                )
            ).all()
        return (
            [one for one in found if one.direction is Direction.IN],
            [one for one in found if one.direction is Direction.OUT],
        )

    def _on_phone(self, number: str) -> Sequence[str]:
        shown = self._phones.screens.messages(Phone("sms", number))
        return [one.id for one in shown if one.direction == "to_phone"]


_IS_IN: Final = Message.direction == Direction.IN


def _faults(
    who: str,
    words: Sequence[str],
    texts_in: Sequence[Message],
    texts_out: Sequence[Message],
    on_phone: Sequence[str],
) -> Iterator[str]:
    if [one.text for one in texts_in] != list(words):
        yield f"{who}: stored texts differ from those sent, or are out of order"
    answers = Counter(one.in_reply_to_id for one in texts_out)
    unlike = [one.id for one in texts_in if answers[one.id] != 1]
    if unlike:
        yield f"{who}: not answered exactly once: {unlike}"
    answered = {one.provider_id: one.in_reply_to_id for one in texts_out}
    if sorted(on_phone) != sorted(str(one) for one in answered):
        yield f"{who}: the phone shows {len(on_phone)} texts and {len(answered)} are recorded"
        return
    order = [answered[one] or 0 for one in on_phone]
    if order != sorted(order):
        yield f"{who}: replies arrived out of order"
