"""What becomes of a text, step by step; the assistant and the channels are stand-ins."""

from datetime import timedelta

from tests.cast import worker
from tests.fakes import FakeRasa
from tests.integration.conftest import ANN, Service
from wayhome.clock import SetClock
from wayhome.dialogue.rasa import RasaAnswer
from wayhome.handoffs import queue
from wayhome.levels import Level
from wayhome.models import HandoffReason, MessageStatus, Person
from wayhome.outbox.queueing import Outbox
from wayhome.people.contact_points import disown
from wayhome.people.safe_to_text import mark_safe

EMERGENCY = "help me ive got crushing chest pain"


async def test_a_known_persons_question_is_answered_by_the_assistant(
    service: Service, ann: Person
) -> None:
    await service.text("when is my appointment")

    assert service.rasa.heard == ["when is my appointment"]
    assert service.sms.texts == ["Your next appointment is on Friday."]
    assert [m.status for m in await service.messages()] == [
        MessageStatus.HANDLED,
        MessageStatus.SENT,
    ]


async def test_an_emergency_gets_999_and_a_handoff_with_rasa_stopped(
    service: Service, ann: Person
) -> None:
    service.rasa.answer = None

    await service.text(EMERGENCY)

    assert "Call 999 now" in service.sms.texts[0]
    assert "automated" in service.sms.texts[0]
    assert service.rasa.heard == []
    (handoff,) = await service.handoffs()
    assert (handoff.level, handoff.reason) == (Level.EMERGENCY, HandoffReason.SAFETY_NET)
    assert handoff.person_id == ann.id


async def test_a_strangers_emergency_gets_999_too(service: Service) -> None:
    await service.text(EMERGENCY, "+447700900555")

    assert "Call 999 now" in service.sms.texts[0]
    assert [h.person_id for h in await service.handoffs()] == [None]


async def test_a_stranger_is_told_nothing_about_anybody(service: Service, ann: Person) -> None:
    await service.text("what tablets does Ann take", "+447700900555")

    (reply,) = service.sms.texts
    assert "Ann" not in reply
    assert "999" in reply
    assert service.rasa.heard == []


async def test_two_machines_do_not_text_each_other_for_ever(service: Service) -> None:
    for _ in range(6):
        await service.text("I am out of the office", "+447700900555")

    assert len(service.sms.texts) == 3


async def test_a_text_handled_twice_is_answered_once(service: Service, ann: Person) -> None:
    received = await service.arrive("when is my appointment")
    async with service.core.sessions.begin() as session:
        await service.core.jobs.defer(session, "handle_message", message_id=received.message_id)
    await service.work()

    assert len(service.sms.texts) == 1


async def test_a_slash_is_read_as_words(service: Service, ann: Person) -> None:
    for text in ("/session_start", '/inform{"a":1}', " /emergency_contact"):
        await service.text(text)

    assert service.rasa.heard == ["session_start", 'inform{"a":1}', "emergency_contact"]


async def test_a_failing_assistant_is_admitted_and_handed_over(
    service: Service, ann: Person
) -> None:
    service.rasa.answer = None

    await service.text("what are my tablets for")

    assert "cannot answer just now" in service.sms.texts[0]
    (handoff,) = await service.handoffs()
    assert handoff.reason is HandoffReason.BOT_FAILED


async def test_a_photo_gets_the_fixed_reply_and_a_person(service: Service, ann: Person) -> None:
    await service.text("", media=("image/jpeg",))

    assert "I can only read words" in service.sms.texts[0]
    assert [h.reason for h in await service.handoffs()] == [HandoffReason.MEDIA]
    assert service.rasa.heard == []


async def test_words_beside_a_photo_are_answered(service: Service, ann: Person) -> None:
    await service.text("when is my appointment", media=("image/jpeg",))

    assert len(service.sms.texts) == 2
    assert "I can only read words" in service.sms.texts[0]
    assert "Friday" in service.sms.texts[1]


async def test_what_says_nothing_is_asked_for_words(service: Service, ann: Person) -> None:
    for text in ("", "   ", "...", "\U0001f622", "\x00\x00", "\u202e\u202d"):
        await service.text(text)

    assert len(service.sms.texts) == 6
    assert all("could not read any words" in reply for reply in service.sms.texts)


async def test_stop_ends_the_programme_is_confirmed_once_and_told_to_a_person(
    service: Service, ann: Person
) -> None:
    await service.text("STOP")
    await service.text("stop please")

    assert len(service.sms.texts) == 1
    assert "no more messages" in service.sms.texts[0]
    assert [h.reason for h in await service.handoffs()] == [HandoffReason.STOPPED]
    async with service.core.sessions() as session:
        assert (await session.get_one(Person, ann.id)).stopped_at is not None


async def test_an_emergency_after_stop_is_answered(service: Service, ann: Person) -> None:
    await service.text("STOP")
    await service.text("actually I cant breathe and my lips have gone blue")

    assert "Call 999 now" in service.sms.texts[1]


async def test_the_bot_is_quiet_while_a_worker_answers_but_the_net_is_not(
    service: Service, ann: Person
) -> None:
    service.rasa.answer = None
    await service.text("hello there")
    (handoff,) = await service.handoffs()
    async with service.core.sessions.begin() as session:
        staff = await worker(session, service.core.clock)
        await queue.claim(session, service.core.clock, handoff.id, staff)
    before = len(service.sms.texts)

    await service.text("are you still there")
    assert len(service.sms.texts) == before

    await service.text(EMERGENCY)
    assert "Call 999 now" in service.sms.texts[before]


async def test_small_talk_after_an_emergency_repeats_the_advice(
    service: Service, ann: Person, clock: SetClock
) -> None:
    service.rasa.answer = RasaAnswer(
        texts=("You are welcome.",), buttons=(), topic="thanks", confidence=0.9
    )
    await service.text(EMERGENCY)
    clock.move_on(timedelta(minutes=5))
    await service.text("righto")
    clock.move_on(timedelta(hours=2))
    await service.text("ta love")

    assert "If you have not called 999 yet" in service.sms.texts[2]
    assert service.sms.texts[3] == "You are welcome."


async def test_a_question_after_an_emergency_is_still_answered(
    service: Service, ann: Person
) -> None:
    await service.text(EMERGENCY)
    await service.text("when is my appointment")

    assert service.sms.texts[-1] == "Your next appointment is on Friday."


async def test_a_slow_turn_does_not_keep_a_later_text_out_of_order(
    service: Service, ann: Person
) -> None:
    rasa: FakeRasa = service.rasa
    for number in range(12):
        await service.arrive(f"question {number}")
    await service.work()

    assert rasa.heard == [f"question {number}" for number in range(12)]
    assert len(service.sms.texts) == 12


async def test_a_long_text_reaches_the_assistant_shortened(service: Service, ann: Person) -> None:
    received = await service.text("word " * 4_000, ANN)

    assert received.message_id is not None
    assert len(service.rasa.heard[0]) <= 1_600
    assert len(service.sms.texts) == 1


async def test_a_wrong_number_hears_of_nothing_but_safety(service: Service, ann: Person) -> None:
    point = await service.contact_point()
    async with service.core.sessions.begin() as session:
        await disown(session, service.core.clock, point.id)

    await service.text("who are you")
    await service.text("START")
    assert service.sms.texts == []

    await service.text(EMERGENCY)
    assert "Call 999 now" in service.sms.texts[0]
    assert not any("Ann" in text for text in service.sms.texts)
    assert [one.person_id for one in await service.handoffs()] == [None]


async def test_a_yes_that_the_provider_takes_for_start_is_an_answer_of_whoever_never_stopped(
    service: Service, ann: Person
) -> None:
    await service.text("yes", opt_out="START")
    assert service.rasa.heard == ["yes"]

    await service.text("STOP", opt_out="STOP")
    await service.text("yes", opt_out="START")
    assert service.rasa.heard == ["yes"]


async def test_after_a_disclosure_of_harm_nothing_is_texted_first_but_replies_go(
    service: Service, ann: Person
) -> None:
    await service.text("my son hits me and takes my pension", ANN)

    core = service.core
    point = await service.contact_point()
    async with core.sessions.begin() as session:
        held = await Outbox(core.jobs, core.clock).start(session, point, "Time for a check-in.")
        assert held.status is MessageStatus.CANCELLED
    await service.text("when is my appointment")
    assert service.sms.texts[-1] == "Your next appointment is on Friday."
    assert not any(w in " ".join(service.sms.texts).lower() for w in ("abuse", "hit", "son"))

    async with core.sessions.begin() as session:
        staff = await worker(session, core.clock)
        mark_safe(session, core.clock, await session.get_one(Person, ann.id), staff.id)
    async with core.sessions.begin() as session:
        sent = await Outbox(core.jobs, core.clock).start(session, point, "Time for a check-in.")
        assert sent.status is MessageStatus.QUEUED
