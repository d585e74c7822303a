from tests.unit.plans.edna import NOW, PLAN, REPLIES
from wayhome.dialogue.by_needs import by_needs
from wayhome.people.manner import Manner
from wayhome.plans.answers.asked import Answer, Asked

LONG = "This first sentence takes up some room. " * 5
ASKED = Asked(text="when", topic="appointments", replies=REPLIES, now=NOW, plan=PLAN, brief=True)


def test_a_second_text_is_kept_for_more_when_the_first_is_cut_short() -> None:
    given = Answer(texts=(LONG.strip(), "The second text."), topic="appointments")

    short = by_needs(ASKED, given, Manner(brief=True))

    assert len(short.texts) == 1
    assert short.more[-1] == "The second text."


def test_short_texts_stay_as_they_are() -> None:
    given = Answer(texts=("The first.", "The second."), topic="appointments")

    assert by_needs(ASKED, given, Manner(brief=True)) == given
