"""Food and drink, as far as the plan speaks of it."""

from __future__ import annotations

from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.instructions import answer_under


def answer(asked: Asked) -> Answer:
    return answer_under(
        asked, "food_and_drink", "food", "diet", "dietitian", "eating", "swallowing"
    )
