"""A text in, the right answer out, through every process; each fact is on the person's own plan."""

from collections.abc import Callable

import pytest

from tests.flows.conftest import handoffs_of
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.terminal_phone import TerminalPhone
from wayhome.levels import Level
from wayhome.models import HandoffReason

Phone = Callable[..., TerminalPhone]


async def said(phone: TerminalPhone, text: str) -> str:
    turn = await phone.say(text)
    assert turn.webhook_status == 200
    return "\n".join(turn.replies)


@pytest.mark.parametrize(
    ("name", "text", "facts"),
    [
        ("Maureen", "what are my tablets", ["Furosemide", "Bisoprolol", "Ramipril"]),
        ("Maureen", "what is the furosimide for", ["extra fluid"]),
        ("Maureen", "when do i take the water tablet", ["two 40mg tablets each morning"]),
        ("Maureen", "what do I take at bedtime", ["Ramipril", "Atorvastatin"]),
        ("Maureen", "when is my next appointment", ["blood test", "8:50am", "Oakdene Surgery"]),
        ("Maureen", "when am i at the heart clinic", ["11am", "Clinic 4"]),
        ("Maureen", "how much can I drink in a day", ["1.5 litres"]),
        ("Maureen", "what should I look out for", ["short of breath", "999"]),
        ("Stanley", "when do the district nurses come", ["Monday"]),
        ("Stanley", "who comes to see to me catheter", ["district nurses", "Monday"]),
        ("Stanley", "what number for the district nurses", ["01632 960 520"]),
        ("Stanley", "what equipment have i got", ["leg bags", "night bags"]),
        ("Sandra", "can i have a bath", ["Do not have a bath"]),
        ("Sandra", "do the stitches need to come out", ["dissolve"]),
        ("Sandra", "when can i drive", ["brake hard"]),
    ],
)
async def test_a_question_is_answered_from_the_persons_own_plan(
    phone: Phone, name: str, text: str, facts: list[str]
) -> None:
    answer = await said(phone(name), text)

    for fact in facts:
        assert fact.lower() in answer.lower()


async def test_a_follow_up_is_about_what_was_last_spoken_of(phone: Phone) -> None:
    maureen = phone("Maureen")
    await said(maureen, "when do I take ramipril")

    assert "blood pressure" in await said(maureen, "and whats that one for")


async def test_a_carer_hears_what_was_consented_to_and_no_more(phone: Phone) -> None:
    linda = phone("Linda")

    assert "Furosemide" not in await said(linda, "what tablets is mum on")
    assert "999" in await said(linda, "what should we look out for with mum")


async def test_a_dose_question_is_never_answered_by_the_bot(phone: Phone) -> None:
    answer = await said(phone("Maureen"), "i took my bisoprolol twice what shall i do")

    assert "111" in answer
    assert "skip" not in answer.lower()
    assert "2.5mg" not in answer


async def test_what_the_plan_does_not_say_is_said_and_can_be_passed_on(
    phone: Phone, whole: Core
) -> None:
    doreen = phone("Doreen")
    answer = await said(doreen, "what equipment am i getting")
    assert "your plan does not" in answer.lower()

    passed = await said(doreen, "ok please")

    assert "team" in passed
    reasons = [handoff.reason for handoff in await handoffs_of(whole, "Doreen")]
    assert HandoffReason.QUESTION_PASSED_ON in reasons


async def test_asking_for_a_person_opens_a_handoff(phone: Phone, whole: Core) -> None:
    answer = await said(phone("Arthur"), "can I speak to a real person please")

    assert "support team" in answer
    reasons = [handoff.reason for handoff in await handoffs_of(whole, "Arthur")]
    assert HandoffReason.ASKED_FOR_PERSON in reasons


async def test_two_misunderstandings_in_a_row_go_to_a_person(phone: Phone, whole: Core) -> None:
    iqbal = phone("Iqbal")
    await said(iqbal, "flibber wock doodah")
    answer = await said(iqbal, "zanzibar plimsoll grommet")

    assert "told" in answer
    reasons = [handoff.reason for handoff in await handoffs_of(whole, "Iqbal")]
    assert HandoffReason.NOT_UNDERSTOOD in reasons


async def test_an_emergency_by_telegram_gets_999_and_a_handoff(phone: Phone, whole: Core) -> None:
    turn = await phone("Terry", "telegram").say("cant breathe and me lips have gone blue")

    assert turn.level == Level.EMERGENCY
    assert "Call 999 now" in turn.replies[0]
    assert Level.EMERGENCY in [handoff.level for handoff in await handoffs_of(whole, "Terry")]


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        '/inform{"a":1}',
        "/emergency_contact",
        "\U0001f44d",
        "\u202e\u0645\u0631\u062d\u0628\u0627",
    ],
)
async def test_odd_texts_get_a_sensible_reply(phone: Phone, text: str) -> None:
    turn = await phone("Gwen").say(text)

    assert turn.webhook_status == 200
    assert turn.replies


async def test_a_very_long_text_gets_a_reply(phone: Phone) -> None:
    turn = await phone("Gwen", "telegram").say("tablets " * 2_500)

    assert turn.webhook_status == 200
    assert turn.replies
