"""What a webhook answers decides whether the provider sends again."""

import psycopg
import pytest
from fastapi import Response
from sqlalchemy.exc import OperationalError

from channels.errors import Forged, Malformed
from wayhome.console.metrics import Metrics
from wayhome.webhooks.answers import answer


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        (Forged("Not signed."), 403),
        (Malformed("Not a form."), 400),
        (OperationalError("SELECT 1", {}, psycopg.OperationalError("gone")), 503),
        (psycopg.OperationalError("gone"), 503),
        (ConnectionRefusedError("gone"), 503),
    ],
)
async def test_each_fault_has_its_answer_and_is_counted(fault: Exception, status: int) -> None:
    metrics = Metrics()

    async def work() -> Response:
        raise fault

    response = await answer(metrics, "twilio_sms", work)

    assert response.status_code == status
    counted = metrics.registry.get_sample_value(
        "wayhome_webhooks_total", {"door": "twilio_sms", "status": str(status)}
    )
    assert counted == 1.0


async def test_a_fault_of_the_database_is_answered_without_its_words() -> None:
    async def work() -> Response:
        raise OperationalError("SELECT 'her own words'", {}, Exception("her own words"))

    response = await answer(Metrics(), "twilio_sms", work)

    assert b"words" not in response.body
