"""What is asked and what is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias

from wayhome.content.nods import Nod
from wayhome.content.replies import Replies
from wayhome.levels import Level
from wayhome.models.handoffs import HandoffReason
from wayhome.plans.cleared import NOTHING_CLEARED, Cleared
from wayhome.plans.values import Contact, Item, Plan

#: Labels of the buttons that Telegram shows; on SMS the text itself says what to answer.
OFFER_BUTTONS = ("OK", "No thanks")


#: In place of an item's id, after a list of several.
SEVERAL = 0


@dataclass(frozen=True)
class Spoken:
    """The plan item that "it" and "that one" mean, such as medicine 12, or several of a kind."""

    kind: str
    id: int


def spoken_of(kind: str, chosen: Sequence[Item]) -> Spoken | None:
    """What "it" means once these were told; after a list it is no older thing of another kind."""
    if not chosen:
        return None
    return Spoken(kind, chosen[0].id if len(chosen) == 1 else SEVERAL)


@dataclass(frozen=True, kw_only=True)
class Asked:
    text: str
    topic: str
    replies: Replies
    #: Aware, in the person's own time zone.
    now: datetime
    #: What the person likes to be called; empty for a stranger.
    called: str = ""
    #: None where no plan is approved yet.
    plan: Plan | None = None
    #: The patient's name where a carer asks; None where the plan is the person's own.
    patient: str | None = None
    nation: str = "ENG"
    service_name: str = "Wayhome"
    team_phone: str = ""
    last_topic: str | None = None
    last_item: Spoken | None = None
    #: Whether the last reply offered to pass a question on.
    offer_open: bool = False
    #: How many texts in a row were not understood before this one.
    misunderstood: int = 0
    #: Whether the topic is a plain reading of the text rather than a guess.
    confident: bool = True
    #: What was left to say when the last reply was cut short, and how much of it is said.
    waiting: tuple[str, ...] = ()
    waiting_told: int = 0
    #: What we said last, where the text asks for it again.
    last_said: tuple[str, ...] = ()
    #: The version before this plan, where the text asks what changed.
    earlier: Plan | None = None
    #: Communication needs: one fact a text, and short texts.
    one_at_a_time: bool = False
    #: The exercises that a clinician cleared for the person who asks.
    cleared: Cleared = NOTHING_CLEARED
    #: The movements of which our last reply asked for one, by number.
    which_movement: tuple[str, ...] = ()
    #: What it was where it had no words; its text is then the word that it stands for.
    nod: Nod | None = None
    #: Whether a question of a check-in comes behind this answer, so that a number is of it.
    question_follows: bool = False
    brief: bool = False

    def say(self, key: str, **data: object) -> str:
        """The wording, with what every wording may name already filled in."""
        your_plan = f"{self.patient}'s plan" if self.patient else "your plan"
        return self.replies.render(
            key,
            called=self.called,
            your_plan=your_plan,
            Your_plan=your_plan[:1].upper() + your_plan[1:],
            service_name=self.service_name,
            team_phone=self.team_phone,
            **data,
        )

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return self.plan.contacts if self.plan else ()


@dataclass(frozen=True)
class HandOver:
    """A person must see to this; the desk opens it before the reply leaves."""

    level: Level
    reason: HandoffReason
    category: str
    #: What led to it, for the worker, such as `six_weeks/day_1: warmth=cold`.
    rule: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    #: Each one outgoing text, in order.
    texts: tuple[str, ...]
    topic: str
    #: Kept for when the person says "more".
    more: tuple[str, ...] = ()
    #: How many of the texts that were kept are told now.
    told_of_more: int = 0
    #: What "it" means from now on; None leaves it as it was.
    item: Spoken | None = None
    #: Whether an OK passes this very question to the team.
    offers_to_pass_on: bool = False
    buttons: tuple[str, ...] = ()
    #: The movement of Move to Improve that is shown; its picture goes with the last text.
    movement: str | None = None
    #: Movements of which the reply asks for one, in the order of their numbers.
    which_movement: tuple[str, ...] = ()
    hand_over: HandOver | None = None
    #: The person accepted an offer; the question that was offered goes to the team.
    accepts_offer: bool = False
    not_understood: bool = False
    #: Somebody may read along: nothing is texted first until a person has heard how it is safe.
    unsafe_to_text: bool = False
    #: Holds the programme for this reason, until a day where one was named.
    pause: str | None = None
    pause_until: date | None = None
    #: The hour of their day at which they want our texts from now on.
    texts_at: time | None = None
    #: The address is not the person's: it is taken off their record.
    wrong_number: bool = False
    #: `stop` or `start`, where the person plainly asked for that.
    consent: str | None = None
    #: The open question that the reply ends with, after an aside.
    repeats: str | None = None


AnswerFunction: TypeAlias = Callable[[Asked], Answer]


def plain(asked: Asked, *keys: str) -> Answer:
    """The wordings as they stand."""
    return Answer(texts=tuple(asked.say(key) for key in keys), topic=asked.topic)
