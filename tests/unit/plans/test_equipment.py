import pytest

from tests.unit.plans.edna import SMALL, ask, said
from wayhome.plans.answers.asked import Spoken


@pytest.mark.parametrize("text", ["my comode is wobbly", "who do i ring about the commode"])
def test_trouble_with_a_thing_gets_its_suppliers_number(text: str) -> None:
    assert "Lark Hill store on 01632 960 703" in said("equipment", text)


def test_a_follow_up_about_the_thing_gets_its_number() -> None:
    reply = said(
        "equipment", "its stuck wrong side, who do i ring", last_item=Spoken("equipment", 21)
    )

    assert "01632 960 703" in reply


def test_moving_heavy_furniture_alone_is_advised_against() -> None:
    reply = said("equipment", "im trying to shift the wardrobe to fit it in")

    assert "do not move heavy things on your own" in reply
    assert "999" not in reply


def test_how_to_use_it_and_where_it_goes_back_are_the_plans_words() -> None:
    assert "Keep it by the bed." in said("equipment", "how do i use the commode")
    assert "Take them back to the plaster room" in said("equipment", "crutches, what about them")


def test_what_the_plan_does_not_have_is_not_made_up() -> None:
    reply = ask("equipment", "wheres my hospital bed", SMALL)

    assert "does not say" in reply.texts[0]
    assert reply.offers_to_pass_on
