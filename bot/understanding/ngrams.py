"""N-grams of words and letters, and what those of one text say, by scikit-learn's arithmetic.

scikit-learn learns; a server reads one text at a time, without loading it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Numbers = np.ndarray[Any, np.dtype[np.float32]]
    #: As from and up to, both included.
    Lengths = tuple[int, int]
    Split = Callable[[str], list[str]]

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """A text as people vary it least: one case, full-width letters narrowed, no apostrophes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return folded.replace("'", "").replace("\u2019", "")


def word_ngrams(text: str, lengths: Lengths) -> list[str]:
    """As scikit-learn's `word` analyzer, but that words of one letter count too."""
    words = _WORD.findall(text)
    shortest, longest = lengths
    return [
        " ".join(words[start : start + length])
        for length in range(shortest, longest + 1)
        for start in range(len(words) - length + 1)
    ]


def letter_ngrams(text: str, lengths: Lengths) -> list[str]:
    """As scikit-learn's `char_wb` analyzer: within words, which begin and end with a space."""
    found = []
    for word in text.split():
        padded = f" {word} "
        for length in range(lengths[0], lengths[1] + 1):
            found += [padded[at : at + length] for at in range(max(1, len(padded) - length + 1))]
            if length >= len(padded):
                break
    return found


@dataclass(frozen=True)
class NgramBlock:
    """Tf-idf of one kind of n-gram, and the weights that were learnt for it."""

    split: Split
    #: The n-grams in the order of the rows below.
    columns: dict[str, int]
    #: Inverse document frequency, by n-gram.
    rarity: Numbers
    #: N-grams by what they speak for; scikit-learn keeps them the other way, and copies them.
    weights: Numbers

    def scores(self, text: str, least: float = 0.0) -> Numbers:
        """What the n-grams of a plain text say for each thing.

        A text whose n-grams together weigh less than `least` is not made as loud as the others.
        """
        columns, values = self._row(text)
        if not columns:
            return np.zeros(self.weights.shape[1], dtype=np.float32)
        length = max(float(np.linalg.norm(values)), least)
        said: np.ndarray[Any, Any] = (values / length) @ self.weights[columns]
        return said

    def weight(self, text: str) -> float:
        """What the n-grams of a plain text weigh together: more for many, and for rare ones."""
        return float(np.linalg.norm(self._row(text)[1]))

    def _row(self, text: str) -> tuple[list[int], np.ndarray[Any, Any]]:
        known = (self.columns.get(ngram) for ngram in self.split(text))
        counts = Counter(column for column in known if column is not None)
        columns = list(counts)
        values: np.ndarray[Any, Any] = (1 + np.log(list(counts.values()))) * self.rarity[columns]
        return columns, values


def vectorizer(split: Split, least: int = 1) -> Any:  # noqa: ANN401 - scikit-learn has no types
    """scikit-learn's tf-idf over the same n-grams, without those in fewer than `least` texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=split, sublinear_tf=True, min_df=least)


def blocks_of(vectorizers: Sequence[Any], splits: Sequence[Split], weights: Numbers) -> Blocks:
    """Blocks from fitted vectorizers and the weights learnt over all their columns side by side."""
    edges = np.cumsum([0, *(len(one.vocabulary_) for one in vectorizers)])
    return tuple(
        NgramBlock(
            split,
            {ngram: column for column, ngram in enumerate(one.get_feature_names_out())},
            one.idf_.astype(np.float32),
            np.ascontiguousarray(weights[start:end], dtype=np.float32),
        )
        for one, split, start, end in zip(vectorizers, splits, edges, edges[1:], strict=False)
    )


def packed(blocks: Blocks) -> tuple[list[list[str]], dict[str, Numbers]]:
    """Blocks as plain names and plain numbers, so that reading a stored model can run nothing."""
    numbers: dict[str, Numbers] = {}
    for index, block in enumerate(blocks):
        numbers |= {f"rarity{index}": block.rarity, f"weights{index}": block.weights}
    return [list(block.columns) for block in blocks], numbers


def unpacked(names: list[list[str]], numbers: Any, splits: Sequence[Split]) -> Blocks:  # noqa: ANN401 - as np.load gives
    return tuple(
        NgramBlock(
            split,
            {ngram: column for column, ngram in enumerate(ngrams)},
            numbers[f"rarity{index}"],
            numbers[f"weights{index}"],
        )
        for index, (split, ngrams) in enumerate(zip(splits, names, strict=True))
    )


Blocks = tuple[NgramBlock, ...]
