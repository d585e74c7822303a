import pytest

from tests.fakes import FakeReader
from tests.unit.dialogue.conftest import EDNA, FAY, STRANGER, Talk, desk_of
from tests.unit.plans.edna import NOW, PLAN, REPLIES
from wayhome.dialogue.clauses import Clause
from wayhome.dialogue.two_topics import Part, with_the_other
from wayhome.handoffs.opening import open_handoff
from wayhome.levels import Level
from wayhome.models import Message
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.topics import answer


def asks(text: str, topic: str, confidence: float = 0.9) -> Part:
    return Part(Clause(text, asks=True), topic, confidence)


def tells(text: str, topic: str, confidence: float = 0.9) -> Part:
    return Part(Clause(text, asks=False), topic, confidence)


def replied(
    whole: str,
    *parts: Part,
    level: Level = Level.NONE,
    offer_open: bool = False,
    confident: bool = True,
) -> Answer:
    text = " and ".join(part.clause.text for part in parts)
    asked = Asked(
        text=text, topic=whole, replies=REPLIES, now=NOW, plan=PLAN, offer_open=offer_open,
        confident=confident,
    )  # fmt: skip
    return with_the_other(asked, answer(asked), parts, answer, level=level)


def test_two_questions_are_both_answered_in_their_order_and_in_one_text() -> None:
    given = replied(
        "medicines",
        asks("what is lisinopril for", "medicines"),
        asks("who comes to help me", "care_at_home"),
    )

    assert len(given.texts) == 1
    assert given.texts[0].index("blood pressure") < given.texts[0].index("Tern Care")


def test_what_a_person_must_see_to_leads_though_it_was_told_last() -> None:
    given = replied(
        "appointments",
        asks("when is the ankle clinic", "appointments"),
        tells("i feel ever so sick", "symptom"),
    )

    assert given.texts[0].startswith("I am sorry to hear that")
    assert "18 March" in given.texts[-1]
    assert (given.topic, given.hand_over is not None) == ("symptom", True)


def test_after_111_only_the_question_of_the_plan_is_left_to_answer() -> None:
    given = replied(
        "symptom",
        tells("my leg has swollen", "symptom"),
        asks("when is the ankle clinic", "appointments"),
        level=Level.URGENT,
    )

    assert given.topic == "appointments"
    assert given.hand_over is None
    assert "18 March" in given.texts[0]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("medicines", [asks("what is lisinopril for", "medicines"), asks("when is it", "greet")]),
        ("medicines", [asks("what is lisinopril", "medicines"), asks("its dose", "medicines")]),
        ("symptom", [tells("i feel sick", "symptom"), asks("who do i ring", "who_to_contact")]),
        ("medicines", [tells("dinner was big", "symptom", 0.6), asks("my tablets", "medicines")]),
        ("safeguarding", [tells("he hits me", "safeguarding"), asks("my tablets", "medicines")]),
        ("medicines", [asks("my tablets", "medicines"), asks("how do i fly", "transport", 0.4)]),
    ],
)  # fmt: skip
def test_one_question_is_never_answered_twice(whole: str, parts: list[Part]) -> None:
    alone = replied(whole, *parts[:0], parts[0])

    assert len(replied(whole, *parts).texts) == len(alone.texts)
    assert replied(whole, *parts).topic == alone.topic


def test_a_question_beside_small_talk_is_what_is_answered() -> None:
    given = replied("greet", tells("hello love", "greet"), asks("whos my carer", "care_at_home"))

    assert given.topic == "care_at_home"


def test_a_trouble_that_is_but_a_guess_is_not_spoken_of_but_seen_by_a_person() -> None:
    question = asks("when is the ankle clinic", "appointments")

    guessed = replied("symptom", tells("bacon butty", "greet"), question, confident=False)
    sure = replied("symptom", tells("bacon butty", "greet"), question)

    assert guessed.texts[0].startswith("Ankle clinic")
    assert guessed.hand_over is not None
    assert sure.texts[0].startswith("I am sorry")


def test_an_ok_beside_a_question_still_accepts_what_was_offered() -> None:
    given = replied(
        "affirm",
        tells("ok please", "affirm"),
        asks("when is the ankle clinic", "appointments"),
        offer_open=True,
    )

    assert given.accepts_offer
    assert "18 March" in given.texts[-1]


TWO = "when is the ankle clinic and what is medicinea for"
READ = {"when is the ankle clinic": "appointments", "what is medicinea for": "medicines"}


async def test_the_desk_reads_the_parts_and_answers_both_once(talk: Talk) -> None:
    talk.desk = desk_of(talk.core, talk.core.clock, open_handoff, FakeReader(READ))

    reply = await talk("appointments", TWO)

    assert "Ankle clinic" in reply.texts[0]
    assert "Medicinea" in reply.texts[-1]
    assert await talk.again() == reply


async def test_a_part_that_cannot_be_read_costs_no_answer(talk: Talk) -> None:
    talk.desk = desk_of(talk.core, talk.core.clock, open_handoff, FakeReader(READ, fails=True))

    assert "Ankle clinic" in (await talk("appointments", TWO, EDNA)).texts[0]


async def test_a_second_question_opens_no_door_that_the_patient_shut(talk: Talk) -> None:
    talk.desk = desk_of(talk.core, talk.core.clock, open_handoff, FakeReader(READ))

    carer = " ".join((await talk("appointments", TWO, FAY)).texts)
    stranger = " ".join((await talk("appointments", TWO, STRANGER)).texts)

    assert "Ankle clinic" in carer
    assert "Edna has not agreed" in carer
    assert "purpose" not in carer + stranger
    assert "Ankle" not in stranger


async def test_beside_111_the_stored_level_decides_what_is_left_to_say(talk: Talk) -> None:
    read = {"my leg has swollen": "symptom", "when is the ankle clinic": "appointments"}
    talk.desk = desk_of(talk.core, talk.core.clock, open_handoff, FakeReader(read))
    await talk("greet", "hello")
    assert talk.last is not None
    async with talk.core.sessions.begin() as session:
        message = await session.get_one(Message, talk.last.message_id)
        message.level = Level.URGENT
        message.text = "my leg has swollen and when is the ankle clinic"
    told = await talk.desk.answer(
        type(talk.last)(message.conversation_id, message.id, message.text, "symptom", 0.9)
    )

    assert told.topic == "appointments"
    assert await talk.handoffs() == []
