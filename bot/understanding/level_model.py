"""A learned opinion of how serious a text is, and of what kind of trouble it tells."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from bot.understanding import ngrams
from bot.understanding.ngrams import Blocks, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.understanding.ngrams import Numbers

#: Lowest first; a model has one answer for each but the first: "at least this serious?".
LEVELS = ("none", "concern", "urgent", "emergency")
NAMES_FILE, NUMBERS_FILE = "levels.json", "levels.npz"
SPLITS = (
    partial(ngrams.word_ngrams, lengths=(1, 2)),
    partial(ngrams.letter_ngrams, lengths=(2, 5)),
)
CATEGORY_SPLITS = (partial(ngrams.word_ngrams, lengths=(1, 1)),)
#: A longer text is read in stretches of three text messages: an emergency must not drown in it.
_STRETCH = 480


class Opinion(NamedTuple):
    """`level` is one of LEVELS; `category` is the likeliest, whether or not it is likely."""

    level: str
    category: str


@dataclass(frozen=True)
class LevelModel:
    """Says a level when its score reaches that level's threshold, the highest first."""

    thresholds: Sequence[float]
    bias: Numbers
    blocks: Blocks
    #: By block, what a text weighs at least: a few words about nothing much prove no emergency.
    least: Sequence[float]
    categories: Sequence[str]
    category_bias: Numbers
    category_blocks: Blocks

    def opinion(self, text: str) -> Opinion:
        stretches = [text[at : at + _STRETCH] for at in range(0, max(1, len(text)), _STRETCH)]
        asked = [plain(stretch) for stretch in stretches]
        scores = np.array([_said(self.bias, self.blocks, one, self.least) for one in asked])
        above = np.nonzero(scores.max(axis=0) >= np.asarray(self.thresholds))[0]
        if not above.size:
            return Opinion(LEVELS[0], "")
        highest = int(above[-1])
        worst = asked[int(scores[:, highest].argmax())]
        kind = int(_said(self.category_bias, self.category_blocks, worst).argmax())
        return Opinion(LEVELS[highest + 1], self.categories[kind])

    def save(self, folder: Path) -> None:
        names, numbers = ngrams.packed((*self.blocks, *self.category_blocks))
        kept = {
            "thresholds": list(self.thresholds),
            "least": list(self.least),
            "categories": list(self.categories),
            "ngrams": names,
        }
        numbers |= {"bias": self.bias, "category_bias": self.category_bias}
        np.savez(folder / NUMBERS_FILE, **numbers)  # type: ignore[arg-type] # names, not options
        # Written last: a folder without it holds no model.
        (folder / NAMES_FILE).write_text(json.dumps(kept), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> LevelModel:
        """Raises for what is not a stored model, in whatever way it is broken."""
        kept = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        # NumPy itself leaves a broken archive open.
        with (folder / NUMBERS_FILE).open("rb") as file, np.load(file) as numbers:
            blocks = ngrams.unpacked(kept["ngrams"], numbers, (*SPLITS, *CATEGORY_SPLITS))
            bias, category_bias = numbers["bias"], numbers["category_bias"]
        edge = len(SPLITS)
        return cls(
            *(kept["thresholds"], bias, blocks[:edge], kept["least"]),
            *(kept["categories"], category_bias, blocks[edge:]),
        )


def _said(bias: Numbers, blocks: Blocks, asked: str, least: Sequence[float] = (0.0,)) -> Numbers:
    """Scores of a plain text; one that holds nothing known says nothing, whatever is usual."""
    spoken = (block.scores(asked, weight) for block, weight in zip(blocks, least, strict=True))
    said: Numbers = sum(spoken, np.zeros_like(bias))
    return bias + said if said.any() else np.full_like(bias, -np.inf)
