"""Two things in one text are both seen to: what a person must see to leads, then what was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

import structlog

from wayhome.dialogue.clauses import Clause, clauses
from wayhome.dialogue.rasa import RasaFailed
from wayhome.dialogue.routing import settle
from wayhome.dialogue.subject_meant import NOT_UNDERSTOOD
from wayhome.levels import Level
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.follow_up import points_back
from wayhome.plans.answers.topics import FROM_THE_PLAN

log = structlog.get_logger()

#: A part read less surely than this may be a turn of phrase.
_SURE: Final = 0.5
#: A trouble that nothing else shows must be told as plainly as this.
_PLAINLY_TOLD: Final = 0.8
#: That the plan does not say is worth a second answer only where it was asked plainly.
_PLAINLY_ASKED: Final = 0.7
#: Two SMS segments; two answers that fit go as one text.
_ONE_TEXT: Final = 306
#: These end or change something, or are of one matter alone: nothing is said beside them.
_ALONE: Final = frozenset(
    {
        *("stop", "start", "pause", "wrong_number", "bereavement", "back_in_hospital"),
        *("safeguarding", "again", "more", "plan_changes", "teach_back", "read_all"),
    }
)
_SMALL_TALK: Final = frozenset(
    {"greet", "thanks", "goodbye", "affirm", "deny", "checkin_good", "feedback", NOT_UNDERSTOOD}
)
#: Told, they are another matter than a question beside them; each has an answer of its own.
_TOLD: Final = frozenset({"exercise_done", "exercise_skipped", "wound_care"})
_ANSWER_AN_OFFER: Final = frozenset({"affirm", "deny"})
#: Asked beside a trouble, these ask what to do about it, which its own answer says.
_OF_THE_TROUBLE: Final = frozenset({"who_to_contact", "warning_signs"})
_MATTERS: Final = frozenset(
    {
        *FROM_THE_PLAN,
        *("symptom", "fall", "mental_health", "practical_help", "carer_support", "complaint"),
        *("talk_to_person", "money_help", "exercise_done", "exercise_skipped"),
    }
)


class Reader(Protocol):
    """Reads a text's topic and how sure that is; raises RasaFailed where it cannot."""

    async def understand(self, text: str) -> tuple[str, float]: ...


@dataclass(frozen=True)
class Part:
    clause: Clause
    topic: str
    confidence: float


@dataclass(frozen=True)
class _Matter:
    given: Answer
    asks: bool

    @property
    def urgency(self) -> int:
        over = self.given.hand_over
        return over.level.rank if over else Level.NONE.rank


async def read_parts(reader: Reader, text: str) -> tuple[Part, ...]:
    """The clauses of a text that asks and tells, each with its topic; none for most texts."""
    try:
        return tuple([Part(one, *await reader.understand(one.text)) for one in clauses(text)])
    except RasaFailed as failure:
        log.warning("parts_not_read", why=str(failure))
        return ()


def with_the_other(
    asked: Asked,
    whole: Answer,
    parts: Sequence[Part],
    answer: Callable[[Asked], Answer],
    *,
    level: Level,
) -> Answer:
    """What is said to a text of two matters; `whole`, its one answer, where it has but one.

    After the 111 text only what was asked of the plan is left to say.
    """
    if asked.topic in _ALONE:
        return whole
    told_111 = level is Level.URGENT
    matters = _matters(asked, parts, answer, whole=whole, troubled=level > Level.NONE)
    if told_111:
        matters = [one for one in matters if one.asks and one.given.topic in FROM_THE_PLAN]
    else:
        matters = _with_the_trouble(whole, matters, sure=asked.confident or level > Level.NONE)
    unsure = asked.topic in _SMALL_TALK or (not asked.confident and level is Level.NONE)
    enough = 1 if told_111 or unsure else 2
    if len(matters) < enough:
        return whole
    given = _said(asked, matters)
    # A trouble read too unsurely to be spoken of is still for a person to look at.
    return given if told_111 else replace(given, hand_over=given.hand_over or whole.hand_over)


def _matters(
    asked: Asked,
    parts: Sequence[Part],
    answer: Callable[[Asked], Answer],
    *,
    whole: Answer,
    troubled: bool,
) -> list[_Matter]:
    """The parts that are a matter each, and no more than one of a topic."""
    found: dict[str, _Matter] = {}
    for part in parts:
        topic = _settled(asked, part)
        if topic is None or (part is not parts[0] and points_back(part.clause.text)):
            continue
        given = answer(replace(asked, text=part.clause.text, topic=topic))
        shown = troubled or given.topic == whole.topic or part.confidence >= _PLAINLY_TOLD
        if _is_asked(part, given) or (shown and _is_told(asked, part, given)):
            found.setdefault(given.topic, _Matter(given, part.clause.asks))
    return list(found.values())


def _settled(asked: Asked, part: Part) -> str | None:
    """The topic of a part that is read surely, or that names something of the plan."""
    topic = settle(part.clause.text, part.topic, part.confidence, asked.plan, None, None)
    sure = part.confidence >= _SURE or (topic != part.topic and topic in FROM_THE_PLAN)
    answers_an_offer = topic in _ANSWER_AN_OFFER and asked.offer_open
    return topic if sure and (topic in _MATTERS or answers_an_offer) else None


def _is_asked(part: Part, given: Answer) -> bool:
    plainly = not given.offers_to_pass_on or part.confidence >= _PLAINLY_ASKED
    return part.clause.asks and plainly


def _is_told(asked: Asked, part: Part, given: Answer) -> bool:
    """News with an answer of its own, or a trouble that somebody must see to."""
    if part.clause.asks:
        return False
    answers_an_offer = given.topic in _ANSWER_AN_OFFER and asked.offer_open
    return answers_an_offer or given.topic in _TOLD or given.hand_over is not None


def _with_the_trouble(whole: Answer, matters: list[_Matter], *, sure: bool) -> list[_Matter]:
    """A trouble that only the whole text shows, and shows surely, is not lost to its parts."""
    if sure and whole.hand_over and whole.topic not in {one.given.topic for one in matters}:
        asked_of_the_plan = [one for one in matters if one.given.topic in FROM_THE_PLAN]
        matters = [_Matter(whole, asks=False), *asked_of_the_plan]
    if any(one.given.hand_over for one in matters):
        return [one for one in matters if one.given.topic not in _OF_THE_TROUBLE]
    return matters


def _said(asked: Asked, matters: list[_Matter]) -> Answer:
    first, *others = sorted(matters, key=lambda one: -one.urgency)
    return _joined(asked, first.given, others[0].given) if others else first.given


def _joined(asked: Asked, lead: Answer, other: Answer) -> Answer:
    texts = (*lead.texts, *other.texts)
    together = "\n".join(texts)
    as_one = len(together) <= _ONE_TEXT and not (asked.one_at_a_time or asked.brief)
    return replace(
        lead,
        texts=(together,) if as_one else texts,
        topic=lead.topic if lead.hand_over else other.topic,
        more=(*lead.more, *other.more),
        item=other.item or lead.item,
        offers_to_pass_on=lead.offers_to_pass_on or other.offers_to_pass_on,
        buttons=lead.buttons or other.buttons,
    )
