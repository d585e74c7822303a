"""Starts a campaign as it was shown, and pauses, resumes and cancels it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from wayhome import audit
from wayhome.campaigns.definition import Definition
from wayhome.campaigns.forecast import NO_TIME_LEFT, Forecast, differences
from wayhome.models import Campaign, CampaignStatus, CheckIn, CheckInStatus, Message
from wayhome.people.unsent import take_back_certainly_unsent

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.forecast import Entry
    from wayhome.clock import Clock
    from wayhome.models import StaffMember

log = structlog.get_logger()

_AT_ONCE: Final = 1000
CANCELLED, PAUSED = "campaign_cancelled", "campaign_paused"


class NotPossible(ValueError):  # noqa: N818 - reads as what went wrong
    """The campaign is not in a state for that; the message says what to do."""


class NotAsShown(NotPossible):
    """Nothing was shown yet, or what was shown is no longer true."""

    def __init__(self, name: str, changed: Sequence[tuple[int, str]] | None) -> None:
        self.changed = changed or ()
        super().__init__(
            f'"{name}" was not shown yet. Read the preview above, then give the command again.'
            if changed is None
            else f'"{name}" would not be as it was last shown: {len(self.changed)} people differ. '
            "Read the preview above, then give the command again."
        )


async def find(session: AsyncSession, name: str, *, lock: bool = False) -> Campaign | None:
    wanted = select(Campaign).where(Campaign.name == name)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def remember(session: AsyncSession, clock: Clock, forecast: Forecast) -> None:
    """Keeps what was shown, so that a start can be held to it. The caller commits."""
    definition, now = forecast.definition, clock.now()
    written = definition.model_dump(mode="json")
    shown = {"id": forecast.id, "change_id": forecast.file_id, **forecast.shown}
    previewed = insert(Campaign).values(
        name=definition.name,
        status=CampaignStatus.PREVIEWED,
        definition=written,
        shown=shown,
        created_at=now,
        changed_at=now,
    )
    await session.execute(previewed.on_conflict_do_nothing(index_elements=["name"]))
    campaign = await _locked(session, definition.name)
    if campaign.status is CampaignStatus.PREVIEWED:
        campaign.shown, campaign.definition = shown, written
    else:
        campaign.shown = {**campaign.shown, "change_id": forecast.file_id}


async def start(
    session: AsyncSession, clock: Clock, forecast: Forecast, staff: StaffMember, *, sure: bool
) -> int | None:
    """How many check-ins were planned; None if it runs already. The caller commits.

    `sure` is the word of whoever read what was shown.

    Raises NotAsShown and NotPossible, and then nothing has changed.
    """
    name = forecast.definition.name
    campaign = await find(session, name, lock=True)
    if campaign is not None and campaign.status is not CampaignStatus.PREVIEWED:
        _refuse_a_second_start(campaign, forecast.definition)
        return None
    if not sure:
        raise NotPossible("Nothing is started yet. Read the preview above and start it with --yes.")
    campaign = _as_shown(campaign, forecast)
    now = clock.now()
    campaign.status, campaign.started_at, campaign.changed_at = CampaignStatus.RUNNING, now, now
    campaign.started_by_id = staff.id
    planned = await plan(session, clock, campaign, forecast.entries)
    record_of(session, clock, "campaign_started", campaign, staff, planned=planned, id=forecast.id)
    return planned


async def pause(session: AsyncSession, clock: Clock, name: str, staff: StaffMember) -> int:
    """How many check-ins wait from now on; nothing of it leaves until it is resumed."""
    campaign = await in_state(session, name, CampaignStatus.RUNNING)
    campaign.status, campaign.changed_at = CampaignStatus.PAUSED, clock.now()
    held = await session.execute(
        unsent_of(campaign).values(look_at=over_at(campaign), why=PAUSED).returning(CheckIn.id)
    )
    count = len(held.all())
    record_of(session, clock, "campaign_paused", campaign, staff, waiting=count)
    return count


async def resume(
    session: AsyncSession, clock: Clock, campaign: Campaign, forecast: Forecast, staff: StaffMember
) -> int:
    """Gives what waits new times to leave; how many there are."""
    if campaign.status is not CampaignStatus.PAUSED:
        raise NotPossible(f'"{campaign.name}" is {campaign.status.value}, not paused.')
    campaign.status, campaign.changed_at = CampaignStatus.RUNNING, clock.now()
    count = await retime(session, clock, campaign, forecast)
    record_of(session, clock, "campaign_resumed", campaign, staff, waiting=count)
    return count


async def cancel(session: AsyncSession, clock: Clock, name: str, staff: StaffMember) -> int:
    """How many check-ins end unsent. What is queued is taken back, unless it may have left."""
    campaign = await in_state(session, name, CampaignStatus.RUNNING, CampaignStatus.PAUSED)
    campaign.status, campaign.changed_at = CampaignStatus.CANCELLED, clock.now()
    count = await end_unsent(session, clock, campaign, CANCELLED)
    texts = select(CheckIn.message_id).where(CheckIn.campaign_id == campaign.id)
    taken_back = await take_back_certainly_unsent(session, Message.id.in_(texts))
    record_of(
        session, clock, "campaign_cancelled", campaign, staff, ended=count, taken_back=taken_back
    )
    return count + taken_back


def over_at(campaign: Campaign) -> datetime:
    """A moment after its last day wherever people are."""
    last = Definition(**campaign.definition).ends_on + timedelta(days=2)
    return datetime.combine(last, time(), UTC)


def _refuse_a_second_start(campaign: Campaign, definition: Definition) -> None:
    if campaign.status is CampaignStatus.CANCELLED:
        raise NotPossible(
            f'"{campaign.name}" was cancelled, for good. Start it anew under another name.'
        )
    if campaign.definition != definition.model_dump(mode="json"):
        raise NotPossible(
            f'"{campaign.name}" is {campaign.status.value} by another file than this. '
            "See what would change with: wayhome campaign change FILE"
        )


def _as_shown(campaign: Campaign | None, forecast: Forecast) -> Campaign:
    if campaign is None:
        raise NotAsShown(forecast.definition.name, None)
    if campaign.shown.get("id") != forecast.id:
        raise NotAsShown(campaign.name, differences(campaign.shown, forecast.shown))
    if not forecast.entries:
        raise NotPossible("Nobody would get it. Look at the lines of `audience` and the two days.")
    if forecast.faults:
        raise NotPossible("Its text is not fit to be sent yet; see what to put right above.")
    return campaign


async def _locked(session: AsyncSession, name: str) -> Campaign:
    campaign = await find(session, name, lock=True)
    if campaign is None:
        raise NotPossible(f'No campaign is called "{name}". See: wayhome campaign list')
    return campaign


async def in_state(session: AsyncSession, name: str, *states: CampaignStatus) -> Campaign:
    campaign = await _locked(session, name)
    if campaign.status not in states:
        wanted = " or ".join(one.value for one in states)
        raise NotPossible(f'"{name}" is {campaign.status.value}, not {wanted}.')
    return campaign


def unsent_of(campaign: Campaign) -> Any:  # noqa: ANN401 - an update
    """Of its check-ins those that nothing was sent of."""
    return (
        update(CheckIn)
        .where(CheckIn.campaign_id == campaign.id, CheckIn.status == CheckInStatus.PLANNED)
        .execution_options(synchronize_session=False)
    )


async def planned_rows(session: AsyncSession, campaign: Campaign) -> Sequence[tuple[int, int, str]]:
    rows = await session.execute(
        select(CheckIn.id, CheckIn.person_id, CheckIn.key).where(
            CheckIn.campaign_id == campaign.id, CheckIn.status == CheckInStatus.PLANNED
        )
    )
    return [(number, person_id, key) for number, person_id, key in rows]


async def end_unsent(
    session: AsyncSession,
    clock: Clock,
    campaign: Campaign,
    why: str,
    only: Iterable[int] | None = None,
) -> int:
    ending = (
        unsent_of(campaign)
        if only is None
        else unsent_of(campaign).where(CheckIn.id.in_(list(only)))
    )
    ended = await session.execute(
        ending.values(
            status=CheckInStatus.CANCELLED, why=why, ended_at=clock.now(), question=None
        ).returning(CheckIn.id)
    )
    return len(ended.all())


async def retime(
    session: AsyncSession, clock: Clock, campaign: Campaign, forecast: Forecast
) -> int:
    """What waits gets its new time to leave; how many check-ins that is.

    For whom there is none in time it ends with the campaign; of anybody else the engine decides.
    """
    due = {(one.person_id, one.key): one.due_at for one in forecast.entries}
    late = {one.person_id for one in forecast.left_out if one.why == NO_TIME_LEFT}
    now, over = clock.now(), over_at(campaign)
    moved = []
    for number, person_id, key in await planned_rows(session, campaign):
        at = due.get((person_id, key), over if person_id in late else now)
        moved.append({"id": number, "due_at": at, "look_at": at, "why": None})
    if moved:
        await session.execute(update(CheckIn), moved)
    return len(moved)


async def plan(
    session: AsyncSession, clock: Clock, campaign: Campaign, entries: Sequence[Entry]
) -> int:
    """A person who has that check-in already, from whatever campaign, keeps the one."""
    schedule, planned = Definition(**campaign.definition).planned_as, 0
    for start_ in range(0, len(entries), _AT_ONCE):
        rows = [
            {
                "person_id": one.person_id,
                "support_period_id": one.support_period_id,
                "campaign_id": campaign.id,
                "schedule": schedule,
                "key": one.key,
                "kind": one.kind,
                "due_at": one.due_at,
                "look_at": one.due_at,
                "status": CheckInStatus.PLANNED,
                "planned_at": clock.now(),
            }
            for one in entries[start_ : start_ + _AT_ONCE]
        ]
        key = ["support_period_id", "person_id", "schedule", "key"]
        planning = insert(CheckIn).values(rows).on_conflict_do_nothing(index_elements=key)
        planned += len((await session.execute(planning.returning(CheckIn.id))).all())
    return planned


def record_of(
    session: AsyncSession,
    clock: Clock,
    action: str,
    campaign: Campaign,
    staff: StaffMember,
    **detail: Any,  # noqa: ANN401 - any JSON value
) -> None:
    audit.record(session, clock, action, campaign, staff_id=staff.id, **detail)
    log.info(action, campaign_id=campaign.id, **detail)
