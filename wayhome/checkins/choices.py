"""Finds in a text which choice of one question is meant: by its number or by what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from wayhome.checkins.said import ASKS, BREAK, DASH, SLASH, Ends, Words, phrase, places, same

if TYPE_CHECKING:
    from wayhome.content.answer_words import AnswerWords
    from wayhome.content.check_ins import Choice, Question

#: In so short a text a single word says which choice is meant, wherever it stands.
_FEW_WORDS: Final = 4
#: In a longer one still, where a person must know of it.
_SOME_WORDS: Final = 12
_LONGEST_NUMBER: Final = 2


@dataclass(frozen=True)
class Stated:
    """A number given as an answer, and whether more is said than that."""

    number: int
    says_more: bool


@dataclass(frozen=True)
class _Span:
    start: int
    stop: int
    choice: Choice
    #: A plain yes or no.
    is_bare: bool

    def holds(self, other: _Span) -> bool:
        longer = self.stop - self.start > other.stop - other.start
        return longer and self.start <= other.start and other.stop <= self.stop


class ChoiceFinder:
    def __init__(self, words: AnswerWords) -> None:
        self.ends = Ends.of(words.lead_ins, words.courtesies)
        self._numbers = words.number_of
        self._digits = {spelt[0]: number for number, spelt in words.numbers.items()}
        self._goes_on = frozenset({*map(phrase, words.goes_on), *self.ends.after})
        self._fillers = tuple(words.fillers)
        self._between = frozenset({*words.joins, *words.either, DASH, SLASH, BREAK})
        self._yes = tuple(map(phrase, words.as_yes))
        self._no = tuple(map(phrase, words.as_no))
        self._bare = frozenset({*self._yes, *self._no})
        self._negators = frozenset(word for one in words.negators for word in phrase(one))

    def find(self, text: Words, question: Question, *, asks: bool = False) -> Choice | None:
        """The choice that is meant; a text that asks must be nothing but the choice."""
        stated = self.stated(text, question)
        if stated is not None:
            return self._numbered(question, stated.number)
        named = self.named_whole(text, question)
        if named is not None or asks:
            return named
        return self._named(text, question) or self._named(self._without_fillers(text), question)

    def whole(self, text: Words, question: Question) -> Choice | None:
        """The choice, where the text says nothing else."""
        stated = self.stated(text, question)
        if stated is not None and not stated.says_more:
            return self._numbered(question, stated.number)
        return self.named_whole(text, question)

    def stated(self, text: Words, question: Question) -> Stated | None:
        """The number, in or out of range, that the text gives as its answer."""
        for core in self.ends.cores(text):
            number = self.number(core[0]) if len(core) == 1 else None
            if number is not None:
                return Stated(number, says_more=False)
        for start in self.ends.starts(text):
            number = self._plain_number(text[start]) if start < len(text) else None
            if number is not None and self._is_followed(text[start + 1 :], number, question):
                return Stated(number, says_more=True)
        return self._at_the_end(text)

    def number(self, word: str) -> int | None:
        if word.isdecimal():
            return int(word) if len(word) <= _LONGEST_NUMBER else None
        return self._numbers.get(word)

    def named_whole(self, text: Words, question: Question) -> Choice | None:
        cores = [core for core in self.ends.cores(text) if ASKS not in core]
        for fits in (tuple.__eq__, _is):  # what is spelt right comes before what may be a slip
            for core in cores:
                for choice in question.choices:
                    if any(fits(core, one) for one in self._phrases(choice)):
                        return choice
        return None

    def _named(self, text: Words, question: Question) -> Choice | None:
        spans = [one for choice in question.choices for one in self._spans(text, choice)]
        spans = [one for one in spans if not any(other.holds(one) for other in spans)]
        telling = [one for one in spans if not one.is_bare] or spans
        choices = list({one.choice.value: one.choice for one in telling}.values())
        if len(choices) == 1:
            return choices[0]
        raising = [one for one in choices if one.raises is not None]
        return raising[0] if len(raising) == 1 else None

    def _spans(self, text: Words, choice: Choice) -> Iterator[_Span]:
        starts = set(self.ends.starts(text))
        for wanted in self._phrases(choice):
            is_bare = wanted in self._bare
            if is_bare and len(wanted) > 1:
                continue  # "I have" is a yes alone; "I have run out" is none.
            for at in places(text, wanted):
                tells = at in starts or (not is_bare and self._tells(text, wanted, choice))
                if tells and not self._is_negated(text, at, wanted):
                    yield _Span(at, at + len(wanted), choice, is_bare)

    def _tells(self, text: Words, wanted: Words, choice: Choice) -> bool:
        """Whether a phrase in the middle of a text is what the text says."""
        if len(wanted) > 1:
            return True
        if any((one,) in self._bare for one in text[1:]):
            return False  # "food yes warm no"
        length = sum(one.isalnum() for one in text)
        return length <= (_SOME_WORDS if choice.raises is not None else _FEW_WORDS)

    def _is_negated(self, text: Words, at: int, wanted: Words) -> bool:
        before = text[max(0, at - 2) : at]
        if wanted[0] in self._negators:
            before = before[-1:]
        return bool(self._negators.intersection(before))

    def _phrases(self, choice: Choice) -> Iterator[Words]:
        own = [phrase(one) for one in (choice.says, *choice.words)]
        yield from own
        if ("yes",) in own:
            yield from self._yes
        if ("no",) in own:
            yield from self._no

    def _plain_number(self, word: str) -> int | None:
        """In a sentence only a digit or its proper name is a number: "won the lottery" is none."""
        return self.number(word) if word.isdecimal() else self._digits.get(word)

    def _at_the_end(self, text: Words) -> Stated | None:
        """The one number of a text, alone in its last sentence: "only just seen this. its 3"."""
        numbers = [one for one in text if self._plain_number(one) is not None]
        if len(numbers) != 1 or BREAK not in text:
            return None
        sentences = [
            tuple(words) for is_break, words in groupby(text, BREAK.__eq__) if not is_break
        ]
        alone = [core for core in self.ends.cores(sentences[-1]) if len(core) == 1]
        number = next((n for core in alone if (n := self._plain_number(core[0]))), None)
        return Stated(number, says_more=True) if number is not None else None

    def _is_followed(self, rest: Words, number: int, question: Question) -> bool:
        """Whether a number at the start is the answer, and not the first of some or a count."""
        beyond = self._after_joins(rest)
        if beyond and self.number(beyond[0]) is not None:
            return False
        if rest[0] in {BREAK, ASKS} or _begins(rest, self._goes_on):
            return True
        choice = self._numbered(question, number)
        return choice is not None and _begins(rest, frozenset(self._phrases(choice)))

    def _after_joins(self, rest: Words) -> Words:
        while rest and rest[0] in self._between:
            rest = rest[1:]
        return rest

    def _without_fillers(self, text: Words) -> Words:
        return tuple(one for one in text if not any(same(one, other) for other in self._fillers))

    @staticmethod
    def _numbered(question: Question, number: int) -> Choice | None:
        return next((one for one in question.choices if one.number == number), None)


def _begins(words: Words, phrases: frozenset[Words]) -> bool:
    return any(words[: len(one)] == one for one in phrases if one)


def _is(words: Iterable[str], wanted: Words) -> bool:
    given = tuple(words)
    return len(given) == len(wanted) and all(map(same, given, wanted))
