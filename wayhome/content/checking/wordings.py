"""Holds each reply's wording to room, reading age, plain words and its review."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from channels.text import Encoding, segments
from wayhome.content.checking.finding import Finding, lines_of_keys
from wayhome.content.checking.keys import UsedKeys
from wayhome.content.checking.never_said import NeverSaid
from wayhome.content.checking.plain_words import PlainWords
from wayhome.content.checking.reading import HIGHEST_GRADE, grade, long_sentences
from wayhome.content.checking.samples import Samples, places, variants
from wayhome.content.replies import Replies, RepliesError, Wording

#: A wording is looked at again after this long.
REVIEW_EVERY = timedelta(days=365)
MOST_SEGMENTS = 2
#: Too short a text for a formula that counts sentences and syllables.
_FEWEST_WORDS_TO_SCORE = 8
_TAG = re.compile(r"{%-?\s*(.*?)\s*-?%}")
_CHOICE_OF_WORDS = re.compile(
    r"if \w+|if count != 1|if not \w+|elif \w+|else|endif|for \w+ in \w+|endfor"
)
#: Answers that Twilio takes for an opt-out or keeps for itself (standards.md 5.1).
_RESERVED = re.compile(r"\b(?:text|reply|answer) (?:YES|END|QUIT|CANCEL)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Checks:
    """What wordings are held to."""

    replies: Replies
    samples: Samples
    plain_words: PlainWords
    never_said: NeverSaid
    used: UsedKeys
    #: Red flags by name: a wording named after one stands in for the general one.
    categories: frozenset[str]
    today: date
    #: Files are named from here.
    root: Path

    def findings(self) -> list[Finding]:
        """Every fault, by file and line."""
        found = [one for wording in self.replies for one in self._of(wording)]
        return sorted([*found, *self._missing()])

    def _missing(self) -> Iterator[Finding]:
        for key in self.used.missing({wording.key for wording in self.replies}):
            advice = "the code asks for it and no file has it; add it."
            yield Finding(file="content/replies", line=0, key=key, advice=advice)

    def _of(self, wording: Wording) -> Iterator[Finding]:
        line = _lines(wording.file).get(wording.key, 0)
        file = str(Path(wording.file).relative_to(self.root))
        for check in _CHECKS:
            for advice in check(self, wording):
                yield Finding(file=file, line=line, key=wording.key, advice=advice)


_lines = cache(lambda file: lines_of_keys(Path(file)))


def _is_used(checks: Checks, wording: Wording) -> Iterator[str]:
    general = (wording.key.removesuffix(f"_{one}") for one in checks.categories)
    if not any(map(checks.used.holds, {wording.key, *general})):
        yield "nothing asks for it; take it out or correct its name."


def _has_no_logic(checks: Checks, wording: Wording) -> Iterator[str]:
    del checks
    for tag in _TAG.findall(wording.text):
        if not _CHOICE_OF_WORDS.fullmatch(tag):
            yield f'"{tag}" is logic; a wording only leaves words out (if) or lists them (for).'


def _has_samples(checks: Checks, wording: Wording) -> Iterator[str]:
    unknown = sorted(places(wording) - set(checks.samples.for_room(wording)))
    if unknown:
        yield f"no sample for {', '.join(unknown)}; add it to content/samples.yaml."


def _fits(checks: Checks, wording: Wording) -> Iterator[str]:
    for text in _filled(checks, wording, checks.samples.for_room(wording)):
        cost = segments(text)
        if cost.encoding is not Encoding.GSM_7:
            odd = {char for char in text if segments(char).encoding is not Encoding.GSM_7}
            yield f"{' '.join(sorted(odd))} is outside GSM-7; write it in plain letters."
            return
        if cost.count > MOST_SEGMENTS and not wording.is_list:
            yield (
                f"{cost.characters} characters are {cost.count} segments; shorten it to "
                f"{MOST_SEGMENTS}, or mark it `list: true` if people ask for a list."
            )
            return


def _reads_easily(checks: Checks, wording: Wording) -> Iterator[str]:
    texts = _filled(checks, wording, checks.samples.for_reading(wording))
    scored = [grade(one) for one in texts if len(one.split()) >= _FEWEST_WORDS_TO_SCORE]
    if scored and round(max(scored), 1) > HIGHEST_GRADE:
        yield (
            f"Flesch-Kincaid grade {max(scored):.1f}; "
            f"bring it to {HIGHEST_GRADE:.0f} with shorter words and sentences."
        )
    for text in texts:
        if too_long := long_sentences(text):
            yield f'a sentence is over 20 words; cut it: "{too_long[0]}"'
            return


def _is_plain(checks: Checks, wording: Wording) -> Iterator[str]:
    for hard, instead in checks.plain_words.found_in(wording.text):
        yield f'"{hard}" is hard to read; write: {instead}.'
    if reserved := _RESERVED.search(wording.text):
        yield f'"{reserved.group()}" is a word that Twilio keeps for itself; ask for another.'


def _is_safe_to_say(checks: Checks, wording: Wording) -> Iterator[str]:
    # Names and doses come from the plan: it is our own words that are looked at.
    for text in _filled(checks, wording, checks.samples.for_reading(wording)):
        for said in checks.never_said.found_in(text):
            yield f'"{said.words}" {said.rule.replace("_", " ")}; {said.instead}.'
            return


def _is_reviewed(checks: Checks, wording: Wording) -> Iterator[str]:
    if wording.reviewed_on is None:
        if "not yet reviewed" not in wording.reviewed_by:
            yield "it has a reviewer but no date; add reviewed_on."
    elif wording.reviewed_on + REVIEW_EVERY < checks.today:
        yield f"its review of {wording.reviewed_on} is over a year old; have it reviewed again."


def _filled(checks: Checks, wording: Wording, data: dict[str, object]) -> tuple[str, ...]:
    try:
        return tuple(variants(checks.replies, wording, data))
    except RepliesError:
        return ()  # `_has_samples` says why


_CHECKS: tuple[Callable[[Checks, Wording], Iterator[str]], ...] = (
    _is_used,
    _has_no_logic,
    _has_samples,
    _fits,
    _reads_easily,
    _is_plain,
    _is_safe_to_say,
    _is_reviewed,
)
