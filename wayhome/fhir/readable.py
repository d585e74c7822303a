"""Whether what an import would have told is easy and short enough to be told as it is."""

from __future__ import annotations

from typing import Final

from wayhome.content.checking.reading import HARDEST_TOLD, grade
from wayhome.content.plain_words import plain_words
from wayhome.explanations.proof import without_medical_terms
from wayhome.plans.documents import ItemWritten

#: The fields that are told, with the words that most answers put round them.
_TOLD: Final = (
    ("how_to_take", "{}"), ("purpose", "It is for {}."), ("use", "{}"), ("delivery", "{}"),
    ("what_for", "It is for {}."), ("when", "It is {}."), ("bring", "Bring: {}"),
    ("prepare", "Before it: {}"), ("transport", "Transport: {}"), ("wording", "{}"),
    ("what_to_do", "{}"), ("note", "{}"),
)  # fmt: skip
#: In front of an instruction it makes one sentence with it.
_HEADING: Final = "Your plan says: "
#: Three texts of two segments each.
_LONGEST: Final = 900


def too_hard(item: ItemWritten) -> str | None:
    """Why a person must word it anew; None where it can be told."""
    said = " ".join(
        around.format(value) for name, around in _TOLD if (value := getattr(item, name, None))
    )
    if not said:
        return None
    if len(said) > _LONGEST:
        return f"It takes {len(said)} characters; say what of it the person needs."
    plain = without_medical_terms(said, plain_words())
    score = max(grade(plain), grade(_HEADING + plain))
    if score <= HARDEST_TOLD:
        return None
    return f"It is hard to read (grade {score:.0f}); put it in plainer words."
