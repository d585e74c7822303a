"""Which of a plan's medicines a text means, and whether it names one that is not on the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wayhome.plans.matching import alike, find, says, words
from wayhome.plans.medicine_names import medicines_like
from wayhome.plans.values import Medicine

#: What people call kinds of medicine -> words that a plan's purpose uses for them.
_KINDS: dict[str, tuple[str, ...]] = {
    "water tablet|water pill|water works": ("fluid", "water", "swelling"),
    "blood thinner|blood thinners|blood one|clot": ("clot", "thin"),
    "painkiller|pain killer|pain relief|pain tablet|for pain|the pain": ("pain", "aches"),
    "blood pressure|bp": ("blood pressure", "pressure"),
    "heart": ("heart", "angina"),
    "stomach|tummy": ("stomach", "tummy", "acid", "indigestion"),
    "cholesterol|statin": ("cholesterol",),
    "sugar|diabetes|diabetic": ("diabetes", "sugar"),
    "laxative|bowels|constipation|go to the toilet": ("constipation", "bowels", "poo"),
    "antibiotic": ("infection",),
    "steroid": ("steroid", "inflammation", "swelling in"),
    "bones": ("bone",),
    "breathing|chest|lungs|puffer": ("breath", "lung", "airways", "copd", "asthma", "chest"),
    "sleep|sleeping": ("sleep",),
    "mood|depression|nerves": ("mood", "depression", "anxiety"),
    "thyroid": ("thyroid",),
    "iron": ("iron", "anaemia"),
    "sickness|sick": ("sick", "nausea"),
    "eyes|eye drops": ("eye",),
    "bladder|prostate|pee|waterworks": ("bladder", "prostate", "pee"),
    "memory": ("memory", "dementia"),
    "fits|seizures|epilepsy": ("seizure", "fits", "epilepsy"),
}
_NO_NAME_UNDER = 5
_FORMS = frozenset({"inhaler", "spray", "cream", "ointment", "patch", "patches", "drops", "gel"})


def named(text: str, medicines: Sequence[Medicine]) -> list[Medicine]:
    """By name, by brand, by an everyday name or by what it is for; best matches only."""
    said = " ".join(word for word in words(text) if not _names_another(word, medicines))
    by_name = find(said, medicines, _names)
    if by_name:
        return [match.item for match in by_name]
    return [one for one in medicines if one.purpose and _is_for(text, one)]


def _names(medicine: Medicine) -> tuple[str, ...]:
    """A name alone, without its form, is all of it: "salbutomol" is half of no name."""
    told = [word for word in words(medicine.name) if word not in _FORMS]
    return (medicine.name, *medicine.other_names, *([" ".join(told)] if told else []))


def not_on_plan(text: str, medicines: Sequence[Medicine]) -> str | None:
    """A medicine that the text names and the plan does not, as the person spelt it."""
    return next((word for word in words(text) if _names_another(word, medicines)), None)


def _names_another(word: str, medicines: Iterable[Medicine]) -> bool:
    """Whether a word is nearer to some medicine of the world than to any on the plan."""
    if len(word) < _NO_NAME_UNDER:
        return False
    on_plan = " ".join(
        part for one in medicines for part in (one.name, *one.other_names, one.purpose or "")
    )
    own = words(on_plan)
    nearest = max((alike(word, part) for part in own), default=0.0)
    if nearest == 1.0:
        return False
    others = (name for name in medicines_like(word[0]) if name not in own)
    return max((alike(word, name) for name in others), default=0.0) > nearest


def _is_for(text: str, medicine: Medicine) -> bool:
    purpose = medicine.purpose or ""
    return any(
        says(text, kind) and any(part in purpose.lower() for part in parts)
        for kind, parts in _KINDS.items()
    )
