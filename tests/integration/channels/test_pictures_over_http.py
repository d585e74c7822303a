"""A picture beside a text: on the phone where it can go, and never in the way of the words."""

from channels.base import OutboundText, Picture
from channels.simulator.screens import Phone, PhoneMessage
from channels.sms import TwilioChannel
from channels.telegram import TelegramChannel
from tests.integration.channels.conftest import ROSE, Street, twilio_channel, until

PNG = b"\x89PNG\r\n\x1a\n and the rest"
SMS, TELEGRAM = Phone("sms", ROSE.number), Phone("telegram", str(ROSE.chat_id))


def to_rose(
    address: str, content: bytes, url: str = "", text: str = "Lift one knee."
) -> OutboundText:
    picture = Picture(name="hip.png", content=content, url=url)
    return OutboundText(address=address, text=text, reference="m1", picture=picture)


def only(street: Street, phone: Phone) -> PhoneMessage:
    [message] = street.phones.screens.messages(phone)
    return message


async def test_telegram_shows_it_with_the_words_below(
    street: Street, telegram: TelegramChannel
) -> None:
    sent = await telegram.send(to_rose(TELEGRAM.address, PNG))
    shown = only(street, TELEGRAM)

    assert sent.provider_id == f"{TELEGRAM.address}:{shown.id}"
    assert shown.text == "Lift one knee."
    assert len(shown.pictures) == 1


async def test_words_go_alone_where_telegram_refuses_the_picture(
    street: Street, telegram: TelegramChannel
) -> None:
    await telegram.send(to_rose(TELEGRAM.address, b"no picture"))
    shown = only(street, TELEGRAM)

    assert (shown.text, shown.pictures) == ("Lift one knee.", ())


async def test_words_too_long_for_a_caption_go_alone_and_whole(
    street: Street, telegram: TelegramChannel
) -> None:
    long = "Lift one knee. " * 100
    await telegram.send(to_rose(TELEGRAM.address, PNG, text=long))

    shown = only(street, TELEGRAM)

    assert (shown.text, shown.pictures) == (long, ())


async def test_a_number_without_mms_gets_the_words(street: Street, sms: TwilioChannel) -> None:
    await sms.send(to_rose(SMS.address, PNG, "https://example.org/hip.png"))
    await until(lambda: only(street, SMS).status == "delivered")

    assert only(street, SMS).pictures == ()


async def test_twilio_fetches_the_picture_from_us(street: Street) -> None:
    [hung] = [street.phones.gallery.hang(PNG)]
    channel = twilio_channel(street, sends_pictures=True)
    url = f"{street.phones_url}/phones/pictures/{hung}"
    await channel.send(to_rose(SMS.address, PNG, url))
    await channel.close()
    await until(lambda: only(street, SMS).status == "delivered")

    assert len(only(street, SMS).pictures) == 1


async def test_a_picture_that_is_not_there_fails_the_text_and_says_so(street: Street) -> None:
    channel = twilio_channel(street, sends_pictures=True)
    await channel.send(to_rose(SMS.address, PNG, f"{street.phones_url}/phones/pictures/none"))
    await channel.close()
    await until(lambda: street.service.reports and only(street, SMS).status == "failed")
    await until(lambda: street.service.reports[-1].problem is not None)
    problem = street.service.reports[-1].problem

    assert problem is not None
    assert problem.code == "11200"
    assert problem.needs_person
