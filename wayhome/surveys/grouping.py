"""By what the answers to a survey can be set side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, func, select

from wayhome.models import DischargePlan, Message, Person, PlanStatus, SupportPeriod


class GroupBy(StrEnum):
    HOSPITAL = "hospital"
    PATHWAY = "pathway"
    NATION = "nation"
    CHANNEL = "channel"


#: What stands for a group that is not on record.
NOT_KNOWN: Final = "not known"


def group_of(by: GroupBy) -> ColumnElement[str]:
    """For a query that has CheckIn's Person, SupportPeriod and the asking Message in it."""
    return func.coalesce(_COLUMNS[by], NOT_KNOWN)


def _of_plan(column: Any) -> ColumnElement[str]:  # noqa: ANN401 - a mapped column of any type
    """Of the newest approved plan of the patient whose six weeks they are."""
    return (
        select(cast(column, String))
        .where(
            DischargePlan.person_id == SupportPeriod.person_id,
            DischargePlan.status == PlanStatus.APPROVED,
        )
        .order_by(DischargePlan.version.desc())
        .limit(1)
        .correlate(SupportPeriod)
        .scalar_subquery()
    )


_COLUMNS: Final[dict[GroupBy, ColumnElement[Any]]] = {
    GroupBy.HOSPITAL: _of_plan(DischargePlan.hospital),
    GroupBy.PATHWAY: _of_plan(DischargePlan.pathway),
    GroupBy.NATION: cast(Person.nation, String),
    GroupBy.CHANNEL: cast(Message.channel, String),
}
