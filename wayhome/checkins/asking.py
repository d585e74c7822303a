"""The words of a check-in that asks: opening, questions with their numbers, reminder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, StrictUndefined, Template

from wayhome.checkins.course import Known, open_questions
from wayhome.checkins.rendering import NotNow, Rendered
from wayhome.models import Person, SupportPeriod
from wayhome.people.manner import Manner, manner
from wayhome.people.needs import needs_of
from wayhome.plans.loading import current_plan

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.content.check_ins import PlannedCheckIn, Question, Schedules
    from wayhome.content.replies import Replies
    from wayhome.content.yaml_places import Way
    from wayhome.models import CheckIn

_TEMPLATES: Final = Environment(autoescape=False, undefined=StrictUndefined)  # noqa: S701 - for phones


@lru_cache(maxsize=4096)
def _template(wording: str) -> Template:
    """Compiled once; ten thousand people are asked in the same words."""
    return _TEMPLATES.from_string(wording)


@dataclass(frozen=True)
class Listener:
    """Whom we speak with: what fills the places of wordings, and how much at once."""

    places: dict[str, str]
    known: Known
    manner: Manner

    def says(self, wording: str) -> str:
        """A wording of a schedule with its places filled; line breaks of its file are spaces."""
        return " ".join(_template(wording).render(self.places).split())


class Asking:
    """Says what the schedules ask; `Renderer` of check-ins that ask questions."""

    def __init__(self, schedules: Schedules, replies: Replies, service: dict[str, str]) -> None:
        self._schedules = schedules
        self._replies = replies
        self._service = service

    async def render(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        """The opening with the first question, and the second where two leave together."""
        planned = self.planned(check_in)
        if planned is None:
            return NotNow(why="no_such_check_in")
        listener = await self.listener(session, person, check_in)
        asked = open_questions(
            planned, {}, listener.known, together=not listener.manner.one_at_a_time
        )
        opening = self._opening(planned, listener)
        if not asked:
            return NotNow(why="nothing_to_ask")
        first, *others = self.ask(asked, listener)
        return Rendered(
            texts=(f"{opening}\n{first}", *others),
            question=asked[0].key,
            buttons=self.buttons(asked, listener),
        )

    async def remind(
        self, session: AsyncSession, person: Person, check_in: CheckIn
    ) -> Rendered | NotNow:
        """The reminder, with the question that waits. Rendered's question stays the open one."""
        planned = self.planned(check_in)
        question = planned.question(check_in.question or "") if planned else None
        if planned is None or planned.reminder is None or question is None:
            return NotNow(why="no_reminder")
        listener = await self.listener(session, person, check_in)
        (asked,) = self.ask((question,), listener, how=False)
        return Rendered(
            texts=(f"{listener.says(planned.reminder)}\n{asked}",), question=question.key
        )

    def texts(self, planned: PlannedCheckIn, listener: Listener) -> Iterator[tuple[Way, str]]:
        """Every text that this check-in may send, with the way to what it says."""
        opening, told = self._opening(planned, listener), self._say("told_team")
        for at, question in enumerate(planned.questions):
            way: Way = ("questions", at)
            (asked,) = self.ask((question,), listener, how=at == 0)
            yield (*way, "ask"), f"{opening}\n{asked}" if at == 0 else asked
            (plain,) = self.ask((question,), listener, how=False)
            yield (*way, "ask"), f"{self._say('back_to')} {plain}"
            yield (*way, "ask"), f"{self._say('not_read')}\n{plain}"
            yield ("reminder",), f"{listener.says(planned.reminder or '')}\n{plain}"
            for number, choice in enumerate(question.choices):
                thanks = listener.says(choice.thanks)
                yield (*way, "choices", number, "thanks"), f"{thanks} {told}"
        yield ("closing",), listener.says(planned.closing or opening)

    def planned(self, check_in: CheckIn) -> PlannedCheckIn | None:
        """What the schedule says of it; None where an editor took it out meanwhile."""
        schedule = self._schedules.get(check_in.schedule)
        return schedule.check_in(check_in.key) if schedule else None

    async def listener(self, session: AsyncSession, person: Person, check_in: CheckIn) -> Listener:
        period = await session.get_one(SupportPeriod, check_in.support_period_id)
        is_own = period.person_id == person.id
        patient = person if is_own else await session.get_one(Person, period.person_id)
        known = Known(await current_plan(session, person.id) if is_own else None)
        return Listener(
            places={
                **self._service,
                "called": person.called,
                "patient": patient.called,
                "goal": known.goal or "",
            },
            known=known,
            manner=manner(await needs_of(session, person.id)),
        )

    def ask(
        self, questions: Sequence[Question], listener: Listener, *, how: bool = True
    ) -> tuple[str, ...]:
        """A text each; `how` adds to the first how it can be answered."""
        several = len(questions) > 1
        texts = []
        for number, question in enumerate(questions, start=1):
            lines = [listener.says(question.ask)]
            if several:
                lines[0] = f"{self._say('which_of_two', number=number)} {lines[0]}"
            lines += [f"{one.number} {listener.says(one.says)}" for one in question.choices]
            if how and number == 1 and question.choices:
                lines.append(self._say("how_to_answer"))
            texts.append("\n".join(lines))
        return tuple(texts)

    def buttons(self, questions: Sequence[Question], listener: Listener) -> tuple[str, ...]:
        """The choices of one question; of two at once no button could say which it answers."""
        if len(questions) != 1:
            return ()
        return tuple(f"{one.number} {listener.says(one.says)}" for one in questions[0].choices)

    def _opening(self, planned: PlannedCheckIn, listener: Listener) -> str:
        if listener.manner.brief:
            return self._say("short_opening", **listener.places)
        return listener.says(planned.opening)

    def _say(self, key: str, **places: object) -> str:
        return self._replies.render(f"check_ins.{key}", **places)
