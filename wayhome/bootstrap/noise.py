"""Writes texts as a thumb in a hurry does: letters swapped, dropped, doubled and hit beside."""

import random
from typing import Final

_BESIDE: Final = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
#: Shorter words are rarely misspelt, and are other words when they are.
_SHORTEST: Final = 5
_SHARE: Final = 1 / 6


def with_slips(text: str, chance: random.Random) -> str:
    """About one slip in six of the longer words; the same seed slips alike."""
    return " ".join(
        _slip(word, chance) if len(word) >= _SHORTEST and chance.random() < _SHARE else word
        for word in text.split()
    )


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        [
            before + after[0] + letter + after[1:],
            before + after,
            before + letter + letter + after,
            before + chance.choice(_BESIDE.get(letter.lower(), letter)) + after,
        ]
    )
