import pytest

from tests.unit.plans.edna import PLAN, SMALL, ask, said
from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.answers.topics import ANSWERS

CONCERNS = [
    "symptom", "fall", "mental_health", "safeguarding", "practical_help", "carer_support",
    "complaint", "bereavement", "back_in_hospital", "wrong_number", "talk_to_person",
]  # fmt: skip
ABUSE_WORDS = ["abuse", "violen", "hit", "hurt", "safeguard", "police", "domestic"]


@pytest.mark.parametrize("topic", CONCERNS)
@pytest.mark.parametrize("plan", [PLAN, SMALL, None])
def test_a_concern_always_reaches_a_person(topic: str, plan: object) -> None:
    reply = ask(topic, "it happened today", plan)  # type: ignore[arg-type]  # parametrized

    assert reply.hand_over is not None
    assert reply.texts


@pytest.mark.parametrize("topic", ["mental_health", "safeguarding"])
def test_despair_and_harm_are_urgent(topic: str) -> None:
    over = ask(topic, "it happened today").hand_over

    assert over is not None
    assert over.level is Level.URGENT


@pytest.mark.parametrize("text", ["my husband hit me", "he pushed me again", "they took my money"])
@pytest.mark.parametrize("last_topic", [None, "safeguarding"])
def test_a_reply_about_harm_gives_nothing_away_to_whoever_holds_the_phone(
    text: str, last_topic: str | None
) -> None:
    reply = said("safeguarding", text, last_topic=last_topic).lower()

    assert not [word for word in ABUSE_WORDS if word in reply]


def test_the_help_line_is_named_only_when_the_danger_is_at_home() -> None:
    assert "0808 2000 247" in said("safeguarding", "my husband does it")
    assert "0808 2000 247" not in said("safeguarding", "the man who comes to wash me, he did it")


def test_despair_gets_the_three_ways_to_help() -> None:
    reply = said("mental_health", "whats the point")

    assert all(way in reply for way in ("999", "111", "116 123"))


def test_no_fall_is_no_concern() -> None:
    assert ask("fall", "no falls this week").hand_over is None


def test_the_second_text_in_a_row_that_is_not_understood_goes_to_a_person() -> None:
    first, second = ask("out_of_scope", "blah"), ask("out_of_scope", "blah", misunderstood=1)

    assert first.hand_over is None
    assert second.hand_over is not None
    assert second.hand_over.reason is HandoffReason.NOT_UNDERSTOOD


def test_an_ok_means_something_only_while_an_offer_is_open() -> None:
    assert ask("affirm", "ok", offer_open=True).accepts_offer
    assert not ask("affirm", "ok").accepts_offer


def test_more_gives_what_was_kept_back_once() -> None:
    assert ask("more", "more", waiting=("rest",), last_topic="medicines").texts == ("rest",)
    assert ask("more", "more", waiting=("rest",), waiting_told=1).texts != ("rest",)


@pytest.mark.parametrize("confident", [True, False])
def test_an_unsure_stop_stops_nothing(*, confident: bool) -> None:
    assert (ask("stop", "give over", confident=confident).consent == "stop") is confident


@pytest.mark.parametrize("topic", ANSWERS)
@pytest.mark.parametrize("plan", [PLAN, SMALL, None])
def test_every_topic_says_something_to_anyone(topic: str, plan: object) -> None:
    reply = ask(topic, "", plan)  # type: ignore[arg-type]  # parametrized

    assert all(text.strip() for text in reply.texts)
    assert reply.texts


def test_a_carer_hears_whose_plan_it_is() -> None:
    assert "Edna's plan lists" in said("medicines", "what does she take", patient="Edna")


@pytest.mark.parametrize(
    ("text", "pause"),
    [
        ("they took me back in last night", "in_hospital"),
        ("ive been readmitted, ward 7", "in_hospital"),
        ("I'm back in hospital for a planned day case", None),
        ("hospital food again", None),
    ],
)
def test_texts_rest_at_an_unsure_reading_only_where_it_is_said_outright(
    text: str, pause: str | None
) -> None:
    assert ask("back_in_hospital", text, confident=False).pause == pause
