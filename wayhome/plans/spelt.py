"""A short question in the words that it was meant in, where they are spelt by ear.

Only a question all of whose words are among a few small ones is read so: "wen do i av it" says no
more than "when do i have it", and nothing that a reading of topics could go by.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from wayhome.plans.matching import words
from wayhome.plans.ordinary_words import ORDINARY

_LONGEST = 10
#: The commoner first: of two that sound alike the first is meant.
SMALL_WORDS = tuple(
    words(
        "what when where why how who which whats whens wheres whos does do did is are was will "
        "can could should shall would have has had it its that thats this them they these those "
        "one ones and for to with on at in about a an the i im my me mine we you your he she "
        "him her his much many often long take takes taking get go going goes back bring need "
        "again ring phone call number time times day date day days morning night today tomorrow "
        "week please next appointment appointments tablet tablets so ok be been of by from much "
        "there then still any anything else ask come comes work drive driving lift lifting bath "
        "shower food eat drink before after allowed safe"
    )
)
#: Letters that stand for a word by themselves.
_LETTERS = {"n": "and", "u": "you", "r": "are", "y": "why", "b": "be", "d": "the"}
#: Dialect and thumb-typing that no ear would find.
_SAID_OTHERWISE = {
    "tha": "you",
    "owt": "anything",
    "summat": "anything",
    "mi": "my",
    "ya": "you",
    "da": "the",
    "un": "one",
}
_SOUNDS = (
    (r"^wh(?=o)", "w"), ("wh", "w"), ("^h", ""), ("x", "ks"),
    ("ph|gh$", "f"), ("ough|ugh", "uf"), ("kn", "n"),
    ("ck|c(?![eiyh])|q", "k"), ("c(?=[eiy])|z", "s"), ("ould", "ud"), ("igh", "i"),
    ("^th(?=[aeiou])", "d"), ("ing$", "in"), (r"(.)\1+", r"\1"), (r"(?<=..)e(?=s?$)", ""),
    ("y", "i"), ("([aeiou])[aeiou]+", r"\1"), ("(?<=[aeiou])[wh]$", ""),
)  # fmt: skip


@lru_cache(maxsize=2_000)
def meant(word: str) -> str | None:
    """The small word that a word is, or sounds like; None where it is none of them."""
    if word in SMALL_WORDS or word.isdigit():
        return word
    if word in ORDINARY:
        return None
    by_letter = _LETTERS.get(word) or _SAID_OTHERWISE.get(word)
    if by_letter or len(word) < 2:  # noqa: PLR2004 - one letter has no sound to go by
        return by_letter
    sound = sound_of(word)
    near = [(OSA.distance(sound, sound_of(one)), one) for one in SMALL_WORDS]
    fitting = [(far, one) for far, one in near if far <= _may_differ(sound, sound_of(one))]
    return min(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _may_differ(said: str, small: str) -> int:
    """One sound, where enough of the word is left to know it by its consonants."""
    same_bones = _bones(said) == _bones(small) and len(_bones(small)) > 0
    return 1 if same_bones and min(len(said), len(small)) > 1 else 0


def _bones(sound: str) -> str:
    return re.sub("[aeiou]", "", sound)


@lru_cache(maxsize=5_000)
def sound_of(word: str) -> str:
    for written, heard in _SOUNDS:
        word = re.sub(written, heard, word)
    return word


def plainly(text: str) -> str:
    """The question in the words that it was meant in; any other text as it stands."""
    said = words(text)
    if not said or len(said) > _LONGEST:
        return text
    read = [meant(word) for word in said]
    if None in read or tuple(read) == said:
        return text
    return " ".join(word for word in read if word) + ("?" if "?" in text else "")
