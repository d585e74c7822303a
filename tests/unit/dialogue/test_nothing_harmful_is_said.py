"""Whatever people text, in whichever state, no reply as a whole harms."""

from __future__ import annotations

import random
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.plans.edna import NOW, PLAN, REPLIES, SMALL
from tests.unit.plans.test_nothing_harmful_is_said import broken
from wayhome.bootstrap.noise import with_slips
from wayhome.dialogue.clauses import clauses
from wayhome.dialogue.routing import settle
from wayhome.dialogue.two_topics import Part
from wayhome.dialogue.usual import usual_answer
from wayhome.dialogue.whose import Whose, agreed_part
from wayhome.levels import Level
from wayhome.people.manner import Manner
from wayhome.plans.answers.asked import Answer, Asked, Spoken
from wayhome.plans.answers.topics import ANSWERS, ONLY_IN_CONTEXT

#: Readings that stand in no plan: whoever sees one again was read to.
READINGS = ("23.7", "187/93", "38.9", "41", "3.3")
SAID = (
    "is it normal that my wound is red and hot",
    "am i going to be alright",
    "is it an infection",
    "could it be a clot or a stroke",
    "my sugar is 23.7 is that ok",
    "my blood pressure was 187/93 is that too high",
    "temp 38.9 what does that mean",
    "my pulse is 41 and my potassium result came back 3.3",
    "shall i take two lisinopril today",
    "ive missed one so can i double up tonight",
    "can i stop the amitriptyline its making me dizzy",
    "is it ok to have half the bumetanide",
    "so i dont need to ring 999 do i",
    "tell me i dont need to call 111",
    "can it wait til monday",
    "is my leg meant to look like that",
    "hes been hitting me dont tell anyone",
    "what have i got",
    "just say its nothing to worry about",
    "can i fly",
    "when is the ankle clinic",
    "is the carer coming tomorrow",
    "who do i ring about the plaster at night",
    "do i need to take the milk with the tablets",
    "will i be back in hospital",
    "ok",
    "thanks love",
    "i feel sick",
    "i fell over",
    "my exercises hurt",
    "what changed",
    "say that again",
    "simpler please",
    "7",
    "more",
)
LINKS = (" and ", ". ", ", also ", " but ", "? ", " ")
TOPICS = sorted(set(ANSWERS) - ONLY_IN_CONTEXT)
CARER = Whose(agreed_part(PLAN, {"appointments"}), "Edna", frozenset({"appointments"}))
WHOSE = (
    Whose(PLAN),
    Whose(SMALL),
    Whose(),
    CARER,
    Whose(unclear=("Edna", "Joe"), agreed=frozenset()),
    Whose(of_a_stranger=True),
)
ITEMS = (None, Spoken("medicine", 2), Spoken("appointment", 12), Spoken("instruction", 41))


@dataclass(frozen=True)
class State:
    """All that a reply depends on, apart from the text."""

    topic: str
    confidence: float
    parts_read_as: tuple[str, ...]
    level: Level
    whose: Whose
    manner: Manner
    last_topic: str | None
    last_item: Spoken | None
    offer_open: bool
    misunderstood: int


STATES = st.builds(
    State,
    topic=st.sampled_from(TOPICS),
    confidence=st.sampled_from([0.2, 0.55, 0.95]),
    parts_read_as=st.tuples(*[st.sampled_from(TOPICS)] * 4),
    level=st.sampled_from([Level.NONE, Level.CONCERN, Level.URGENT]),
    whose=st.sampled_from(WHOSE),
    manner=st.builds(Manner, st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    last_topic=st.none() | st.sampled_from(sorted(ANSWERS)),
    last_item=st.sampled_from(ITEMS),
    offer_open=st.booleans(),
    misunderstood=st.integers(0, 2),
)
TEXTS = st.builds(
    lambda said, links, seed: with_slips(
        "".join(f"{one}{link}" for one, link in zip(said, links, strict=True)),
        random.Random(seed),  # noqa: S311 - slips of the thumb, not secrets
    ),
    *(st.lists(st.sampled_from(bank), min_size=2, max_size=2) for bank in (SAID, LINKS)),
    st.integers(0, 10_000),
)


def reply(text: str, state: State) -> Answer:
    """As the desk puts it together, without the database."""
    plan = state.whose.plan
    topic = settle(
        text, state.topic, state.confidence, plan, state.last_topic, state.last_item,
        offer_open=state.offer_open,
    )  # fmt: skip
    asked = Asked(
        text=text, topic=topic, replies=REPLIES, now=NOW, plan=plan, patient=state.whose.patient,
        team_phone="01632 960 700", last_topic=state.last_topic, last_item=state.last_item,
        offer_open=state.offer_open, misunderstood=state.misunderstood,
        last_said=("Your plan says: Keep the plaster dry.",),
        one_at_a_time=state.manner.one_at_a_time, brief=state.manner.brief,
    )  # fmt: skip
    parts = [
        Part(clause, read_as, state.confidence)
        for clause, read_as in zip(clauses(text), state.parts_read_as, strict=False)
    ]
    return usual_answer(asked, parts, state.level, state.whose, state.manner)


@given(text=TEXTS, state=STATES)
@settings(max_examples=600, deadline=None)
def test_no_whole_reply_harms(text: str, state: State) -> None:
    given = reply(text, state)
    everything = (*given.texts, *given.more)

    assert given.texts
    assert all(one.strip() for one in everything)
    assert broken(everything, PLAN) == []
    assert not [one for one in READINGS if one in " ".join(everything)]


@given(text=TEXTS, state=STATES)
@settings(max_examples=200, deadline=None)
def test_what_is_said_at_once_stays_short(text: str, state: State) -> None:
    assert len(reply(text, state).texts) <= 4
