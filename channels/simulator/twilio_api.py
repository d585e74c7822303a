"""The part of Twilio's REST API that handles messages, as the official client calls it."""

import base64
import binascii
import hmac
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from channels.simulator.config import PhonesConfig
from channels.simulator.faults import Faults
from channels.simulator.sms_network import SmsNetwork
from channels.simulator.sms_records import API_VERSION, SmsRecord, TwilioRefusal

_USUAL_PAGE, _LARGEST_PAGE = 50, 1000


class TwilioApi:
    def __init__(self, config: PhonesConfig, network: SmsNetwork, faults: Faults) -> None:
        self._config = config
        self._network = network
        self._faults = faults

    def router(self) -> APIRouter:
        router = APIRouter(prefix=f"/{API_VERSION}/Accounts/{{account_sid}}")
        router.add_api_route("/Messages.json", self.create, methods=["POST"])
        router.add_api_route("/Messages.json", self.page, methods=["GET"])
        router.add_api_route("/Messages/{sid}.json", self.fetch, methods=["GET"])
        router.add_api_route("/Messages/{sid}.json", self.update, methods=["POST"])
        router.add_api_route("/Messages/{sid}.json", self.delete, methods=["DELETE"])
        return router

    async def create(self, account_sid: str, request: Request) -> Response:
        self._authenticate(account_sid, request)
        sent = await request.form()
        form = {name: str(value) for name, value in sent.items()}
        media_urls = tuple(str(url) for url in sent.getlist("MediaUrl"))
        fault = await self._faults.next_for("sms")
        if fault is not None and fault.kind == "fail":
            raise TwilioRefusal(fault.code, fault.http_status)
        if fault is not None and not fault.accepted:
            return await self._faults.no_answer(fault)
        record = self._network.create(form, media_urls)
        if fault is not None:
            return await self._faults.no_answer(fault)
        return self._answer(record, 201)

    async def fetch(self, account_sid: str, sid: str, request: Request) -> Response:
        self._authenticate(account_sid, request)
        return self._answer(self._network.record(sid))

    async def update(self, account_sid: str, sid: str, request: Request) -> Response:
        self._authenticate(account_sid, request)
        form = await request.form()
        return self._answer(self._network.redact(sid, str(form.get("Body", ""))))

    async def delete(self, account_sid: str, sid: str, request: Request) -> Response:
        self._authenticate(account_sid, request)
        self._network.remove(sid)
        return Response(status_code=204)

    async def page(self, account_sid: str, request: Request) -> Response:
        self._authenticate(account_sid, request)
        query = dict(request.query_params)
        fault = await self._faults.next_for("sms_list")
        if fault is not None and fault.kind == "fail":
            raise TwilioRefusal(fault.code, fault.http_status)
        if fault is not None:
            return await self._faults.no_answer(fault)
        number, size = _paging(query)
        newest_first = list(reversed(self._network.records.values()))
        matching = [record for record in newest_first if _matches(record, query)]
        start = number * size
        shown = matching[start : start + size]
        there_is_more = start + size < len(matching)
        messages = [record.as_json(account_sid) for record in shown]

        def uri(page: int) -> str:
            parameters = query | {"PageSize": str(size), "Page": str(page)}
            return f"{request.url.path}?{urlencode(parameters)}"

        # Twilio's description wants whole addresses throughout; its client puts the host before
        # the next and the previous one itself, so only these two can be whole.
        host = str(request.base_url).rstrip("/")

        return JSONResponse(
            {
                "first_page_uri": host + uri(0),
                "end": start + max(len(shown) - 1, 0),
                "previous_page_uri": uri(number - 1) if number else None,
                "messages": messages,
                "uri": host + uri(number),
                "page_size": size,
                "start": start,
                "next_page_uri": uri(number + 1) if there_is_more else None,
                "page": number,
            },
        )

    def _answer(self, record: SmsRecord, status: int = 200) -> Response:
        return JSONResponse(record.as_json(self._config.account_sid), status_code=status)

    def _authenticate(self, account_sid: str, request: Request) -> None:
        scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
        try:
            given = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            given = b""
        wanted = f"{self._config.account_sid}:{self._config.auth_token}".encode()
        known = scheme.lower() == "basic" and hmac.compare_digest(given, wanted)
        if not known or account_sid != self._config.account_sid:
            raise TwilioRefusal(20003)


async def refused(_request: Request, refusal: Exception) -> Response:
    """Answer a refusal as Twilio words it."""
    if not isinstance(refusal, TwilioRefusal):
        raise refusal
    return JSONResponse(refusal.as_json(), status_code=refusal.status)


def _paging(query: dict[str, str]) -> tuple[int, int]:
    try:
        number, size = int(query.get("Page", 0)), int(query.get("PageSize", _USUAL_PAGE))
    except ValueError:
        raise TwilioRefusal(20001) from None
    return max(number, 0), min(max(size, 1), _LARGEST_PAGE)


def _matches(record: SmsRecord, query: dict[str, str]) -> bool:
    moment = record.sent or record.created
    since, until, day = query.get("DateSent>"), query.get("DateSent<"), query.get("DateSent")
    return (
        query.get("To", record.to) == record.to
        and query.get("From", record.sender) == record.sender
        and (since is None or moment >= _moment(since))
        and (until is None or moment <= _moment(until))
        and (day is None or moment.astimezone(UTC).date() == _moment(day).date())
    )


def _moment(text: str) -> datetime:
    try:
        if len(text) == len("2026-01-31"):
            return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise TwilioRefusal(20001) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
