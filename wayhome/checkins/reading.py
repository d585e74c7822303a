"""Reads a text as an answer: a number, a choice's own words, a wish to skip, a correction.

Pure: the same text, questions and words always read the same. What cannot be read is left unread;
nothing is guessed between two choices of which neither matters more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wayhome.checkins.choices import ChoiceFinder
from wayhome.checkins.said import ASKS, Words, phrase, said
from wayhome.checkins.two_at_once import TwoAtOnce

if TYPE_CHECKING:
    from wayhome.content.answer_words import AnswerWords
    from wayhome.content.check_ins import Choice, Question

_MORE_THAN_A_WORD = 2


@dataclass(frozen=True)
class Reading:
    #: Key of a question and the choice that was made.
    chosen: tuple[tuple[str, Choice], ...] = ()
    #: Keys of questions that the person would rather not answer.
    skipped: tuple[str, ...] = ()
    #: No more questions today.
    skips_all: bool = False
    #: What is chosen puts the last answer right.
    corrects: bool = False
    #: Something is asked, beside an answer or instead of one.
    asks: bool = False
    #: More is said than the answer.
    says_more: bool = False
    #: A number was given that stands for nothing.
    no_such_number: bool = False

    @property
    def is_answer(self) -> bool:
        return bool(self.chosen or self.skipped or self.skips_all)


class AnswerReader:
    def __init__(self, words: AnswerWords) -> None:
        self._finder = ChoiceFinder(words)
        self._two = TwoAtOnce(words)
        self._skip = frozenset(map(phrase, words.skip))
        self._skip_all = frozenset(map(phrase, words.skip_all))
        self._asks = frozenset(map(phrase, words.asks))
        self._corrections = sorted(map(phrase, words.correction), key=len, reverse=True)

    def read(self, text: str, asked: Sequence[Question], last: Question | None = None) -> Reading:
        """`asked` are the one or two questions that are open, `last` the one answered before."""
        words = said(text)
        asks = self._is_asking(words)
        corrected = self._correction(words, asked, last)
        if corrected is not None:
            return corrected
        if self._says(words, self._skip_all):
            return Reading(skips_all=True)
        if len(asked) > 1 and (both := self._both(words, asked, asks=asks)):
            return both
        return self._one(words, asked, asks=asks)

    def _one(self, words: Words, asked: Sequence[Question], *, asks: bool) -> Reading:
        if asked and self._says(words, self._skip):
            return Reading(skipped=(asked[0].key,))
        for question in asked:
            choice = self._finder.find(words, question, asks=asks)
            if choice is not None:
                more = self._finder.whole(words, question) is None
                return Reading(chosen=((question.key, choice),), asks=asks, says_more=more)
        stated = (self._finder.stated(words, one) for one in asked if one.choices)
        return Reading(asks=asks, no_such_number=any(one is not None for one in stated))

    def _both(self, words: Words, asked: Sequence[Question], *, asks: bool) -> Reading | None:
        beyond = False
        for pair in self._two.pairs(words):
            parts = [(one, part) for one, part in zip(asked, pair, strict=False) if part]
            reading = self._parts(parts)
            if reading is not None:
                return replace(reading, asks=asks)
            numbers = [self._finder.stated(part, question) for question, part in parts]
            beyond = beyond or (bool(numbers) and None not in numbers)
        return Reading(asks=asks, no_such_number=True) if beyond else None

    def _parts(self, parts: Sequence[tuple[Question, Words]]) -> Reading | None:
        """Each part as the answer to its question; None unless every one can be read."""
        chosen, skipped = [], []
        for question, part in parts:
            choice = self._finder.whole(part, question)
            if choice is not None:
                chosen.append((question.key, choice))
            elif self._says(part, self._skip):
                skipped.append(question.key)
            else:
                return None
        return Reading(chosen=tuple(chosen), skipped=tuple(skipped)) if parts else None

    def _correction(
        self, words: Words, asked: Sequence[Question], last: Question | None
    ) -> Reading | None:
        """What follows "I meant"; without an earlier answer it answers the open question."""
        for sign in self._corrections:
            at = _last_place(words, sign)
            rest = words[at + len(sign) :] if at is not None else ()
            for question in (last, *asked[:1]) if rest else ():
                choice = self._meant(rest, question, sign) if question else None
                if choice is not None and question is not None:
                    return Reading(chosen=((question.key, choice),), corrects=question is last)
        return None

    def _meant(self, rest: Words, question: Question, sign: Words) -> Choice | None:
        """After a plain "sorry" nothing but the answer may come: it mostly means something else."""
        plainly = len(sign) >= _MORE_THAN_A_WORD
        return (self._finder.find if plainly else self._finder.whole)(rest, question)

    def _says(self, words: Words, phrases: frozenset[Words]) -> bool:
        return any(core in phrases for core in self._finder.ends.cores(words))

    def _is_asking(self, words: Words) -> bool:
        if ASKS in words:
            return True
        starts = self._finder.ends.starts(words)
        longest = max(map(len, self._asks))
        return any(
            words[at : at + length] in self._asks
            for at in starts
            for length in range(1, longest + 1)
        )


def _last_place(words: Words, wanted: Words) -> int | None:
    spots = [at for at in range(len(words)) if words[at : at + len(wanted)] == wanted]
    return spots[-1] if spots else None
