"""Counts what was answered to each question of the surveys, whole and by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import func, literal, select

from wayhome.content.check_ins import SKIPPED
from wayhome.models import Answer, CheckIn, CheckInKind, Message, Person, SupportPeriod
from wayhome.surveys.grouping import GroupBy, group_of
from wayhome.surveys.small_groups import FEWEST, small

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.content.check_ins import Question, Schedules

_EVERYBODY: Final = "everybody"


class Asked(NamedTuple):
    """One question of one text of one survey."""

    schedule: str
    key: str
    question: str


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What one group answered; counts by the words of the schedule; who skipped did not answer."""

    answered: int
    counts: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Result:
    asked: Asked
    #: The question as it stands in the content; None where an editor took it out since.
    wording: Question | None
    #: How many people that text of the survey was sent to.
    sent_to: int
    #: None where so few answered that it could be told who said what.
    all: Answers | None
    groups: Mapping[str, Answers]
    #: Groups that are not shown because they are small, or would give a small one away.
    hidden: int


@dataclass(frozen=True, kw_only=True)
class Window:
    """From `since` on, and before `until`; None leaves that end open. Aware."""

    since: datetime | None = None
    until: datetime | None = None


class Surveys:
    def __init__(self, schedules: Schedules) -> None:
        self._schedules = schedules

    async def results(
        self, session: AsyncSession, window: Window, by: GroupBy | None = None
    ) -> Sequence[Result]:
        """One for each question that was answered, in the order in which they are asked."""
        sent = await _sent(session, window)
        rows = await session.execute(_counting(window, by))
        found: dict[Asked, dict[str, Counter[str]]] = {}
        for schedule, key, question, group, value, count in rows:
            of_group = found.setdefault(Asked(schedule, key, question), {})
            of_group.setdefault(group, Counter())[value] += count
        return [
            self._result(one, found[one], sent[one.schedule, one.key], grouped=by is not None)
            for one in sorted(found, key=self._place)
        ]

    def _result(
        self, asked: Asked, groups: Mapping[str, Counter[str]], sent_to: int, *, grouped: bool
    ) -> Result:
        whole = sum(groups.values(), Counter[str]())
        hidden = small({group: counts.total() for group, counts in groups.items()})
        return Result(
            asked=asked,
            wording=self._wording(asked),
            sent_to=sent_to,
            all=_answers(whole) if whole.total() >= FEWEST else None,
            groups={
                group: _answers(groups[group])
                for group in sorted(groups.keys() - hidden if grouped else ())
            },
            hidden=len(hidden) if grouped else 0,
        )

    def _wording(self, asked: Asked) -> Question | None:
        schedule = self._schedules.get(asked.schedule)
        check_in = schedule.check_in(asked.key) if schedule else None
        return check_in.question(asked.question) if check_in else None

    def _place(self, asked: Asked) -> tuple[str, int, int, str]:
        """Where it stands in its schedule; what an editor took out comes last."""
        last = len(self._schedules) + 1_000
        schedule = self._schedules.get(asked.schedule)
        check_in = schedule.check_in(asked.key) if schedule else None
        day = check_in.day if check_in else last
        keys = [one.key for one in check_in.questions] if check_in else []
        at = keys.index(asked.question) if asked.question in keys else last
        return asked.schedule, day, at, asked.question


def _answers(counts: Counter[str]) -> Answers:
    return Answers(answered=counts.total(), counts=dict(counts))


async def _sent(session: AsyncSession, window: Window) -> Counter[tuple[str, str]]:
    rows = await session.execute(
        select(CheckIn.schedule, CheckIn.key, func.count())
        .where(*_in_window(window))
        .group_by(CheckIn.schedule, CheckIn.key)
    )
    return Counter({(schedule, key): count for schedule, key, count in rows})


def _counting(window: Window, by: GroupBy | None) -> Select[str, str, str, str, str, int]:
    group = (group_of(by) if by else literal(_EVERYBODY)).label("in_group")
    columns = (CheckIn.schedule, CheckIn.key, Answer.question, group, Answer.value)
    return (
        select(*columns, func.count())
        .join(Answer, Answer.check_in_id == CheckIn.id)
        .join(Person, Person.id == CheckIn.person_id)
        .join(SupportPeriod, SupportPeriod.id == CheckIn.support_period_id)
        .outerjoin(Message, Message.id == Answer.message_id)
        .where(Answer.superseded_at.is_(None), Answer.value != SKIPPED, *_in_window(window))
        .group_by(*columns)
    )


def _in_window(window: Window) -> Iterator[ColumnElement[bool]]:
    yield CheckIn.kind == CheckInKind.SURVEY
    yield CheckIn.asked_at.is_not(None)
    if window.since is not None:
        yield CheckIn.asked_at >= window.since
    if window.until is not None:
        yield CheckIn.asked_at < window.until
