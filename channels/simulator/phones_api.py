"""What the page and a terminal do with the phones: type, press, look, watch, break things."""

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, BeforeValidator

from channels.simulator.arrival import Arrival
from channels.simulator.config import PhonesConfig
from channels.simulator.faults import Fault, FaultKind, Faults, Provider
from channels.simulator.screens import Kind, Phone, Screens
from channels.simulator.sms_network import SmsNetwork
from channels.simulator.telegram_chats import TelegramRefusal
from channels.simulator.telegram_network import TelegramNetwork
from channels.simulator.telegram_payloads import MEDIA


def _listed(value: object) -> object:
    """One medium may be given without its list."""
    return [] if value is None else [value] if isinstance(value, str) else value


class TextIn(BaseModel):
    text: str = ""
    media: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    #: Send under this MessageSid, as when Twilio repeats a webhook.
    provider_id: str | None = None


class Press(BaseModel):
    message_id: int
    data: str


class Edit(BaseModel):
    message_id: int
    text: str


class Block(BaseModel):
    blocked: bool = True


class FaultIn(BaseModel):
    provider: Provider
    kind: FaultKind
    times: int = 1
    code: int = 20500
    http_status: int = 500
    seconds: float = 60
    accepted: bool = False


class PhonesApi:
    def __init__(
        self,
        config: PhonesConfig,
        screens: Screens,
        sms: SmsNetwork,
        telegram: TelegramNetwork,
        faults: Faults,
    ) -> None:
        self._config = config
        self._screens = screens
        self._sms = sms
        self._telegram = telegram
        self._faults = faults

    def router(self) -> APIRouter:
        router = APIRouter(prefix="/phones")
        router.add_api_route("/people", self.people, methods=["GET"])
        router.add_api_route(
            "/events",
            self.events,
            methods=["GET"],
            response_class=EventSourceResponse,
        )
        router.add_api_route("/sms/{number}/texts", self.text_by_sms, methods=["POST"])
        chat = "/telegram/{chat_id}"
        router.add_api_route(f"{chat}/texts", self.text_by_telegram, methods=["POST"])
        router.add_api_route(f"{chat}/buttons", self.press, methods=["POST"])
        router.add_api_route(f"{chat}/edits", self.edit, methods=["POST"])
        router.add_api_route(f"{chat}/block", self.block, methods=["POST"])
        router.add_api_route("/{kind}/{address}/messages", self.messages, methods=["GET"])
        router.add_api_route("/faults", self.add_fault, methods=["POST"], status_code=204)
        router.add_api_route("/faults", self.clear_faults, methods=["DELETE"], status_code=204)
        return router

    async def people(self) -> dict[str, Any]:
        return {
            "service_number": self._config.service_number,
            "bot_username": self._config.bot_username,
            "people": [asdict(person) for person in self._config.people],
        }

    async def events(self) -> AsyncIterator[ServerSentEvent]:
        with self._screens.watching() as queue:
            yield ServerSentEvent(event="ready", data={})
            while (event := await queue.get()) is not None:
                yield ServerSentEvent(event="message", data=event)

    async def text_by_sms(self, number: str, given: TextIn) -> dict[str, Any]:
        return asdict(await self._sms.text_in(number, given.text, given.media, given.provider_id))

    async def text_by_telegram(self, chat_id: int, given: TextIn) -> dict[str, Any]:
        unknown = [each for each in given.media if each not in MEDIA]
        if unknown or not (given.text or given.media):
            kinds = ", ".join(MEDIA)
            raise TelegramRefusal(400, f"Send some text, or media of these kinds: {kinds}.")
        return asdict(await self._telegram.text_in(chat_id, given.text, given.media))

    async def press(self, chat_id: int, given: Press) -> dict[str, Any]:
        return asdict(await self._telegram.press(chat_id, given.message_id, given.data))

    async def edit(self, chat_id: int, given: Edit) -> dict[str, Any]:
        return asdict(await self._telegram.edit(chat_id, given.message_id, given.text))

    async def block(self, chat_id: int, given: Block) -> Arrival:
        return await self._telegram.block(chat_id, blocked=given.blocked)

    async def messages(self, kind: Kind, address: str) -> dict[str, Any]:
        shown = self._screens.messages(Phone(kind, address))
        blocked = kind == "telegram" and self._telegram.is_blocked(int(address))
        return {"messages": [asdict(message) for message in shown], "blocked": blocked}

    async def add_fault(self, given: FaultIn) -> None:
        fault = Fault(**given.model_dump(exclude={"provider", "times"}))
        self._faults.add(given.provider, fault, given.times)

    async def clear_faults(self) -> None:
        self._faults.clear()
