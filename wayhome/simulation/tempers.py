"""How people answer what we ask them: at once, late, in pieces, misspelt, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from wayhome.simulation.lives import Behaviour, Deed, Heard, Life, Says
from wayhome.simulation.phrases import phrases

#: A choice as it stands in a text, a line each: "1 All of them".
_CHOICE: Final = re.compile(r"^([1-9]) (.+)$", re.MULTILINE)
_MOVE: Final = "Time to move"
#: Nobody texts more than this in one day of talk.
_ENOUGH: Final = 14


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Answers what is asked after a while, in one of the ways in which people do."""

    #: Minutes from the text to the answer.
    least: float = 1
    most: float = 45
    #: Of a hundred questions, so many are answered.
    willing: int = 97
    misspells: bool = False
    #: Of a hundred texts, before so many something else is asked.
    wanders: int = 0
    skips: int = 4

    def plans(self, life: Life) -> Iterable[Deed]:
        del life
        return ()

    def hears(self, life: Life, heard: Heard) -> Iterable[Deed]:
        says = self._answer(life, heard)
        day = heard.at.date()
        if says is None or life.said_on.get(day, 0) >= _ENOUGH:
            return
        life.said_on[day] = life.said_on.get(day, 0) + 1
        at = life.soon(heard, self.least, self.most)
        if life.random.randint(1, 100) <= self.wanders:
            aside = Says(words=phrases().one_of("question", life.random), kind="question")
            yield Deed(at=life.soon(heard, 0.2, self.least), what=aside)
        yield Deed(at=at, what=says)

    def _answer(self, life: Life, heard: Heard) -> Says | None:
        if life.random.randint(1, 100) > self.willing:
            return None
        if _MOVE in heard.text:
            kind = life.random.choice(("done", "done", "not_done", "done"))
            return self._said(life, kind)
        choices = _CHOICE.findall(heard.text)
        if choices:
            return self._chosen(life, choices)
        if heard.text.rstrip().endswith("?") or "own words" in heard.text:
            return self._said(life, "own_words")
        return None

    def _chosen(self, life: Life, choices: list[tuple[str, str]]) -> Says:
        drawn = life.random.randint(1, 100)
        if drawn <= self.skips:
            return self._said(life, "skip")
        # Most things go well for most people.
        number, words = choices[0] if drawn <= 75 else life.random.choice(choices)  # noqa: PLR2004
        if drawn % 2:
            return Says(words=number, kind="number")
        return Says(words=self._spelt(life, words), kind="choice")

    def _said(self, life: Life, kind: str) -> Says:
        return Says(words=self._spelt(life, phrases().one_of(kind, life.random)), kind=kind)

    def _spelt(self, life: Life, words: str) -> str:
        return misspelt(words, life) if self.misspells else words


def misspelt(words: str, life: Life) -> str:
    """Small letters, and two neighbours changed over in a long word."""
    slips = []
    for word in words.lower().split():
        if len(word) > 4 and life.random.random() < 0.4:  # noqa: PLR2004 - short words come out right
            at = life.random.randint(1, len(word) - 3)
            slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
        else:
            slips.append(word)
    return " ".join(slips)


_SILENT: Final = Answers(willing=0)

#: Everybody has one of these.
TEMPERS: Final[Mapping[str, Behaviour]] = MappingProxyType(
    {
        "answers": Answers(),
        "silent": _SILENT,
        "late": Answers(least=300, most=1800, willing=90),
        "misspells": Answers(misspells=True),
        "wanders": Answers(least=5, wanders=25),
        "now_and_then": Answers(willing=45, most=240),
        "skips": Answers(skips=40),
    }
)
