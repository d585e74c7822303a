"""A check-in from its first question to its end, with all that people say in between."""

from datetime import timedelta
from typing import Any

import pytest

from tests.unit.checkins.talking import ANN, CheckInTalk
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.levels import Level
from wayhome.models import CheckInStatus, HandoffReason

PLAN: dict[str, Any] = {
    "hospital": "Fairhill Hospital",
    "discharged_on": "2026-11-24",
    "reason": "a new hip",
    "appointments": [{"title": "hip clinic", "starts_at": "2026-12-02 10:40", "place": "Clinic 9"}],
    "goals": [{"wording": "To walk to the allotment."}],
}
PERSON: dict[str, Any] = {"id": "ann", "name": "Ann Bell", "called": "Ann", "mobiles": [ANN]}

MEDICINES, FOOD, WARMTH = "all the medicines", "food in", "warm enough?"


@pytest.fixture
async def talk(core: Core, clock: SetClock) -> CheckInTalk:
    """Ann has just been asked about her medicines, a day after she came home."""
    talk = CheckInTalk(core, clock)
    await talk.enrol({"person": PERSON, "plan": PLAN})
    assert MEDICINES in await talk.fire(days=1)
    return talk


async def test_an_answer_is_kept_thanked_for_and_followed_by_the_next_question(
    talk: CheckInTalk,
) -> None:
    said = await talk.say("1")

    assert said.startswith("Thank you.\nIs there food in")
    assert await talk.answers() == {"medicines": "all"}
    assert (await talk.check_in()).question == "food"
    assert await talk.handoffs() == []


async def test_the_last_answer_ends_the_check_in(talk: CheckInTalk) -> None:
    await talk.say("1")
    await talk.say("1")
    said = await talk.say("1")

    check_in = await talk.check_in()
    assert said.endswith("You can text me any time.")
    assert (check_in.status, check_in.question) == (CheckInStatus.ANSWERED, None)


async def test_a_grave_answer_goes_to_a_person_and_only_then_is_that_said(
    talk: CheckInTalk,
) -> None:
    said = await talk.say("3")

    (handoff,) = await talk.handoffs()
    assert "I have told your support team" in said
    assert (handoff.level, handoff.reason) == (Level.CONCERN, HandoffReason.CONCERN_RAISED)
    assert (handoff.category, handoff.rule) == (
        "out_of_medicine",
        "six_weeks/day_1: medicines=missing",
    )


async def test_a_follow_up_is_answered_in_own_words(talk: CheckInTalk) -> None:
    assert "Which ones are missing?" in await talk.say("some are missing")

    said = await talk.say("the water tablets and the little white ones", "medicines")

    assert said.startswith("Thank you. I have written that down.\nIs there food")
    assert await talk.answers() == {"medicines": "missing", "which_medicines": "own_words"}


async def test_a_question_in_between_is_answered_and_ours_comes_back_once(
    talk: CheckInTalk,
) -> None:
    first = await talk.say("when is my appointment", "appointments")
    second = await talk.say("and where is it", "appointments")

    assert "2 December" in first
    assert f"Back to my question. Have you got {MEDICINES}" in first
    assert "Clinic 9" in second
    assert MEDICINES not in second
    assert await talk.answers() == {}
    assert "food in" in await talk.say("1")


async def test_an_answer_with_a_question_in_it_gets_both(talk: CheckInTalk) -> None:
    said = await talk.say("1, and when is my appointment?", "appointments")

    assert said.index("Thank you.") < said.index("2 December") < said.index("Is there food in")
    assert await talk.answers() == {"medicines": "all"}


async def test_a_slip_is_put_right_and_the_question_that_waits_is_asked_again(
    talk: CheckInTalk,
) -> None:
    await talk.say("2")

    said = await talk.say("no I meant 1")

    assert said.startswith("Thank you. I have changed that answer to: All of them.")
    assert "has your first answer" in said
    assert "Is there food in" in said
    assert await talk.answers() == {"medicines": "all"}
    assert set(await talk.answers(standing=False)) == {"not_sure", "all"}


async def test_what_a_corrected_answer_raised_stays_raised_and_its_worker_sees_both(
    talk: CheckInTalk,
) -> None:
    await talk.say("3")
    await talk.say("sorry, 1")

    (handoff,) = await talk.handoffs()
    assert handoff.resolved_at is None
    assert await talk.seen_with(handoff) == ["sorry, 1"]


async def test_a_correction_may_raise_what_the_slip_did_not(talk: CheckInTalk) -> None:
    await talk.say("1")

    said = await talk.say("oops 3")

    assert [one.category for one in await talk.handoffs()] == ["out_of_medicine"]
    assert "I have told your support team" in said
    assert "Which ones are missing?" in said


async def test_the_last_answer_can_be_put_right_after_the_end(talk: CheckInTalk) -> None:
    for text in ("1", "1", "2"):
        await talk.say(text)

    said = await talk.say("sorry i meant 1")

    check_in = await talk.check_in()
    assert "changed that answer to: Warm enough" in said
    assert check_in.status is CheckInStatus.ANSWERED
    assert (await talk.answers())["warmth"] == "warm"


async def test_a_question_may_be_left_out(talk: CheckInTalk) -> None:
    assert FOOD in await talk.say("rather not say")
    await talk.say("1")
    await talk.say("1")

    assert (await talk.answers())["medicines"] == "skipped"
    assert (await talk.check_in()).status is CheckInStatus.PART_ANSWERED


async def test_the_whole_may_be_left_out(talk: CheckInTalk) -> None:
    said = await talk.say("not today")

    assert said == "OK. I will ask no more today. You can text me any time."
    assert (await talk.check_in()).status is CheckInStatus.SKIPPED


async def test_what_cannot_be_read_is_asked_once_more_and_then_read_by_a_person(
    talk: CheckInTalk,
) -> None:
    again = await talk.say("the chemist was ever so nice")
    passed_on = await talk.say("the blue bag")

    assert "1 All of them" in again
    assert "I have told your support team" in passed_on
    assert FOOD in passed_on
    assert [one.category for one in await talk.handoffs()] == ["check_in_unread"]
    assert await talk.answers() == {"medicines": "own_words"}


async def test_a_number_that_is_no_choice_is_asked_for_again(talk: CheckInTalk) -> None:
    said = await talk.say("7")

    assert "a number from 1 to 3" in said
    assert await talk.answers() == {}


async def test_trouble_told_instead_of_an_answer_is_answered_as_such_and_counts(
    talk: CheckInTalk,
) -> None:
    await talk.say("1")
    await talk.say("1")

    said = await talk.say("i could do with somebody to get me shopping in", "practical_help")

    assert "I have told the support team" in said
    assert WARMTH not in said
    assert (await talk.answers())["warmth"] == "own_words"
    assert Level.CONCERN in [one.level for one in await talk.handoffs()]


async def test_an_urgent_matter_in_an_answer_is_answered_first_and_nothing_more_is_asked(
    talk: CheckInTalk,
) -> None:
    said = await talk.say("1 but my wound is hot and weeping yellow stuff and smells", "wound_care")

    assert said.startswith("Please call 111 now")
    assert FOOD not in said
    assert await talk.answers() == {"medicines": "all"}
    check_in = await talk.check_in()
    assert (check_in.status, check_in.why) == (CheckInStatus.PART_ANSWERED, "something_graver")


async def test_a_number_is_no_answer_to_what_was_never_asked(talk: CheckInTalk) -> None:
    await talk.say("my wound is hot and weeping yellow pus and smells", "wound_care")

    said = await talk.say("1")

    assert await talk.answers() == {"medicines": "own_words"}
    assert FOOD not in said


async def test_an_emergency_in_an_answer_holds_the_check_in(talk: CheckInTalk) -> None:
    alarm = await talk.say("2 but cant breathe and my lips have gone blue")
    after = await talk.say("ok my son is ringing them", "affirm")
    later = await talk.say("1")

    assert alarm.startswith("This could be an emergency. Call 999 now")
    assert MEDICINES not in alarm + after + later
    assert await talk.answers() == {}
    assert (await talk.check_in()).status is CheckInStatus.ASKED


async def test_after_stop_nothing_is_asked_and_no_number_is_an_answer(talk: CheckInTalk) -> None:
    await talk.say("1")
    stopped = await talk.say("STOP")
    said = await talk.say("1")

    assert "no more messages" in stopped
    assert WARMTH not in said
    assert await talk.answers() == {"medicines": "all"}


async def test_a_guess_of_trouble_beside_a_plain_answer_is_none(talk: CheckInTalk) -> None:
    said = await talk.say("no theres some missing love", "mental_health", 0.67)

    assert "Which ones are missing?" in said
    assert await talk.answers() == {"medicines": "missing"}


async def test_trouble_told_beside_an_answer_is_answered_and_nothing_more_asked(
    talk: CheckInTalk,
) -> None:
    said = await talk.say("1 but i feel ever so low in myself since", "mental_health", 0.9)

    assert "Samaritans" in said
    assert FOOD not in said
    assert await talk.answers() == {"medicines": "all"}


async def test_practical_trouble_in_an_answer_is_answered_and_the_next_question_asked(
    talk: CheckInTalk,
) -> None:
    said = await talk.say("the bus to the chemist is too dear", "money_help")

    assert FOOD in said
    assert await talk.answers() == {"medicines": "own_words"}


async def test_a_death_in_an_answer_is_no_answer(talk: CheckInTalk) -> None:
    said = await talk.say("no my husband died last night", "bereavement")

    assert "sorry for your loss" in said
    assert FOOD not in said
    assert MEDICINES not in said


async def test_thanks_are_no_answer_and_not_asked_after(talk: CheckInTalk) -> None:
    said = await talk.say("thank you for asking", "thanks")

    assert MEDICINES not in said
    assert await talk.answers() == {}


async def test_ok_to_an_offer_is_of_the_offer(talk: CheckInTalk) -> None:
    assert "Text OK" in await talk.say("when can i drive again", "transport")

    await talk.say("ok", "affirm")

    assert await talk.answers() == {}
    reasons = [one.reason for one in await talk.handoffs()]
    assert reasons == [HandoffReason.QUESTION_PASSED_ON]


async def test_a_late_answer_is_kept_and_thanked_for_and_the_end_stays(talk: CheckInTalk) -> None:
    await talk.fall_silent()
    assert (await talk.check_in()).status is CheckInStatus.MISSED

    said = await talk.say("sorry only just seen this. 3")

    assert "I have told your support team" in said
    assert "Which ones" not in said
    assert await talk.answers() == {"medicines": "missing"}
    assert (await talk.check_in()).status is CheckInStatus.MISSED


async def test_chat_after_a_missed_check_in_is_no_answer(talk: CheckInTalk) -> None:
    await talk.fall_silent()

    said = await talk.say("when is my appointment", "appointments")

    assert "2 December" in said
    assert MEDICINES not in said
    assert await talk.answers() == {}


async def test_a_text_two_days_after_the_end_is_no_answer(talk: CheckInTalk) -> None:
    await talk.fall_silent()
    talk.clock.move_on(timedelta(hours=49))

    await talk.say("1")

    assert await talk.answers() == {}


@pytest.mark.parametrize("text", ["3", "skip", "7", "when is my appointment", "not today"])
async def test_a_job_that_runs_twice_says_the_same_and_keeps_one_answer(
    talk: CheckInTalk, text: str
) -> None:
    topic = "appointments" if text.startswith("when") else "out_of_scope"
    message_id = await talk.receive(text)
    first = await talk.turn(message_id, text, topic)
    kept, state = await talk.answers(standing=False), (await talk.check_in()).status

    second = await talk.turn(message_id, text, topic)
    await talk.handle(message_id, topic)

    assert first == second == await talk.reply_to(message_id)
    assert (await talk.answers(standing=False), (await talk.check_in()).status) == (kept, state)
    assert len(await talk.handoffs()) == (1 if text == "3" else 0)


async def test_a_correction_that_runs_twice_corrects_once(talk: CheckInTalk) -> None:
    await talk.say("3")
    message_id = await talk.receive("no i meant 1")

    first = await talk.turn(message_id, "no i meant 1")
    second = await talk.turn(message_id, "no i meant 1")

    assert first == second
    assert await talk.answers() == {"medicines": "all"}
    assert len(await talk.answers(standing=False)) == 2


async def test_the_end_that_runs_twice_ends_once(talk: CheckInTalk) -> None:
    await talk.say("1")
    await talk.say("1")
    message_id = await talk.receive("warm")

    first = await talk.turn(message_id, "warm")
    ended_at = (await talk.check_in()).ended_at
    second = await talk.turn(message_id, "warm")

    assert first == second
    assert "That is all for today" in first
    assert (await talk.check_in()).ended_at == ended_at
