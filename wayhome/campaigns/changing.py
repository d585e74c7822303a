"""A change to a campaign that runs: its effect first, then the change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from wayhome.campaigns.definition import Definition
from wayhome.campaigns.holding import hold
from wayhome.campaigns.records import NotPossible, in_state, record_of
from wayhome.campaigns.waiting import end_unsent, plan, planned_rows, retime
from wayhome.models import CampaignStatus, CheckIn, CheckInStatus, Person

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.forecast import Entry, Forecast
    from wayhome.clock import Clock
    from wayhome.models import Campaign, StaffMember

CHANGED: Final = "campaign_changed"
#: A time to leave that moves by less is told of nobody.
_A_MOMENT: Final = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a change does to whom, by check-ins that were not sent yet."""

    added: Sequence[Entry]
    #: Person, name, key.
    removed: Sequence[tuple[int, str, str]]
    retimed: Sequence[Entry]
    #: Who gets other words than they would have.
    reworded: int
    #: Lines of the file that differ: name, as it was, as it would be.
    lines: Sequence[tuple[str, str, str]]


async def effect_of(session: AsyncSession, campaign: Campaign, forecast: Forecast) -> Effect:
    rows = await session.execute(
        select(CheckIn.person_id, CheckIn.key, CheckIn.due_at, Person.name)
        .join(Person, Person.id == CheckIn.person_id)
        .where(CheckIn.campaign_id == campaign.id, CheckIn.status == CheckInStatus.PLANNED)
    )
    waits = {(person, key): (due, name) for person, key, due, name in rows}
    wanted = {(one.person_id, one.key): one for one in forecast.entries}
    kept = [(one, waits[at][0]) for at, one in wanted.items() if at in waits]
    was = Definition(**campaign.definition)
    return Effect(
        added=[one for at, one in wanted.items() if at not in waits],
        removed=[(*at[:1], name, at[1]) for at, (_, name) in waits.items() if at not in wanted],
        retimed=[one for one, due in kept if abs(one.due_at - due) > _A_MOMENT],
        reworded=len(kept) if was.message != forecast.definition.message else 0,
        lines=list(_differing(was, forecast.definition)),
    )


def _differing(was: Definition, now: Definition) -> Iterator[tuple[str, str, str]]:
    before, after = (one.model_dump(mode="json", exclude_defaults=True) for one in (was, now))
    for name in Definition.model_fields:
        if before.get(name) != after.get(name):
            yield name, _in_words(before.get(name)), _in_words(after.get(name))


def _in_words(value: object) -> str:
    """A part of a file on one line."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_in_words(one)}" for name, one in value.items()) or "as usual"
    if isinstance(value, list):
        return " or ".join(map(str, value))
    return "as usual" if value is None else " ".join(str(value).split())


async def change(
    session: AsyncSession, clock: Clock, forecast: Forecast, staff: StaffMember
) -> Effect:
    """Does what was shown. The caller commits. Raises NotPossible, and then nothing changes."""
    campaign = await in_state(
        session, forecast.definition.name, CampaignStatus.RUNNING, CampaignStatus.PAUSED
    )
    if campaign.shown.get("change_id") != forecast.file_id:
        raise NotPossible(
            "The effect of this file was not shown yet. Read it above, then give --yes again."
        )
    if forecast.faults:
        raise NotPossible("Its text is not fit to be sent yet; see what to put right above.")
    if forecast.definition.planned_as != Definition(**campaign.definition).planned_as:
        raise NotPossible("A campaign keeps its schedule. Cancel it, and start one anew.")
    effect = await effect_of(session, campaign, forecast)
    gone = {(person_id, key) for person_id, _, key in effect.removed}
    unwanted = [
        number
        for number, person_id, key in await planned_rows(session, campaign)
        if (person_id, key) in gone
    ]
    await end_unsent(session, clock, campaign, CHANGED, only=unwanted)
    campaign.definition = forecast.definition.model_dump(mode="json")
    campaign.changed_at = clock.now()
    await retime(session, clock, campaign, forecast)
    await plan(session, clock, campaign, forecast.entries)
    if campaign.status is CampaignStatus.PAUSED:
        await session.execute(hold(campaign))
    record_of(
        session, clock, CHANGED, campaign, staff,
        added=len(effect.added), removed=len(effect.removed), retimed=len(effect.retimed),
    )  # fmt: skip
    return effect
