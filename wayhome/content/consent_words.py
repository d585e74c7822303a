"""Read the whole texts that mean STOP or START."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class WholeTexts:
    """`meaning` says which word a whole text amounts to, once `courtesies` are left out of it."""

    meaning: Mapping[str, str]
    courtesies: frozenset[str]
    #: Texts that may mean something graver than a wish about our texts.
    unsure: frozenset[str]

    def among(self, words: Sequence[str]) -> Iterator[str]:
        """The ways to read the words as a whole text: as they stand, and without courtesies."""
        yield " ".join(words)
        yield " ".join(word for word in words if word not in self.courtesies)


def load_whole_texts(file: Path) -> WholeTexts:
    """Raises ValueError where a text is given two meanings."""
    read = yaml.safe_load(file.read_text(encoding="utf-8"))
    meaning: dict[str, str] = {}
    for word in ("stop", "start"):
        for text in _phrases(read[word]):
            if meaning.setdefault(text, word) != word:
                raise ValueError(f'{file}: "{text}" stands under stop and start; keep one')
    unsure = frozenset(_phrases(read["unsure"]))
    both = unsure & meaning.keys()
    if both:
        raise ValueError(f'{file}: "{min(both)}" is sure and unsure; keep one')
    return WholeTexts(meaning, frozenset(_phrases(read["courtesies"])), unsure)


def _phrases(written: str) -> list[str]:
    return [" ".join(part.split()) for part in written.split(",") if part.strip()]
