"""Weigh a text against every red flag and say which is the worst that it meets."""

from __future__ import annotations

from copy import copy
from functools import cache
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

from wayhome.content.red_flags import Concept
from wayhome.safety.concepts import Found, Lexicon, Place
from wayhome.safety.context import Context
from wayhome.safety.rules import CompiledRule, Evidence, meet
from wayhome.safety.second_opinion import SecondOpinion, raised
from wayhome.safety.spelling import Spelling
from wayhome.safety.verdict import Verdict
from wayhome.safety.words import (
    SHOUT,
    Message,
    Reader,
    Rewriter,
    Stretches,
    number_and_unit,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wayhome.content.red_flags import RedFlagCategory, Rule


class SafetyNet:
    """Holds the compiled red flags; opens nothing, remembers nothing of what it is asked."""

    def __init__(
        self, categories: Sequence[RedFlagCategory], second_opinion: SecondOpinion | None = None
    ) -> None:
        """Categories come from one folder, so they share one vocabulary."""
        if not categories:
            raise ValueError("the safety net needs at least one category; load the red flags first")
        self._second_opinion = second_opinion
        vocabulary = categories[0].vocabulary
        if any(category.vocabulary is not vocabulary for category in categories):
            raise ValueError("categories of two folders do not mix; load them from one folder")
        language = vocabulary.language
        concepts = {**vocabulary.concepts, **_words_about_words(categories)}
        rules = []
        for category in categories:
            concepts |= {f"{category.id}.{name}": c for name, c in category.concepts.items()}
            for rule in category.rules:
                compiled = list(_compile(category, rule))
                rules += compiled
                if phrases := rule.says or rule.whole_message:
                    concepts[compiled[0].parts[0]] = Concept(words=phrases)
        self._rules = sorted(rules, key=lambda rule: -rule.level.rank)
        self._fillers = frozenset((*language.fillers, SHOUT))
        self._bridges = frozenset(language.negation_bridges)
        rewrite = Rewriter(language.rewrites)
        # A phrase is written as texts are, so it is given the same plain form before they meet.
        written = {name: _rewritten(concept, rewrite) for name, concept in concepts.items()}
        self._lexicon = Lexicon(written, tuple(self._fillers))
        self._spelling = Spelling(language, self._lexicon.words)
        self._reader = Reader(language.emoji, rewrite, self._spelling.part)

    def advised_by(self, second_opinion: SecondOpinion | None) -> SafetyNet:
        """The same compiled rules, with another second opinion or none."""
        net = copy(self)
        net._second_opinion = second_opinion  # noqa: SLF001 - a copy of itself
        return net

    def assess(self, text: str) -> Verdict:
        """The worst level that any rule, or the second opinion, gives the text. Never raises."""
        message = self._reader.read(text)
        found = self._lexicon.find(message, self._spelling)
        verdict = self._by_rules(message, found)
        literal = _without_sayings(text, message, found)
        return raised(verdict, text, literal, self._second_opinion)

    def categories(self, text: str) -> frozenset[str]:
        """Every category that a rule finds in the text, where one text may tell of several."""
        message = self._reader.read(text)
        evidence = self._evidence(message, self._lexicon.find(message, self._spelling))
        return frozenset(rule.category for rule in self._rules if meet(rule, evidence))

    def _by_rules(self, message: Message, found: Found) -> Verdict:
        evidence = self._evidence(message, found)
        for rule in self._rules:
            if places := meet(rule, evidence):
                words = tuple(" ".join(message.words[slice(*place)]) for place in sorted(places))
                return Verdict(
                    level=rule.level, category=rule.category, rule=rule.name, words=words
                )
        return Verdict()

    def _evidence(self, message: Message, found: Found) -> Evidence:
        context = Context(message, found, self._bridges)
        # Many concepts share a place, and a place is set aside for all of them or for none.
        is_untrue, is_only_asked = cache(context.is_untrue), cache(context.is_only_asked)
        excuses: dict[str, list[Place]] = {}
        counted: dict[str, list[Place]] = {}
        for name, places in found.items():
            if name.startswith("~"):
                continue
            if true := [place for place in places if not is_untrue(place)]:
                excuses[name] = true
                if told := [place for place in true if not is_only_asked(place)]:
                    counted[name] = told
        polite = {i for place in found.get(Context.COURTESY, ()) for i in range(*place)}
        matters = [word not in self._fillers for word in message.words]
        bare = (told and i not in polite for i, told in enumerate(matters))
        return Evidence(
            found=counted,
            excuses=excuses,
            weight=list(accumulate(matters, initial=0)),
            bare_weight=list(accumulate(bare, initial=0)),
            clauses=Stretches(message.clause_starts, len(message.words)),
            sentences=Stretches(message.sentence_starts, len(message.words)),
        )


def _without_sayings(text: str, message: Message, found: Found) -> str:
    """The text without its turns of phrase and names of things, which words alone give away."""
    sayings = (*found.get(Context.EVERYDAY, ()), *found.get(Context.COMPOUND, ()))
    if not sayings:
        return text
    passed_over = {index for place in sayings for index in range(*place)}
    return " ".join(word for i, word in enumerate(message.words) if i not in passed_over)


def _rewritten(concept: Concept, rewrite: Rewriter) -> Concept:
    phrases = (rewrite(phrase).split() for phrase in concept.words)
    spread = (
        " ".join(part for word in words for part in number_and_unit(word)) for words in phrases
    )
    return concept.model_copy(update={"words": tuple(spread)})


def _words_about_words(categories: Sequence[RedFlagCategory]) -> dict[str, Concept]:
    language = categories[0].vocabulary.language
    return {
        Context.EVERYDAY: Concept(words=language.everyday),
        Context.COMPOUND: Concept(words=language.compound_names),
        Context.NOT_A_PERSON: Concept(words=language.not_people),
        Context.COURTESY: Concept(words=language.courtesies),
        Context.NEGATOR: Concept(words=language.negators),
        Context.LONG_AGO: Concept(words=language.long_ago),
        Context.ASKING: Concept(words=language.asking),
        Context.ASKED_BEFORE: Concept(words=language.asked_before),
        Context.NOW: Concept(words=language.happening_now),
        Context.TELLING: Concept(words=language.telling),
    }


def _compile(category: RedFlagCategory, rule: Rule) -> Iterator[CompiledRule]:
    def own(names: Sequence[str]) -> Iterator[str]:
        return (f"{category.id}.{n}" if n in category.concepts else n for n in names)

    alone = (f"{category.id}: {rule.name}",)
    pairs = combinations(own(rule.two_of), 2)
    also = tuple(own(rule.also))
    for parts in (*pairs,) or (tuple(own(rule.together or rule.in_order)) or alone,):
        yield CompiledRule(
            category=category.id,
            name=rule.name,
            level=rule.level or category.level,
            parts=parts,
            needed=frozenset((*parts, *also)),
            in_order=bool(rule.in_order),
            whole=bool(rule.whole_message),
            within=rule.within,
            unless=tuple(own(rule.unless)),
        )
