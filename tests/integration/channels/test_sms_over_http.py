"""The official Twilio client against the double, over loopback."""

import asyncio
from datetime import timedelta

import pytest

from channels.base import DeliveryStatus, OutboundText, Sent
from channels.errors import NotReached, OutcomeUnknown, Refused
from channels.simulator.sms_rules import DOOMED_NUMBERS, REFUSED_NUMBERS
from channels.sms import TwilioChannel
from tests.integration.channels.conftest import (
    NOON,
    ROSE,
    Street,
    StreetMaker,
    twilio_channel,
    until,
)


def to_rose(text: str = "Your next visit is at 9am.", **more: object) -> OutboundText:
    options: dict[str, object] = {"address": ROSE.number, "text": text, "reference": "m1"}
    return OutboundText(**(options | more))  # type: ignore[arg-type]  # the caller's fields


async def test_a_text_arrives_and_its_receipts_come_back_signed(
    street: Street,
    sms: TwilioChannel,
) -> None:
    sent = await sms.send(to_rose())
    await until(lambda: len(street.service.reports) == 2)

    reports = street.service.reports
    assert [each.status for each in reports] == [DeliveryStatus.SENT, DeliveryStatus.DELIVERED]
    assert {each.provider_id for each in reports} == {sent.provider_id}
    assert {each.reference for each in reports} == {"m1"}
    assert sent.segments == 1


async def test_a_long_text_counts_its_segments(sms: TwilioChannel) -> None:
    sent = await sms.send(to_rose("x" * 161))

    assert sent.segments == 2


async def test_a_messaging_service_is_a_sender_too(street: Street) -> None:
    channel = twilio_channel(street, sender=street.config.messaging_service_sid)
    sent = await channel.send(to_rose())
    await until(lambda: len(street.service.reports) == 3)
    await channel.close()

    assert street.phones.sms.record(sent.provider_id).sender is None
    assert street.service.reports[0].status is DeliveryStatus.QUEUED


async def test_the_validity_period_stays_within_what_twilio_takes(
    street: Street,
    sms: TwilioChannel,
) -> None:
    for days in (-1, 0, 30):
        await sms.send(to_rose(valid_for=timedelta(days=days)))
    asked = [record.validity_period for record in street.phones.sms.records.values()]

    assert asked == ["1", "1", "36000"]


@pytest.mark.parametrize(("number", "code"), REFUSED_NUMBERS.items())
async def test_each_refused_number_says_why(sms: TwilioChannel, number: str, code: int) -> None:
    with pytest.raises(Refused) as raised:
        await sms.send(to_rose(address=number))

    assert raised.value.code == str(code)
    assert not raised.value.outcome_unknown


@pytest.mark.parametrize(("number", "code"), DOOMED_NUMBERS.items())
async def test_each_failed_delivery_is_reported_with_what_to_do(
    street: Street,
    sms: TwilioChannel,
    number: str,
    code: int,
) -> None:
    await sms.send(to_rose(address=number))
    failed = DeliveryStatus.FAILED
    await until(lambda: street.service.reports and street.service.reports[-1].status is failed)

    report = street.service.reports[-1]
    assert report.code == str(code)
    assert report.problem is not None
    assert report.problem.for_staff


async def test_a_stopped_number_is_dead_until_it_starts_again(
    street: Street,
    sms: TwilioChannel,
) -> None:
    await street.phones.sms.text_in(ROSE.number, "stop")
    with pytest.raises(Refused) as raised:
        await sms.send(to_rose())
    await street.phones.sms.text_in(ROSE.number, " Start ")

    assert raised.value.address_is_dead
    assert (await sms.send(to_rose())).provider_id
    assert [each.opt_out for each in street.service.texts] == ["STOP", "START"]


async def test_stop_please_is_no_keyword(street: Street, sms: TwilioChannel) -> None:
    await street.phones.sms.text_in(ROSE.number, "stop please")

    assert (await sms.send(to_rose())).provider_id
    assert street.service.texts[0].opt_out is None


async def test_a_wrong_token_is_a_matter_for_a_person(street: Street) -> None:
    channel = twilio_channel(street, auth_token="wrong")
    with pytest.raises(Refused) as raised:
        await channel.send(to_rose())
    await channel.close()

    assert raised.value.code == "20003"
    assert raised.value.needs_person
    assert not raised.value.retryable


async def test_too_many_requests_are_tried_again(street: Street, sms: TwilioChannel) -> None:
    street.phones.faults.fail_next("sms", code=20429, http_status=429)
    with pytest.raises(Refused) as raised:
        await sms.send(to_rose())

    assert raised.value.retryable
    assert raised.value.retry_after is not None
    assert (await sms.send(to_rose())).provider_id


async def test_nobody_listening_means_it_never_left(street: Street) -> None:
    channel = twilio_channel(street, base_url="http://127.0.0.1:9")
    with pytest.raises(NotReached) as raised:
        await channel.send(to_rose())
    await channel.close()

    assert raised.value.retryable
    assert not raised.value.outcome_unknown


async def test_a_server_error_leaves_the_outcome_unknown(
    street: Street,
    sms: TwilioChannel,
) -> None:
    street.phones.faults.fail_next("sms", http_status=503)
    with pytest.raises(OutcomeUnknown):
        await sms.send(to_rose())

    assert await sms.find(to_rose(), NOON, known=()) is None


@pytest.mark.parametrize("accepted", [True, False])
async def test_a_lost_answer_is_settled_by_looking_it_up(
    street: Street,
    sms: TwilioChannel,
    *,
    accepted: bool,
) -> None:
    street.phones.faults.drop_next("sms", accepted=accepted)
    with pytest.raises(OutcomeUnknown):
        await sms.send(to_rose())
    found = await sms.find(to_rose(), NOON, known=())

    sent = [Sent(provider_id=sid, segments=1) for sid in street.phones.sms.records]
    assert [found] == (sent if accepted else [None])


async def test_a_send_that_hangs_is_given_up_and_found(
    street: Street,
    sms: TwilioChannel,
) -> None:
    street.phones.faults.hang_next("sms", accepted=True)
    with pytest.raises(OutcomeUnknown):
        await sms.send(to_rose())

    assert await sms.find(to_rose(), NOON, known=()) is not None


async def test_a_look_up_takes_neither_what_is_known_nor_older_nor_other_nor_inbound(
    street: Street,
    sms: TwilioChannel,
) -> None:
    await sms.send(to_rose())
    street.time.now += timedelta(hours=1)
    known = await sms.send(to_rose())
    await sms.send(to_rose("Something else."))
    await sms.send(to_rose(address="+447700900102"))
    await street.phones.sms.text_in(ROSE.number, to_rose().text)

    assert await sms.find(to_rose(), street.time.now, known={known.provider_id}) is None


async def test_a_look_up_takes_a_text_of_the_same_second(
    street: Street,
    sms: TwilioChannel,
) -> None:
    sent = await sms.send(to_rose())
    since = NOON + timedelta(milliseconds=900)

    assert await sms.find(to_rose(), since, known=()) == sent


async def test_a_look_up_that_finds_nobody_leaves_the_outcome_unknown(street: Street) -> None:
    channel = twilio_channel(street, base_url="http://127.0.0.1:9")
    with pytest.raises(OutcomeUnknown):
        await channel.find(to_rose(), NOON, known=())
    await channel.close()


@pytest.mark.parametrize("status", [500, 503])
async def test_a_look_up_that_breaks_leaves_the_outcome_unknown(
    street: Street,
    sms: TwilioChannel,
    status: int,
) -> None:
    street.phones.faults.fail_next("sms_list", http_status=status)
    with pytest.raises(OutcomeUnknown):
        await sms.find(to_rose(), NOON, known=())


async def test_a_look_up_that_comes_too_soon_is_tried_again(
    street: Street,
    sms: TwilioChannel,
) -> None:
    street.phones.faults.fail_next("sms_list", code=20429, http_status=429)
    with pytest.raises(Refused) as raised:
        await sms.find(to_rose(), NOON, known=())

    assert raised.value.retryable


async def test_many_sends_at_once_each_get_their_own_sid(
    street: Street,
    sms: TwilioChannel,
) -> None:
    sent = await asyncio.gather(*(sms.send(to_rose(f"Text {n}")) for n in range(40)))

    assert len({each.provider_id for each in sent}) == 40
    await until(lambda: len(street.service.reports) == 80)


async def test_receipts_are_delivered_again_until_the_service_takes_them(
    street: Street,
    sms: TwilioChannel,
) -> None:
    street.service.answers = [503, 500]
    await sms.send(to_rose())
    await until(lambda: len(street.service.reports) == 2)

    assert [each.status.value for each in street.service.reports] == ["sent", "delivered"]


async def test_a_proxys_public_address_is_what_signatures_cover(
    build_street: StreetMaker,
) -> None:
    street = await build_street(public_url="https://texts.example.org")
    arrival = await street.phones.sms.text_in(ROSE.number, "hello")

    assert arrival.webhook_status == 403  # the service here believes in its loopback address
    assert not street.service.texts
