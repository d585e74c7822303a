"""One ASGI app: the doubles of both providers, the phones, and the page that shows them."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.resources import files

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

from channels.simulator import telegram_api, twilio_api
from channels.simulator.config import PhonesConfig
from channels.simulator.faults import Faults
from channels.simulator.gallery import Gallery
from channels.simulator.phones_api import PhonesApi
from channels.simulator.postman import Postman
from channels.simulator.screens import Screens
from channels.simulator.sms_network import SmsNetwork
from channels.simulator.sms_records import TwilioRefusal
from channels.simulator.telegram_chats import TelegramRefusal
from channels.simulator.telegram_network import TelegramNetwork

_PAGE = {
    "/": ("phones.html", "text/html"),
    "/phones.css": ("phones.css", "text/css"),
    "/phones.js": ("phones.js", "text/javascript"),
}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, kw_only=True)
class Phones:
    """What a test reaches for directly; the app keeps it as `app.state.phones`."""

    sms: SmsNetwork
    telegram: TelegramNetwork
    faults: Faults
    screens: Screens
    gallery: Gallery


def create_phones_app(config: PhonesConfig) -> FastAPI:
    """Build the doubles and the phones; nothing is shared with another app or kept on disk."""
    screens, faults, postman = Screens(), Faults(), Postman(config)
    gallery = Gallery()
    sms = SmsNetwork(config, screens, postman, gallery)
    telegram = TelegramNetwork(config, screens, postman)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await postman.open()
        try:
            yield
        finally:
            faults.clear()
            await postman.close()

    app = FastAPI(title="Wayhome phones", lifespan=lifespan)
    app.state.phones = Phones(
        sms=sms, telegram=telegram, faults=faults, screens=screens, gallery=gallery
    )
    app.add_exception_handler(TwilioRefusal, twilio_api.refused)
    app.add_exception_handler(TelegramRefusal, telegram_api.refused)
    app.include_router(twilio_api.TwilioApi(config, sms, faults).router())
    app.include_router(telegram_api.TelegramApi(config, telegram, faults, gallery).router())
    app.include_router(PhonesApi(config, screens, sms, telegram, faults).router())
    app.add_api_route("/phones/pictures/{picture_id}", _picture(gallery), methods=["GET"])
    app.add_api_route("/healthz", _healthy, methods=["GET"])
    for path, (name, media_type) in _PAGE.items():
        app.add_api_route(path, _file(name, media_type), methods=["GET"], include_in_schema=False)
    return app


async def _healthy() -> Response:
    return JSONResponse({"status": "ok"})


def _picture(gallery: Gallery) -> Callable[[str], Awaitable[Response]]:
    async def answer(picture_id: str) -> Response:
        shown = gallery.find(picture_id)
        if shown is None:
            return Response(status_code=404)
        return Response(shown.content, media_type=shown.content_type, headers=_HEADERS)

    return answer


def _file(name: str, media_type: str) -> Callable[[], Awaitable[Response]]:
    async def answer() -> Response:
        content = files("channels.simulator").joinpath("page", name).read_bytes()
        return Response(content, media_type=media_type, headers=_HEADERS)

    return answer
