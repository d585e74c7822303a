"""An unmodified aiogram against the Bot API double, over loopback."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest

from channels.base import Button, InboundText, OutboundText, ReachabilityChange
from channels.errors import CannotLookUp, NotReached, OutcomeUnknown, Refused
from channels.simulator.screens import Phone
from channels.telegram import TelegramChannel
from tests.integration.channels.conftest import NOON, ROSE, SECRET, Street, StreetMaker, until

CHAT = ROSE.chat_id


def to_rose(text: str = "How is the pain today?", **more: object) -> OutboundText:
    options: dict[str, object] = {"address": str(CHAT), "text": text, "reference": "m1"}
    return OutboundText(**(options | more))  # type: ignore[arg-type]  # the caller's fields


@pytest.fixture
async def hooked(street: Street, telegram: TelegramChannel) -> Street:
    """A street whose service has set its Telegram webhook."""
    await telegram.set_webhook(f"{street.service.url}/webhooks/telegram", SECRET)
    return street


class TestSending:
    async def test_a_message_shows_on_the_phone_with_its_buttons(
        self,
        street: Street,
        telegram: TelegramChannel,
    ) -> None:
        buttons = (Button(label="Better", data="a:1"), Button(label="Worse", data="a:2"))
        sent = await telegram.send(to_rose(buttons=buttons))
        [message] = street.phones.screens.messages(_phone())

        assert sent.provider_id == f"{CHAT}:{message.id}"
        assert [each["label"] for each in message.buttons] == ["Better", "Worse"]

    async def test_a_chat_that_blocked_the_bot_is_dead(
        self,
        street: Street,
        telegram: TelegramChannel,
    ) -> None:
        await street.phones.telegram.block(CHAT, blocked=True)
        with pytest.raises(Refused) as raised:
            await telegram.send(to_rose())

        assert raised.value.address_is_dead
        assert raised.value.code == "403"

    async def test_an_unknown_chat_is_dead(self, telegram: TelegramChannel) -> None:
        with pytest.raises(Refused) as raised:
            await telegram.send(to_rose(address="404404"))

        assert raised.value.address_is_dead

    @pytest.mark.parametrize("text", [" ", "x" * 4097])
    async def test_an_unusable_text_is_refused_but_the_chat_lives(
        self,
        telegram: TelegramChannel,
        text: str,
    ) -> None:
        with pytest.raises(Refused) as raised:
            await telegram.send(to_rose(text))

        assert not raised.value.address_is_dead
        assert raised.value.needs_person

    async def test_two_messages_in_a_second_meet_the_pace_limit(
        self,
        build_street: StreetMaker,
    ) -> None:
        street = await build_street(chat_pace=timedelta(seconds=3))
        channel = _channel(street)
        await channel.send(to_rose())
        with pytest.raises(Refused) as raised:
            await channel.send(to_rose())
        street.time.now += timedelta(seconds=3)
        await channel.send(to_rose())
        await channel.close()

        assert raised.value.retryable
        assert raised.value.retry_after == timedelta(seconds=3)

    @pytest.mark.parametrize("token", ["1000000:wrong", "2000000:demo-bot-token"])
    async def test_a_wrong_token_is_a_matter_for_a_person(
        self,
        street: Street,
        token: str,
    ) -> None:
        channel = TelegramChannel(token=token, base_url=street.phones_url)
        with pytest.raises(Refused) as raised:
            await channel.send(to_rose())
        await channel.close()

        assert raised.value.needs_person
        assert not raised.value.address_is_dead

    def test_a_token_that_is_none_is_refused_at_once(self) -> None:
        with pytest.raises(Refused):
            TelegramChannel(token="no token")

    async def test_nobody_listening_means_it_never_left(self, street: Street) -> None:
        channel = TelegramChannel(
            token=street.config.telegram_token,
            base_url="http://127.0.0.1:9",
        )
        with pytest.raises(NotReached):
            await channel.send(to_rose())
        await channel.close()

    @pytest.mark.parametrize("fault", ["drop", "hang", "fail"])
    async def test_a_lost_answer_leaves_the_outcome_unknown(
        self,
        street: Street,
        fault: str,
    ) -> None:
        channel = _channel(street, timeout=timedelta(seconds=0.3))
        if fault == "drop":
            street.phones.faults.drop_next("telegram")
        elif fault == "hang":
            street.phones.faults.hang_next("telegram", accepted=True)
        else:
            street.phones.faults.fail_next("telegram", http_status=502)
        with pytest.raises(OutcomeUnknown):
            await channel.send(to_rose())
        await channel.close()

    async def test_there_is_no_look_up(self, telegram: TelegramChannel) -> None:
        with pytest.raises(CannotLookUp) as raised:
            await telegram.find(to_rose(), NOON, known=())

        assert raised.value.outcome_unknown


class TestWebhook:
    async def test_what_a_person_types_arrives_with_the_secret(self, hooked: Street) -> None:
        arrival = await hooked.phones.telegram.text_in(CHAT, "My knee is sore")
        [text] = hooked.service.texts

        assert arrival.webhook_status == 200
        assert (text.provider_id, text.text) == (arrival.provider_id, "My knee is sore")
        assert (text.address, text.sent_at) == (str(CHAT), NOON)

    async def test_a_stranger_can_write_and_be_answered(
        self,
        hooked: Street,
        telegram: TelegramChannel,
    ) -> None:
        await hooked.phones.telegram.text_in(555, "/start abc_123")
        await telegram.send(to_rose(address="555"))

        assert hooked.service.texts[0].link_code == "abc_123"

    async def test_a_press_carries_the_label_and_can_be_answered(
        self,
        hooked: Street,
        telegram: TelegramChannel,
    ) -> None:
        sent = await telegram.send(to_rose(buttons=(Button(label="Worse", data="a:2"),)))
        number = int(sent.provider_id.partition(":")[2])
        await hooked.phones.telegram.press(CHAT, number, "a:2")
        [press] = hooked.service.texts
        await telegram.answer_callback(press.callback_id or "")
        await telegram.answer_callback("long gone")

        assert (press.text, press.button) == ("Worse", "a:2")
        assert not hooked.phones.telegram.unanswered_presses

    async def test_an_edit_names_the_message_that_it_replaces(self, hooked: Street) -> None:
        arrival = await hooked.phones.telegram.text_in(CHAT, "I am fine")
        await hooked.phones.telegram.edit(CHAT, int(arrival.message_id), "I am not fine")
        first, second = hooked.service.texts

        assert second.text == "I am not fine"
        assert second.edits == first.message_id
        assert second.provider_id != first.provider_id

    async def test_a_block_is_news(self, hooked: Street) -> None:
        await hooked.phones.telegram.block(CHAT, blocked=True)
        await hooked.phones.telegram.block(CHAT, blocked=False)

        assert [each.reachable for each in hooked.service.changes] == [False, True]

    @pytest.mark.parametrize(
        ("medium", "kind"),
        [
            ("photo", "image/jpeg"),
            ("voice", "voice"),
            ("video", "video"),
            ("sticker", "sticker"),
            ("document", "application/pdf"),
            ("location", "location"),
            ("contact", "contact"),
        ],
    )
    async def test_each_kind_of_media_is_named(
        self,
        hooked: Street,
        medium: str,
        kind: str,
    ) -> None:
        await hooked.phones.telegram.text_in(CHAT, "", (medium,))

        assert hooked.service.texts[0].media == (kind,)

    async def test_updates_come_again_until_taken_and_in_order(self, hooked: Street) -> None:
        hooked.service.answers = [503, 404, 500]
        first = await hooked.phones.telegram.text_in(CHAT, "one")
        await hooked.phones.telegram.text_in(CHAT, "two")

        assert first.webhook_status == 503
        assert [each.text for each in hooked.service.texts] == ["one", "two"]

    async def test_a_deleted_webhook_is_quiet(
        self,
        hooked: Street,
        telegram: TelegramChannel,
    ) -> None:
        await telegram.delete_webhook()
        arrival = await hooked.phones.telegram.text_in(CHAT, "hello")

        assert arrival.webhook_status is None
        assert not hooked.service.texts


class TestPolling:
    async def test_updates_reach_the_handler_once_each(
        self,
        street: Street,
        telegram: TelegramChannel,
    ) -> None:
        seen: list[InboundText | ReachabilityChange] = []

        async def keep(event: InboundText | ReachabilityChange) -> None:
            seen.append(event)

        polling = asyncio.create_task(telegram.poll(keep, hold=timedelta(seconds=1)))
        await street.phones.telegram.text_in(CHAT, "one")
        await until(lambda: len(seen) == 1)
        await street.phones.telegram.text_in(CHAT, "two")
        await until(lambda: len(seen) == 2 and not street.phones.telegram.updates.pending)
        await _stop(polling)

        assert [each.text for each in seen if isinstance(each, InboundText)] == ["one", "two"]

    async def test_an_update_that_is_not_stored_comes_again(
        self,
        street: Street,
        telegram: TelegramChannel,
    ) -> None:
        seen: list[str] = []

        async def fail_once(event: InboundText | ReachabilityChange) -> None:
            assert isinstance(event, InboundText)
            seen.append(event.text)
            if len(seen) == 2:
                raise OSError("the database is away")

        async def at_once(_seconds: float) -> None:
            await asyncio.sleep(0)

        await street.phones.telegram.text_in(CHAT, "one")
        await street.phones.telegram.text_in(CHAT, "two")
        polling = asyncio.create_task(
            telegram.poll(fail_once, hold=timedelta(seconds=1), pause=at_once),
        )
        await until(lambda: len(seen) == 3)
        await _stop(polling)

        assert seen == ["one", "two", "two"]

    async def test_polling_goes_on_after_a_conflict(
        self,
        hooked: Street,
        telegram: TelegramChannel,
    ) -> None:
        seen: list[InboundText | ReachabilityChange] = []
        waits: list[float] = []

        async def keep(event: InboundText | ReachabilityChange) -> None:
            seen.append(event)

        async def free_the_way(seconds: float) -> None:
            waits.append(seconds)
            await telegram.delete_webhook()

        polling = asyncio.create_task(
            telegram.poll(keep, hold=timedelta(seconds=1), pause=free_the_way),
        )
        await until(lambda: hooked.phones.telegram.updates.webhook is None)
        await hooked.phones.telegram.text_in(CHAT, "one")
        await until(lambda: seen)
        await _stop(polling)

        assert waits == [1.0]


def _channel(street: Street, timeout: timedelta = timedelta(seconds=2)) -> TelegramChannel:
    return TelegramChannel(
        token=street.config.telegram_token,
        base_url=street.phones_url,
        timeout=timeout,
    )


def _phone() -> Phone:
    return Phone("telegram", str(CHAT))


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
