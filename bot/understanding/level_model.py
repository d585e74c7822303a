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
    from typing import Any

    from bot.understanding.ngrams import Numbers
    from bot.understanding.sentence_encoder import SentenceEncoder

#: Lowest first; a model has one answer for each but the first, "at least this serious?", and one
#: more: "an emergency, rather than urgent?".
LEVELS = ("none", "concern", "urgent", "emergency")
ANSWERS = len(LEVELS)
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


class Bars(NamedTuple):
    """What each answer must reach; `worth_sense` is where the sense of a sentence is asked for."""

    alone: Sequence[float]
    joined: Sequence[float]
    worth_sense: Sequence[float]


@dataclass(frozen=True)
class Sense:
    """What sentence vectors say, in the same answers and on the same scale as n-grams."""

    weights: Numbers
    bias: Numbers

    def scores(self, vectors: Numbers) -> Numbers:
        said: Numbers = vectors @ self.weights + self.bias
        return said


@dataclass(frozen=True)
class LevelModel:
    """Says the highest level whose bar is reached; without an encoder the n-grams speak alone."""

    bars: Bars
    bias: Numbers
    blocks: Blocks
    #: By block, what a text weighs at least: a few words about nothing much prove no emergency.
    least: Sequence[float]
    categories: Sequence[str]
    category_bias: Numbers
    category_blocks: Blocks
    sense: Sense | None = None
    encoder: SentenceEncoder | None = None

    def opinion(self, text: str, without_sayings: str | None = None) -> Opinion:
        """`without_sayings` is the text for the n-grams, which take turns of phrase literally."""
        asked = [plain(part) for part in _stretches(without_sayings or text)]
        by_part = np.array([_said(self.bias, self.blocks, one, self.least) for one in asked])
        highest = self._level(text, by_part.max(axis=0))
        if highest == 0:
            return Opinion(LEVELS[0], "")
        worst = asked[int(by_part[:, highest - 1].argmax())]
        kind = int(_said(self.category_bias, self.category_blocks, worst).argmax())
        return Opinion(LEVELS[highest], self.categories[kind])

    def _level(self, text: str, scores: Numbers) -> int:
        bars = self.bars.alone
        if self.sense is not None and self.encoder is not None:
            if not (scores[:-1] >= np.asarray(self.bars.worth_sense)).any():
                return 0
            vectors = np.array([self.encoder.encode_one(part) for part in _stretches(text)])
            scores, bars = scores + self.sense.scores(vectors).max(axis=0), self.bars.joined
        reached = scores >= np.asarray(bars)
        # Urgent texts speak of the same things as emergencies, so both answers must agree.
        reached[-2] &= reached[-1]
        above = np.nonzero(reached[:-1])[0]
        return int(above[-1]) + 1 if above.size else 0

    def save(self, folder: Path) -> None:
        names, numbers = ngrams.packed((*self.blocks, *self.category_blocks))
        kept = {
            "bars": [list(each) for each in self.bars],
            "least": list(self.least),
            "categories": list(self.categories),
            "ngrams": names,
        }
        numbers |= {"bias": self.bias, "category_bias": self.category_bias}
        if self.sense is not None:
            numbers |= {"sense": self.sense.weights, "sense_bias": self.sense.bias}
        np.savez(folder / NUMBERS_FILE, **numbers)  # type: ignore[arg-type] # names, not options
        # Written last: a folder without it holds no model.
        (folder / NAMES_FILE).write_text(json.dumps(kept), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, encoder: SentenceEncoder | None = None) -> LevelModel:
        """Raises for what is not a stored model, in whatever way it is broken."""
        kept = json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))
        # NumPy itself leaves a broken archive open.
        with (folder / NUMBERS_FILE).open("rb") as file, np.load(file) as numbers:
            blocks = ngrams.unpacked(kept["ngrams"], numbers, (*SPLITS, *CATEGORY_SPLITS))
            bias, category_bias, sense = numbers["bias"], numbers["category_bias"], _sense(numbers)
        edge = len(SPLITS)
        return cls(
            *(Bars(*kept["bars"]), bias, blocks[:edge], kept["least"]),
            *(kept["categories"], category_bias, blocks[edge:]),
            sense=sense,
            encoder=encoder,
        )


def _sense(numbers: Any) -> Sense | None:  # noqa: ANN401 - as np.load gives
    return Sense(numbers["sense"], numbers["sense_bias"]) if "sense" in numbers else None


def _stretches(text: str) -> list[str]:
    return [text[at : at + _STRETCH] for at in range(0, max(1, len(text)), _STRETCH)]


def _said(bias: Numbers, blocks: Blocks, asked: str, least: Sequence[float] = (0.0,)) -> Numbers:
    """Scores of a plain text; one that holds nothing known says nothing, whatever is usual."""
    spoken = (block.scores(asked, weight) for block, weight in zip(blocks, least, strict=True))
    said: Numbers = sum(spoken, np.zeros_like(bias))
    return bias + said if said.any() else np.full_like(bias, -np.inf)
