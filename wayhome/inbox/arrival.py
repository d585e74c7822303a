"""One text on its way through the steps, and what a step may decide."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.ext.asyncio import AsyncSession

from wayhome.clock import Clock
from wayhome.content.nods import Nods
from wayhome.content.replies import Replies
from wayhome.models import ContactPoint, Message, Person, Purpose
from wayhome.people.consent import ConsentWords
from wayhome.safety import SafetyNet


@dataclass(frozen=True, kw_only=True)
class Arrival:
    session: AsyncSession
    message: Message
    point: ContactPoint
    clock: Clock
    replies: Replies
    #: What every wording may name: the service and its telephone number.
    service: dict[str, str]
    consent: ConsentWords
    #: Finds the small signs that are gathered over a day.
    signs: SafetyNet
    #: Reads what people send in place of words.
    nods: Nods
    #: An earlier reply has not left yet; this one must not overtake it.
    is_behind: bool = False
    #: A check-in waits for an answer.
    question_open: bool = False

    @property
    def person(self) -> Person | None:
        return self.point.person

    def say(self, key: str, **data: object) -> str:
        called = self.person.called if self.person else None
        return self.replies.render(key, called=called, **self.service, **data)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a step decided to say; nothing at all where a person is answering."""

    texts: Sequence[str] = ()
    purpose: Purpose = Purpose.REPLY
    buttons: Sequence[str] = ()
    topic: str | None = None
    #: The name of the picture that goes with the last text.
    picture: str | None = None
    #: The text is seen to; no later step looks at it.
    is_final: bool = True


Step: TypeAlias = Callable[[Arrival], Awaitable[Outcome | None]]
