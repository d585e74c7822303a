"""What a medicine is for, from the curated glossary; never a diagnosis of the person."""

from __future__ import annotations

import re

from wayhome.content.plain_words import MedicineWords, PlainWords, plain_words

_STRENGTH = re.compile(r"\b\d[\d.,]*\s*(?:mg|mcg|micrograms?|g|ml|units?|%)?\b.*", re.IGNORECASE)


#: No name in the glossary has more words.
_LONGEST_NAME = 12


def purpose_of(medicine: str) -> str:
    """A reason to stand after "is for"; empty where it is used for several things or unknown."""
    known = medicine_named(medicine, plain_words())
    return "" if known is None or known.several else known.purpose


def medicine_named(medicine: str, words: PlainWords) -> MedicineWords | None:
    """By its whole name, or by the name without strength, salt and form."""
    said = " ".join(medicine.lower().replace("(", " ").replace(")", " ").split())
    bare = _STRENGTH.sub("", said).strip()
    parts = bare.split()[:_LONGEST_NAME]
    for end in range(len(parts), 0, -1):
        found = words.medicines.get(" ".join(parts[:end]))
        if found:
            return found
    return words.medicines.get(parts[-1]) if parts and parts[-1] == "insulin" else None
