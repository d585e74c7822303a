"""The laws of a run: each reads the evidence and names what breaks it, with ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias

from wayhome.simulation.evidence import Evidence
from wayhome.simulation.laws_of_check_ins import (
    answers_have_their_text,
    one_end_each,
    silences_have_an_owner,
    two_questions_at_most,
)
from wayhome.simulation.laws_of_sending import (
    none_after_death,
    none_after_stop,
    none_in_quiet_hours,
    none_lost,
    none_twice,
    none_while_paused,
)
from wayhome.simulation.laws_of_words import (
    emergencies_reach_the_queue,
    never_said_is_not_said,
    told_is_true,
)

Law: TypeAlias = Callable[[Evidence], Iterator[str]]


@dataclass(frozen=True, kw_only=True)
class Violation:
    law: str
    #: What was seen, with the ids of its rows; never anybody's words.
    what: str

    def __str__(self) -> str:
        return f"{self.law}: {self.what}"


#: By the sentence that it holds true.
LAWS: Final[Mapping[str, Law]] = MappingProxyType(
    {
        "no text of ours to start leaves in quiet hours": none_in_quiet_hours,
        "none after STOP": none_after_stop,
        "none after a death": none_after_death,
        "none while paused": none_while_paused,
        "none twice": none_twice,
        "none lost": none_lost,
        "every emergency is in the queue within seconds": emergencies_reach_the_queue,
        "every silence has an owner": silences_have_an_owner,
        "every check-in ends once": one_end_each,
        "two questions at most at a time": two_questions_at_most,
        "told is said only of what was told": told_is_true,
        "what may never be said is not said": never_said_is_not_said,
        "each answer is stored with its text": answers_have_their_text,
    }
)


def violations(evidence: Evidence, laws: Mapping[str, Law] = LAWS) -> Sequence[Violation]:
    return [Violation(law=name, what=what) for name, law in laws.items() for what in law(evidence)]
