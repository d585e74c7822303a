"""Explains what a plan gives: structured doses or free text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wayhome.explanations.explanation import Explanation

_FOR_A_PERSON = "This is in the hospital's own words; a person must put it in plain words."


def explain_dosages(dosages: Sequence[Mapping[str, Any]], *, medicine: str = "") -> Explanation:
    """`dosages` are FHIR R4 Dosage elements in their order, as JSON; `medicine` is its name."""
    del medicine
    said = [str(one.get("text") or one.get("patientInstruction") or "") for one in dosages]
    source = " ".join(one.strip() for one in said if one.strip())
    return Explanation(text=source, source=source, proven=False, doubts=(_FOR_A_PERSON,))


def explain_words(text: str) -> Explanation:
    """Free text, such as "1 tab PO BD PRN" or "FU clinic 2/52"."""
    source = " ".join(text.split())
    return Explanation(text=source, source=source, proven=False, doubts=(_FOR_A_PERSON,))
