"""A short question in the words that it was meant in, where they are spelt by ear.

Only a question all of whose words are among a few small ones is read so throughout: "wen do i av
it" says no more than "when do i have it", and nothing that a reading of topics could go by. Of
what is asked about a medicine the other words may stay as they are: see `of_taking`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
#: What is said of taking a medicine, besides.
OF_TAKING = tuple(
    words(
        "another every instead later alright taking swallow swallowed crush chew stop stopping "
        "miss missed forgot forget make makes pint beer alcohol cuppa evening"
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
#: The same, where a medicine is spoken of.
_SAID_OF_TAKING = {
    **_SAID_OTHERWISE,
    **dict.fromkeys(("wi", "wiv", "wid"), "with"),
    **dict.fromkeys(("anuvver", "anuva", "anova", "anuther"), "another"),
    **dict.fromkeys(("afta", "arter"), "after"),
    **dict.fromkeys(("em", "um"), "them"),
    "ter": "to",
    "ava": "have a",
    "yer": "you",
    "evry": "every",
}
_DOING = (
    r"(?=(?:take|took|have|had|stop|need|forgot|forget|missed|miss|crush|chew|swallow|skip|double|"
    r"leave|come|still|mix|eat|put|split|cut|halve)\b)"
)
#: "Can a tek it" and "can av it": a, or nothing, stands for I between asking and doing.
_A_FOR_I = re.compile(
    r"(^|\b(?:can|could|should|shall|do|did|will|must|if|when|what|how|have|am|may|that|but|and|"
    rf"because|so) )a {_DOING}|(\b(?:can|could|should|shall) ){_DOING}"
)
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
    return _heard(word, SMALL_WORDS, _SAID_OTHERWISE)


@lru_cache(maxsize=2_000)
def _meant_of_taking(word: str) -> str:
    return _heard(word, (*SMALL_WORDS, *OF_TAKING), _SAID_OF_TAKING) or word


def _heard(word: str, among: Sequence[str], otherwise: Mapping[str, str]) -> str | None:
    if word in among or word.isdigit():
        return word
    if word in ORDINARY:
        return None
    by_letter = _LETTERS.get(word) or otherwise.get(word)
    if by_letter or len(word) < 2:  # noqa: PLR2004 - one letter has no sound to go by
        return by_letter
    sound = sound_of(word)
    near = [(OSA.distance(sound, sound_of(one)), one) for one in among]
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


def of_taking(text: str) -> str:
    """What is asked about a medicine, with each word spelt by ear as it was meant.

    Only to look for what is asked: a word that it misheard must never be answered with.
    """
    return _A_FOR_I.sub(r"\1\2i ", " ".join(_meant_of_taking(word) for word in words(text)))
