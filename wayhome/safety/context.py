"""Set aside what is denied, long past, only asked about, or an everyday turn of phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wayhome.safety.concepts import Found, Place
from wayhome.safety.words import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wayhome.safety.words import Message

#: "no feeling" is a symptom, "no more" is only a denial.
_EMPTY_WORDS = frozenset({"a", "any", "got", "had", "have", "more", "much", "sign", "signs", "so"})
_LIST_WORDS = frozenset({"or", "nor"})
#: How far back a "no" may stand from what it denies: "havent had any sign of a fever or rash".
_FURTHEST_NEGATOR = 10
_CLAUSE_OPENERS = frozenset({"but", "now", "and", "then", "so", "because", "cos", "though"})


class Context:
    """Judges places in one message; it is told of places by the names given here."""

    EVERYDAY, COMPOUND, NEGATOR = "~everyday", "~compound", "~negator"
    COURTESY = "~courtesy"
    LONG_AGO, ASKING, NOW = "~long ago", "~asking", "~now"

    def __init__(self, message: Message, found: Found, bridges: frozenset[str]) -> None:
        self._words = message.words
        self._clause_starts = message.clause_starts
        self._bridges = bridges
        self._sentences = Stretches(message.sentence_starts, len(message.words))
        openers = {i for i, word in enumerate(message.words) if word in _CLAUSE_OPENERS}
        self._clauses = Stretches(message.clause_starts | openers, len(message.words))
        self._everyday = _cover(found.get(self.EVERYDAY, ()))
        self._compounds = frozenset(found.get(self.COMPOUND, ()))
        self._in_compounds = _cover(self._compounds)
        said = [p for name, places in found.items() if not name.startswith("~") for p in places]
        self._said = _cover(said)
        self._negator_ends = self._free_negators(found.get(self.NEGATOR, ()), said)
        self._asked = self._asked_about(found)
        self._past = self._past_clauses(found)

    def sets_aside(self, place: Place) -> bool:
        """Whether the words at `place` tell of nothing that is happening to anyone now."""
        return (
            self._is_everyday(place)
            or self._clauses.of(place.start) in self._past
            or place.start >= self._asked.get(self._sentences.of(place.start), len(self._words))
            or self._is_denied(place)
        )

    def _is_everyday(self, place: Place) -> bool:
        span = range(*place)
        return all(index in self._everyday for index in span) or (
            place not in self._compounds and all(index in self._in_compounds for index in span)
        )

    def _is_denied(self, place: Place) -> bool:
        in_list = False
        for end in range(place.start, max(0, place.start - _FURTHEST_NEGATOR), -1):
            if end in self._clause_starts:
                return False
            if end in self._negator_ends:
                return True
            word = self._words[end - 1]
            if word in _LIST_WORDS:
                in_list = True
            elif word not in self._bridges and not (in_list and end - 1 in self._said):
                return False
        return False

    def _free_negators(self, negators: Sequence[Place], said: Sequence[Place]) -> set[int]:
        """Ends of negators that are not part of a symptom themselves, as in "not breathing"."""
        negating = _cover(negators)
        within_symptoms = _cover(
            place
            for place in said
            if any(i not in negating and self._words[i] not in _EMPTY_WORDS for i in range(*place))
        )
        return {place.end for place in negators if place.start not in within_symptoms}

    def _asked_about(self, found: Found) -> Mapping[int, int]:
        """Sentence -> the word from which it only asks; none where it also tells of now."""
        first: dict[int, int] = {}
        asking = found.get(self.ASKING, ())
        for place in asking:
            first.setdefault(self._sentences.of(place.start), place.start)
        question_words = _cover(asking)
        for now in found.get(self.NOW, ()):
            if now.start not in question_words:
                first.pop(self._sentences.of(now.start), None)
        return first

    def _past_clauses(self, found: Found) -> set[int]:
        past = {self._clauses.of(place.start) for place in found.get(self.LONG_AGO, ())}
        return past - {self._clauses.of(place.start) for place in found.get(self.NOW, ())}


def _cover(places: Iterable[Place]) -> set[int]:
    return {index for place in places for index in range(*place)}
