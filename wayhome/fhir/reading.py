"""One person's resources into a draft of their plan, each step leaning on those before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from wayhome.fhir import (
    allergies,
    arrangements,
    contacts,
    medicines,
    people,
    remainder,
    repeats,
    sections,
    stays,
)
from wayhome.fhir.drafts import Draft, Reading
from wayhome.fhir.grouping import Group
from wayhome.fhir.sources import Pool

_STEPS: Final[tuple[Callable[[Reading], None], ...]] = (
    repeats.read,
    people.read,
    stays.read,
    allergies.mark,
    medicines.read,
    allergies.read,
    arrangements.read,
    sections.read,
    contacts.read,
    remainder.read,
)


def read_group(pool: Pool, group: Group, today: date) -> Draft:
    """Every resource of the group is an item, in use for one, or kept for a person."""
    reading = Reading(pool, group, today)
    reading.draft.is_document = bool(reading.of("Composition"))
    for step in _STEPS:
        step(reading)
    for one in group.members:
        reading.judged(one)
    if group.named_otherwise is not None:
        reading.keep_words(
            "patient", "Is it one person?", group.named_otherwise, reading.draft.said_files,
            f"The resources name their patient {group.named_otherwise}, and the Patient of the "
            "file is named otherwise. Check that they are one person.",
        )  # fmt: skip
    return reading.draft
