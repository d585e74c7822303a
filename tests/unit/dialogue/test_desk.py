import pytest
from sqlalchemy import func, select

from tests.unit.dialogue.conftest import FAY, STRANGER, Talk, desk_of
from wayhome.dialogue.desk import UnknownTurn
from wayhome.dialogue.turns import Turn
from wayhome.levels import Level
from wayhome.models import AuditEvent, Conversation, Handoff, HandoffMessage, HandoffReason, Person


async def test_the_answer_is_from_the_persons_own_plan(talk: Talk) -> None:
    reply = await talk("appointments", "when is my next appointment")

    assert reply.texts[0].startswith("Ankle clinic: Wednesday 2 December at 10:40am")
    assert reply.topic == "appointments"


async def test_it_means_what_was_spoken_of_last(talk: Talk) -> None:
    await talk("appointments", "when is the ankle clinic")

    assert "Clinic 9" in (await talk("out_of_scope", "where is it")).texts[0]


async def test_a_question_that_is_passed_on_is_the_one_that_was_offered(talk: Talk) -> None:
    offered = await talk("equipment", "wheres my commode")
    assert offered.buttons == ("OK", "No thanks")
    question = talk.last

    reply = await talk("affirm", "ok")
    [handoff] = await talk.handoffs()

    assert "passed your question" in reply.texts[0]
    assert question is not None
    assert handoff.message_id == question.message_id
    assert handoff.reason is HandoffReason.QUESTION_PASSED_ON


async def test_a_declined_offer_opens_nothing(talk: Talk) -> None:
    await talk("equipment", "wheres my commode")
    await talk("deny", "no thanks")
    await talk("affirm", "ok")

    assert await talk.handoffs() == []


@pytest.mark.parametrize("topic", ["symptom", "talk_to_person", "safeguarding"])
async def test_the_handoff_is_stored_before_the_reply_says_so(talk: Talk, topic: str) -> None:
    await talk(topic, "something is wrong")

    assert len(await talk.handoffs()) == 1


async def test_an_answer_given_twice_is_the_same_and_counts_once(talk: Talk) -> None:
    """A job may run twice: after an OK, after a text not understood, after "more"."""
    await talk("equipment", "wheres my commode")
    accepted = await talk("affirm", "ok")
    assert await talk.again() == accepted

    not_understood = await talk("out_of_scope", "blah")
    assert await talk.again() == not_understood

    await talk("medicines", "what tablets am i on")
    more = await talk("more", "more")
    assert len(more.texts[0]) > 100
    assert await talk.again() == more

    assert len(await talk.handoffs()) == 1


async def test_each_answer_is_audited_once_and_without_words(talk: Talk) -> None:
    await talk("medicines", "what is medicinea for")
    await talk.again()

    async with talk.core.sessions() as session:
        events = (
            await session.scalars(select(AuditEvent).where(AuditEvent.action == "answered"))
        ).all()
    assert [event.detail["topic"] for event in events] == ["medicines"]
    assert "medicinea" not in str(events[0].detail)


async def test_the_second_text_not_understood_opens_a_handoff_and_an_answer_resets(
    talk: Talk,
) -> None:
    await talk("out_of_scope", "blah")
    await talk("greet", "hello")
    await talk("out_of_scope", "blah")
    assert await talk.handoffs() == []

    await talk("out_of_scope", "blah")
    [handoff] = await talk.handoffs()

    assert handoff.reason is HandoffReason.NOT_UNDERSTOOD


async def test_nonsense_after_nonsense_is_one_handoff_with_all_of_it(talk: Talk) -> None:
    for text in ("blah", "blah blah", "whos going to win the derby"):
        await talk("out_of_scope", text)
    await talk.again()

    [handoff] = await talk.handoffs()
    async with talk.core.sessions() as session:
        joined = await session.scalars(
            select(HandoffMessage.message_id).where(HandoffMessage.handoff_id == handoff.id)
        )
        assert len(joined.all()) == 1


async def test_when_the_handoff_cannot_be_stored_nothing_is_said_or_kept(talk: Talk) -> None:
    async def broken(*_: object, **__: object) -> Handoff:
        raise ConnectionError("gone")

    failing = Talk(talk.core, desk_of(talk.core, talk.core.clock, broken))

    with pytest.raises(ConnectionError):
        await failing("symptom", "i feel rotten")
    async with talk.core.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(AuditEvent)) == 1
        topics = (await session.scalars(select(Conversation.last_topic))).all()
    assert set(topics) == {None}


async def test_a_stranger_is_told_nothing_of_anybody(talk: Talk) -> None:
    for topic in ("medicines", "appointments", "plan_summary", "greet", "who_to_contact"):
        reply = await talk(topic, "when is Edna's ankle clinic", STRANGER)
        assert "do not know this number" in reply.texts[0]
    assert await talk.handoffs() == []


async def test_a_strangers_cry_for_help_still_reaches_a_person(talk: Talk) -> None:
    reply = await talk("mental_health", "whats the point", STRANGER)
    [handoff] = await talk.handoffs()

    assert "116 123" in reply.texts[0]
    assert (handoff.level, handoff.person_id) == (Level.URGENT, None)


async def test_a_carer_hears_what_the_patient_agreed_to_and_no_more(talk: Talk) -> None:
    agreed = await talk("appointments", "when is her next appointment", FAY)
    refused = await talk("medicines", "what tablets is she on", FAY)
    named = await talk("out_of_scope", "medicinea", FAY)

    assert "Ankle clinic" in agreed.texts[0]
    assert "Edna has not agreed" in refused.texts[0]
    assert "edicinea" not in refused.texts[0] + named.texts[0]


async def test_a_carer_gets_the_carers_line_whatever_was_agreed(talk: Talk) -> None:
    reply = await talk("carer_support", "not slept since sunday", FAY)

    assert "01632 960 708" in reply.texts[0]


@pytest.mark.parametrize(("confidence", "stopped"), [(0.9, True), (0.3, False)])
async def test_a_plain_wish_to_stop_is_kept(
    talk: Talk, confidence: float, *, stopped: bool
) -> None:
    await talk("stop", "give over texting me", confidence=confidence)

    async with talk.core.sessions() as session:
        edna = (await session.scalars(select(Person).where(Person.called == "Edna"))).one()
    assert (edna.stopped_at is not None) is stopped
    assert len(await talk.handoffs()) == stopped


async def test_a_message_that_is_not_in_the_conversation_is_refused(talk: Talk) -> None:
    await talk("greet", "hello")
    other = await talk.point(FAY)
    assert talk.last is not None

    with pytest.raises(UnknownTurn):
        await talk.desk.answer(
            Turn(other.conversation_id, talk.last.message_id, "hello", "greet", 1)
        )
    with pytest.raises(UnknownTurn):
        await talk.desk.answer(Turn(10**9, 1, "hello", "greet", 1))


@pytest.mark.parametrize("topic", ["stop", "out_of_scope"])
async def test_a_wish_beside_a_need_is_asked_about_however_sure_the_reading(
    talk: Talk, topic: str
) -> None:
    reply = await talk(topic, "I dont need texts I need help", confidence=0.99)

    assert "text STOP and nothing else" in reply.texts[0]
    async with talk.core.sessions() as session:
        assert set(await session.scalars(select(Person.stopped_at))) == {None}


@pytest.mark.parametrize("text", ["wer is it", "an wer do i go for it", "wen do i av it"])
async def test_a_follow_up_spelt_by_ear_is_about_what_was_spoken_of(talk: Talk, text: str) -> None:
    await talk("appointments", "when is the ankle clinic")

    reply = await talk("help", text)

    assert reply.topic == "appointments"
    assert "nkle clinic" in reply.texts[0]
