"""Twilio's doors: texts in, and reports of what became of ours."""

from fastapi import APIRouter, Request, Response

from channels.sms import TwilioRequest, TwilioWebhooks
from wayhome.console.metrics import Metrics
from wayhome.inbox.receive import Receiver
from wayhome.inbox.reports import Reports
from wayhome.webhooks.answers import answer, body_of, path_of

#: An empty TwiML document: our replies leave by the API, where they can be looked up.
_NO_REPLY = b'<?xml version="1.0" encoding="UTF-8"?><Response></Response>'


def twilio_doors(
    twilio: TwilioWebhooks, receiver: Receiver, reports: Reports, metrics: Metrics
) -> APIRouter:
    router = APIRouter(prefix="/webhooks/twilio")

    @router.post("/sms")
    async def text_in(request: Request) -> Response:
        async def store() -> Response:
            proven = await _verified(twilio, request)
            received = await receiver.receive(twilio.parse_inbound(proven))
            metrics.count_received("sms", received)
            return Response(_NO_REPLY, media_type="text/xml")

        return await answer(metrics, "twilio_sms", store)

    @router.post("/status")
    async def report_in(request: Request) -> Response:
        async def keep() -> Response:
            proven = await _verified(twilio, request)
            await reports.keep(twilio.parse_status(proven))
            return Response(status_code=204)

        return await answer(metrics, "twilio_status", keep)

    return router


async def _verified(twilio: TwilioWebhooks, request: Request) -> TwilioRequest:
    return twilio.verify(
        path=path_of(request), headers=request.headers, body=await body_of(request)
    )
