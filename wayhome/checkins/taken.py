"""What the check-ins are told of a text, and what they make of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wayhome.content.nods import Nod
    from wayhome.plans.answers.asked import HandOver

#: Under this topic stands a reply that only a check-in gave.
CHECK_IN: Final = "check_in"


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A text as it was read, and what of the talk so far bears on its meaning."""

    text: str
    topic: str
    #: 0 to 1, how sure the topic is.
    confidence: float
    #: What it was where it had no words; its text is then the word that it stands for.
    nod: Nod | None = None
    #: An offer of ours waits for an OK, so that a bare "ok" is of the offer.
    offer_open: bool = False
    #: The text before this one could not be read as an answer either.
    misread_before: bool = False
    #: Which question was repeated already, after something else was asked.
    repeated: str | None = None


@dataclass(frozen=True, kw_only=True)
class Taken:
    #: Each one outgoing text, before the usual answer where there is one.
    texts: tuple[str, ...] = ()
    #: Whether the text is answered as usual too.
    usual: bool = False
    #: After the usual answer.
    after: tuple[str, ...] = ()
    #: Labels of quick answers, where the reply ends with one question.
    buttons: tuple[str, ...] = ()
    hand_over: HandOver | None = None
    not_understood: bool = False
    #: The question that this reply repeats.
    repeats: str | None = None
