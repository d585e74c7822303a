"""`channels.telegram_webhooks`: only what Telegram sent gets in; every kind of update is read."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.base import InboundText, ReachabilityChange
from channels.errors import Forged, Malformed
from channels.telegram import TelegramWebhooks

SECRET = "s3cret"
HEADERS = {"x-telegram-bot-api-secret-token": SECRET}
WEBHOOKS = TelegramWebhooks(SECRET)
ROSE = {"id": 9001, "is_bot": False, "first_name": "Rose"}
CHAT = {"id": 9001, "type": "private", "first_name": "Rose"}
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def message(**fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    base = {"message_id": 7, "date": int(NOON.timestamp()), "chat": CHAT, "from": ROSE}
    return base | fields


def read(**content: Any) -> InboundText | ReachabilityChange | None:  # noqa: ANN401 - JSON
    body = json.dumps({"update_id": 123, **content}).encode()
    return WEBHOOKS.parse(WEBHOOKS.verify(headers=HEADERS, body=body))


def text_of(**content: Any) -> InboundText:  # noqa: ANN401 - JSON
    event = read(**content)
    assert isinstance(event, InboundText)
    return event


class TestForgery:
    @pytest.mark.parametrize("given_secret", ["", "wrong", SECRET + "x", "\u00e9"])
    def test_a_wrong_secret_lets_nothing_in(self, given_secret: str) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": given_secret}
        with pytest.raises(Forged):
            WEBHOOKS.verify(headers=headers, body=b"{}")

    def test_no_header_lets_nothing_in(self) -> None:
        with pytest.raises(Forged):
            WEBHOOKS.verify(headers={}, body=b"{}")

    @pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": ""}])
    def test_no_secret_of_ours_lets_nothing_in(self, headers: dict[str, str]) -> None:
        with pytest.raises(Forged):
            TelegramWebhooks("").verify(headers=headers, body=b"{}")


class TestReading:
    def test_a_text_is_read(self) -> None:
        text = text_of(message=message(text="My knee is sore"))

        assert (text.channel, text.provider_id, text.address) == ("telegram", "123", "9001")
        assert (text.text, text.sent_at, text.message_id) == ("My knee is sore", NOON, "9001:7")
        assert text.edits is None

    def test_a_deep_links_code_is_kept_out_of_the_text(self) -> None:
        text = text_of(message=message(text="/start AbC_12-x"))

        assert (text.text, text.link_code) == ("/start", "AbC_12-x")

    @pytest.mark.parametrize("words", ["/start", "/start two words", "start AbC", "/restart"])
    def test_other_words_hold_no_code(self, words: str) -> None:
        text = text_of(message=message(text=words))

        assert (text.text, text.link_code) == (words, None)

    def test_an_edit_names_the_message_that_it_replaces(self) -> None:
        edited = message(text="I am not fine", edit_date=int(NOON.timestamp()) + 60)
        text = text_of(edited_message=edited)

        assert (text.edits, text.message_id) == ("9001:7", "9001:7")
        assert text.sent_at is not None
        assert (text.sent_at - NOON).total_seconds() == 60

    def test_a_photos_caption_is_its_text(self) -> None:
        photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
        text = text_of(message=message(photo=photo, caption="is this infected?"))

        assert (text.text, text.media) == ("is this infected?", ("image/jpeg",))

    def test_a_kind_of_message_that_nobody_knows_yet_is_not_lost(self) -> None:
        assert text_of(message=message(hologram={"file_id": "a"})).media == ("unknown",)

    def test_a_part_that_cannot_be_read_does_not_hide_the_words(self) -> None:
        text = text_of(message=message(text="I have chest pain", reply_to_message={"new": 1}))

        assert (text.text, text.address) == ("I have chest pain", "9001")

    def test_a_press_carries_the_words_on_the_button(self) -> None:
        keyboard = {"inline_keyboard": [[{"text": "Worse", "callback_data": "a:2"}]]}
        asked = message(text="How are you?", reply_markup=keyboard)
        query = {"id": "55", "from": ROSE, "message": asked, "chat_instance": "1", "data": "a:2"}
        press = text_of(callback_query=query)

        assert (press.text, press.button, press.callback_id) == ("Worse", "a:2", "55")
        assert (press.address, press.message_id) == ("9001", None)

    def test_a_press_under_a_message_that_is_gone_carries_its_data(self) -> None:
        gone = {"message_id": 7, "date": 0, "chat": CHAT}
        query = {"id": "55", "from": ROSE, "message": gone, "chat_instance": "1", "data": "a:2"}

        assert text_of(callback_query=query).text == "a:2"

    @pytest.mark.parametrize("reachable", [False, True])
    def test_a_block_and_its_end_are_news(self, *, reachable: bool) -> None:
        bot = {"id": 1, "is_bot": True, "first_name": "Wayhome"}
        member = {"user": bot, "status": "member"}
        banned = {"user": bot, "status": "kicked", "until_date": 0}
        change = {
            "chat": CHAT,
            "from": ROSE,
            "date": 0,
            "old_chat_member": banned if reachable else member,
            "new_chat_member": member if reachable else banned,
        }
        event = read(my_chat_member=change)

        assert isinstance(event, ReachabilityChange)
        assert (event.address, event.reachable) == ("9001", reachable)

    @pytest.mark.parametrize(
        "content",
        [
            {"message": message(text="hi", chat={"id": -5, "type": "group", "title": "Us"})},
            {"channel_post": message(text="hi", chat={"id": -6, "type": "channel"})},
            {"message": message(text="hi", **{"from": {**ROSE, "is_bot": True}})},
            {"message": message(new_chat_title="Us")},
            {"message": message(text="\u200b")},
            {"poll_answer": {"poll_id": "1", "user": ROSE, "option_ids": []}},
        ],
    )
    def test_what_is_not_for_us_is_passed_over(self, content: dict[str, Any]) -> None:
        assert read(**content) is None


class TestMalformed:
    @pytest.mark.parametrize(
        "body", [b"", b"{", b"[]", b"null", b"[" * 100_000, b'{"message": {}}', b"\xff"]
    )
    def test_what_is_no_update_is_refused(self, body: bytes) -> None:
        with pytest.raises(Malformed):
            WEBHOOKS.parse(WEBHOOKS.verify(headers=HEADERS, body=body))

    def test_the_refusal_does_not_quote_the_message(self) -> None:
        body = json.dumps({"update_id": 1, "message": {"text": "my secret"}}).encode()
        with pytest.raises(Malformed) as raised:
            WEBHOOKS.parse(WEBHOOKS.verify(headers=HEADERS, body=body))

        assert "secret" not in str(raised.value)

    @given(st.text(alphabet=st.characters(), max_size=300))
    def test_any_words_can_be_read(self, words: str) -> None:
        event = read(message=message(text=words))

        assert event is None or isinstance(event, InboundText)
