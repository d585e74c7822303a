"""Which of a plan's medicines a text means, and whether it names one that is not on the plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

from wayhome.plans.matching import alike, find, says, words
from wayhome.plans.medicine_names import bare_name, medicines_like
from wayhome.plans.ordinary_words import ORDINARY
from wayhome.plans.spelt import SMALL_WORDS, sound_of
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
_SHORTEST, _SHORT = 4, 7


def named(text: str, medicines: Sequence[Medicine]) -> list[Medicine]:
    """By name, by brand, by an everyday name or by what it is for; best matches only."""
    short = _short_names(medicines)
    said = " ".join(
        _short_name_meant(word, short) or word
        for word in words(text)
        if not _names_another(word, medicines) and not _is_everyday(word, medicines)
    )
    by_name = find(said, medicines, _names)
    if by_name:
        return [match.item for match in by_name]
    return [one for one in medicines if one.purpose and _is_for(text, one)]


def _is_everyday(word: str, medicines: Iterable[Medicine]) -> bool:
    """An everyday word names a medicine only where the list has it, such as iron or water."""
    own = {part for one in medicines for name in _names(one) for part in words(name)}
    return word in ORDINARY and word not in own


def _short_names(medicines: Sequence[Medicine]) -> tuple[str, ...]:
    """Single names of the person's own list, too short to be known by most of their letters."""
    every = (name for one in medicines for name in _names(one))
    single = (words(name) for name in every)
    return tuple(
        said[0]
        for said in dict.fromkeys(single)
        if len(said) == 1
        and _SHORTEST <= len(said[0]) <= _SHORT
        and said[0] not in {*ORDINARY, *SMALL_WORDS}
    )


def _short_name_meant(word: str, names: Iterable[str]) -> str | None:
    """The one name that a word is a slip away from, or sounds like; no everyday word is one."""
    if len(word) < _SHORTEST or word in ORDINARY or word in SMALL_WORDS:
        return None
    near = {name for name in names if word != name and _is_a_slip(word, name)}
    return near.pop() if len(near) == 1 else None


def _is_a_slip(word: str, name: str) -> bool:
    same_start = word[0] == name[0]
    return (same_start and OSA.distance(word, name) == 1) or sound_of(word) == sound_of(name)


def _names(medicine: Medicine) -> tuple[str, ...]:
    """A name alone, without its form, is all of it: "salbutomol" is half of no name."""
    names = (medicine.name, *medicine.other_names)
    return (*names, *(bare for name in names if (bare := bare_name(name)) != name.casefold()))


def not_on_plan(text: str, medicines: Sequence[Medicine]) -> str | None:
    """A medicine that the text names and the plan does not, as the person spelt it."""
    return next((word for word in words(text) if _names_another(word, medicines)), None)


def _names_another(word: str, medicines: Iterable[Medicine]) -> bool:
    """Whether a word is nearer to some medicine of the world than to any on the plan."""
    if len(word) < _NO_NAME_UNDER:
        return _sounds_like_another(word, medicines)
    on_plan = " ".join(
        part for one in medicines for part in (one.name, *one.other_names, one.purpose or "")
    )
    own = words(on_plan)
    nearest = max((alike(word, part) for part in own), default=0.0)
    if nearest == 1.0:
        return False
    others = (name for name in medicines_like(word[0]) if name not in own)
    return max((alike(word, name) for name in others), default=0.0) > nearest


def _sounds_like_another(word: str, medicines: Iterable[Medicine]) -> bool:
    """A short word has too few letters for a slip, but "sena" sounds like Senna."""
    if len(word) < _SHORTEST or word in ORDINARY or word in SMALL_WORDS:
        return False
    sound = sound_of(word)
    own = (part for one in medicines for name in _names(one) for part in words(name))
    if any(sound_of(part) == sound or alike(word, part) for part in own):
        return False
    return any(sound_of(name) == sound for name in medicines_like(word[0]))


def _is_for(text: str, medicine: Medicine) -> bool:
    purpose = medicine.purpose or ""
    return any(
        says(text, kind) and any(part in purpose.lower() for part in parts)
        for kind, parts in _KINDS.items()
    )
