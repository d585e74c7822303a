"""Gives texts their times to leave: in each person's hours, and at the campaign's pace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wayhome.campaigns.forecast import Entry
from wayhome.campaigns.pacing import Waiting, times_to_leave
from wayhome.models import ChannelName
from wayhome.people.texting_hours import texting_hours

if TYPE_CHECKING:
    from wayhome.campaigns.audience import Member
    from wayhome.campaigns.definition import Definition
    from wayhome.campaigns.pacing import Stretch
    from wayhome.campaigns.wanted import Wanted


def entries(definition: Definition, wanted: Sequence[Wanted]) -> Iterator[Entry]:
    """In the order in which they leave; what is missing has no time before the end."""
    given: dict[object, datetime] = {}
    for channel in ChannelName:
        given |= times_to_leave(
            Waiting(
                who=one.who,
                not_before=one.not_before,
                stretch=stretch,
                takes=_takes(definition, channel, one.segments),
            )
            for one in wanted
            if _channel(one) is channel and (stretch := _stretch(definition, one.member))
        )
    going = [one for one in wanted if one.who in given]
    for one in sorted(going, key=lambda each: given[each.who]):
        yield _entry(one, given[one.who])


def _entry(one: Wanted, due_at: datetime) -> Entry:
    channel = _channel(one)
    return Entry(
        person_id=one.member.person.id,
        name=one.member.person.name,
        support_period_id=one.member.period.id,
        channel=channel,
        key=one.key,
        kind=one.kind,
        due_at=due_at,
        segments=one.segments if channel is ChannelName.SMS else 0,
        text=one.text,
    )


def _stretch(definition: Definition, member: Member) -> Stretch | None:
    return definition.stretch(texting_hours(member.person), member.period.ends_on)


def _takes(definition: Definition, channel: ChannelName, count: int) -> timedelta:
    if channel is ChannelName.SMS:
        return timedelta(seconds=count / definition.pace.sms)
    return timedelta(seconds=1 / definition.pace.telegram)


def _channel(one: Wanted) -> ChannelName:
    assert one.member.point is not None  # noqa: S101 - who has no address was left out
    return one.member.point.channel
