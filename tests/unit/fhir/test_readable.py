"""What is too hard to read is not told as it is."""

import pytest

from wayhome.fhir.readable import too_hard
from wayhome.models.plans import MedicineChange
from wayhome.plans.documents import InstructionWritten, MedicineWritten


def instruction(wording: str) -> InstructionWritten:
    return InstructionWritten(topic="plan_summary", wording=wording)


@pytest.mark.parametrize("wording", ["Drink plenty.", "Rest when short of breath."])
def test_plain_words_are_told(wording: str) -> None:
    assert too_hard(instruction(wording)) is None


def test_a_hard_reason_for_a_medicine_waits_for_a_person() -> None:
    written = MedicineWritten(
        name="Apixaban",
        purpose="thromboembolic prophylaxis in paroxysmal atrial fibrillation",
        how_to_take="Take it twice a day.",
        change=MedicineChange.NEW,
    )

    assert "plainer words" in str(too_hard(written))
    assert too_hard(written.model_copy(update={"purpose": "preventing blood clots"})) is None


def test_what_fills_more_than_three_texts_waits_for_a_person() -> None:
    assert "901 characters" in str(too_hard(instruction("Go to bed. " * 81 + "Go to bed.")))
