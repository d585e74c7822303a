"""How to speak with a person, as far as their communication needs bear on a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wayhome.models import NeedKind
from wayhome.people.needs import Need

#: What the service's approved wordings are written in.
_SERVED = "en"
_IN_THEIR_LANGUAGE, _CALL = "answer_in_their_language", "call_not_text"
BY_A_PERSON = frozenset({_IN_THEIR_LANGUAGE, _CALL})


@dataclass(frozen=True)
class Manner:
    #: Shorter texts, for whoever loses the thread of a long one.
    brief: bool = False
    #: One fact a text, and the next when it is asked for.
    one_at_a_time: bool = False
    #: A person rings; the text says little.
    call: bool = False
    #: A language that no wording is approved in, so a person answers.
    other_language: bool = False

    @property
    def by_a_person(self) -> str | None:
        """The category of the handoff, where a person and not a text gives the answer."""
        if self.other_language:
            return _IN_THEIR_LANGUAGE
        return _CALL if self.call else None


def manner(needs: Iterable[Need]) -> Manner:
    kinds = {one.kind: one for one in needs}
    easy = NeedKind.EASY_READ in kinds
    language = next((n.language for n in kinds.values() if n.kind is NeedKind.LANGUAGE), None)
    return Manner(
        brief=easy or NeedKind.SHORTER_TEXTS in kinds,
        one_at_a_time=easy or NeedKind.ONE_THING_AT_A_TIME in kinds,
        call=NeedKind.CALL_NOT_TEXT in kinds,
        other_language=language is not None and language.split("-")[0].lower() != _SERVED,
    )
