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
#: "chest pain no, fever none": a list gone through.
_ANSWERED_NO = frozenset({"no", "none", "nil", "nope"})
#: How far back a "no" may stand from what it denies: "havent had any sign of a fever or rash".
_FURTHEST_NEGATOR = 10
_ASKS = frozenset(
    {"is", "are", "does", "do", "would", "what", "whats", "which", "how", "when", "signs"}
)
_POINTERS = frozenset(
    {"it", "its", "this", "that", "these", "my", "me", "his", "her", "our", "i", "im", "ive", "he"}
    | {"hes", "she", "shes", "mum", "mums", "dad", "dads", "we", "having", "with"}
)
#: Words before "one of the signs" that are read to see whose pain is asked of.
_LONGEST_QUESTION = 20
_NOTHING = (0, 0)
_SUPPOSING = frozenset({"if", "when", "whenever"})
#: "what if hes not breathing" is asked beside him.
_OTHERS = frozenset({"he", "hes", "she", "shes", "mum", "mums", "dad", "dads", "wife", "husband"})
#: "cant walk without gasping" says that there is gasping.
_UNDOES_WITHOUT = frozenset({"cant", "couldnt", "cannot", "hardly", "barely", "never", "not", "no"})
#: These begin what is told of now as well as what followed from long ago.
_ONLY_WHO = frozenset({"ive", "hes", "shes", "theyre"})
#: Words that a clause of nothing but a date may hold beside it.
_BESIDE_A_DATE = 1
_PEOPLE = frozenset(
    {"i", "im", "ive", "me", "my", "mi", "us", "we", "weve", "he", "hes", "him", "his"}
    | {"she", "shes", "her", "mum", "mums", "dad", "dads", "nan", "wife", "husband", "they"}
)
#: What may stand between a cat and what befell it: "the cat has just had a fit".
_BETWEEN = frozenset(
    {"a", "all", "also", "been", "got", "had", "has", "have", "is", "just", "keeps", "nearly"}
    | {"only", "really", "the", "was", "went", "were"}
)
_CLAUSE_OPENERS = frozenset({"but", "now", "and", "then", "so", "because", "cos", "though"})


class Context:
    """Judges places in one message; it is told of places by the names given here."""

    EVERYDAY, COMPOUND, NEGATOR = "~everyday", "~compound", "~negator"
    COURTESY = "~courtesy"
    NOT_A_PERSON = "~not a person"
    LONG_AGO, ASKING, NOW = "~long ago", "~asking", "~now"
    ASKED_BEFORE, TELLING = "~asked before", "~telling"

    def __init__(self, message: Message, found: Found, bridges: frozenset[str]) -> None:
        self._words = message.words
        self._clause_starts = message.clause_starts
        self._sentence_starts = message.sentence_starts
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
        self._after_no_person = self._right_after(found.get(self.NOT_A_PERSON, ()))
        self._asked = self._asked_about(found)
        self._past = self._past_clauses(found)

    def is_only_asked(self, place: Place) -> bool:
        """Whether the words at `place` belong to a question that tells of nothing."""
        start, end = self._asked.get(self._sentences.of(place.start), _NOTHING)
        return start <= place.start < end

    def is_untrue(self, place: Place) -> bool:
        """Whether the words at `place` are denied, long past, an idiom or befell no person."""
        return (
            self._is_everyday(place)
            or self._clauses.of(place.start) in self._past
            or self._is_denied(place)
            or self._is_answered_no(place)
            or self._befell_no_person(place)
        )

    def _is_everyday(self, place: Place) -> bool:
        span = range(*place)
        return all(index in self._everyday for index in span) or (
            place not in self._compounds and all(index in self._in_compounds for index in span)
        )

    def _befell_no_person(self, place: Place) -> bool:
        """As in "the dog has collapsed", but not "a horse kicked me"."""
        return place.start in self._after_no_person and _PEOPLE.isdisjoint(
            self._words[place.start : place.end]
        )

    def _is_answered_no(self, place: Place) -> bool:
        """As in "chest pain no, fever no", but not "chest pain no better"."""
        after = place.end + 1
        return (
            self._words[place.end : after] in [[no] for no in _ANSWERED_NO]
            and place.end not in self._sentence_starts
            and (after == len(self._words) or after in self._clause_starts)
        )

    def _is_denied(self, place: Place) -> bool:
        listed = self._leads_to_or(place.end)
        in_list = listed
        for end in range(place.start, max(0, place.start - _FURTHEST_NEGATOR), -1):
            if end in self._clause_starts and (not in_list or end in self._sentence_starts):
                return False
            if end in self._negator_ends:
                return True
            word = self._words[end - 1]
            if word in _LIST_WORDS:
                in_list = True
            elif word not in self._bridges and not (in_list and end - 1 in self._said):
                return False
        return False

    def _leads_to_or(self, start: int) -> bool:
        """Whether symptoms alone stand between here and an "or": "no fever, rash or pain"."""
        for index in range(start, min(len(self._words), start + _FURTHEST_NEGATOR)):
            if index in self._sentence_starts:
                return False
            if self._words[index] in _LIST_WORDS:
                return True
            if index not in self._said and self._words[index] not in self._bridges:
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
        return {
            place.end
            for place in negators
            if place.start not in within_symptoms and not self._is_undone(place)
        }

    def _is_undone(self, negator: Place) -> bool:
        if self._words[negator.start] != "without":
            return False
        start = max(self._clauses.around(negator.start)[0], negator.start - _FURTHEST_NEGATOR)
        return not _UNDOES_WITHOUT.isdisjoint(self._words[start : negator.start])

    def _right_after(self, places: Iterable[Place]) -> set[int]:
        """Where what is told of an animal, a thing or a team begins: "the dog has collapsed"."""
        starts: set[int] = set()
        for place in places:
            clause_start, clause_end = self._clauses.around(place.end - 1)
            # "hes put the cat in the bin" is told of him; "my cat" is told of the cat.
            if not _PEOPLE.isdisjoint(self._words[clause_start : max(0, place.start - 1)]):
                continue
            for index in range(place.end, clause_end):
                starts.add(index)
                if self._words[index] not in _BETWEEN:
                    break
        return starts

    def _asked_about(self, found: Found) -> Mapping[int, tuple[int, int]]:
        """Sentence -> the words of it that only ask; none where it also tells of now."""
        asked: dict[int, tuple[int, int]] = {}
        asking = found.get(self.ASKING, ())
        for place in asking:
            start, end = self._sentences.around(place.start)
            # "if I cant breathe do I ring you": what is supposed stands before the question too.
            supposes = self._words[start] in _SUPPOSING
            asked.setdefault(self._sentences.of(start), (start if supposes else place.start, end))
        for place in found.get(self.ASKED_BEFORE, ()):
            start, end = self._sentences.around(place.start)
            if self._asks_of_no_one(range(start, min(place.start, start + _LONGEST_QUESTION))):
                goes_on = self._sentences.of(start) in asked
                clause_end = min(self._clauses.around(place.end - 1)[1], end)
                asked[self._sentences.of(start)] = (start, end if goes_on else clause_end)
        question_words = _cover(asking)
        for now in (*found.get(self.NOW, ()), *found.get(self.TELLING, ())):
            supposed = (
                now.start > 0
                and self._words[now.start - 1] in _SUPPOSING
                and self._words[now.start] not in _OTHERS
            )
            if now.start not in question_words and not supposed:
                asked.pop(self._sentences.of(now.start), None)
        return asked

    def _asks_of_no_one(self, span: range) -> bool:
        """As in "is a nosebleed one of the signs", but not "is this pain one of the signs"."""
        words = [self._words[index] for index in span]
        return bool(words) and words[0] in _ASKS and _POINTERS.isdisjoint(words)

    def _past_clauses(self, found: Found) -> set[int]:
        past: set[int] = set()
        for place in found.get(self.LONG_AGO, ()):
            start, end = self._clauses.around(place.start)
            past.add(self._clauses.of(start))
            only_dates = (end - start) - (place.end - place.start) <= _BESIDE_A_DATE
            if only_dates and start > 0 and start not in self._sentence_starts:
                # "bled like a pig, 1954 that was": the time is told of what stands before it.
                past.add(self._clauses.of(start - 1))
        dates = _cover(found.get(self.LONG_AGO, ()))
        # "since birth" is no "since"; "that was in 2011, so ive a stick" tells of no new one.
        nows = (
            place
            for place in found.get(self.NOW, ())
            if place.start not in dates and self._words[place.start] not in _ONLY_WHO
        )
        return past - {self._clauses.of(place.start) for place in nows}


def _cover(places: Iterable[Place]) -> set[int]:
    return {index for place in places for index in range(*place)}
