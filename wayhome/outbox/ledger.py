"""The ledger of sends: what was claimed, what became of it, what must be looked up first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ARRAY, TEXT, Update, case, func, literal, select, update
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload

from channels.base import Button, OutboundText, Sent
from channels.errors import Problem
from wayhome.clock import Clock
from wayhome.db.engine import Sessions, one_trip
from wayhome.models import (
    Campaign,
    CampaignStatus,
    ChannelName,
    CheckIn,
    Direction,
    Message,
    MessageStatus,
    Person,
    Purpose,
    Receipt,
    SendAttempt,
    SendOutcome,
)
from wayhome.outbox.lifetimes import LIFETIME
from wayhome.outbox.receipts import FURTHER_THAN_SENT
from wayhome.people.texting_hours import texting_hours

#: A provider call is bounded by 10 seconds; a claim younger than this may still be in it.
IN_FLIGHT: Final = timedelta(seconds=15)


#: A paused campaign is looked at again after this long.
_WHILE_PAUSED: Final = timedelta(seconds=30)


class TryLater(Exception):  # noqa: N818 - tells the job what to do
    """The send did not work out yet; try again after a while."""

    def __init__(self, after: timedelta, code: str | None) -> None:
        super().__init__(f"sending again after {after.total_seconds():.0f} s (code {code})")
        self.after = after


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One try to send a text, written down before the provider is called."""

    attempt_id: int
    message_id: int
    channel: ChannelName
    outbound: OutboundText
    #: The name of the picture that goes with it.
    picture: str | None
    #: How many tries there have been, this one included.
    tries: int
    #: Set when an earlier try may have gone out: look for it from then on before sending again.
    look_up_since: datetime | None
    #: Provider ids that belong to other texts.
    known: Collection[str]
    is_safety: bool
    #: A text of ours to start, which is held to its sender's pace.
    is_bulk: bool


async def claim(session: AsyncSession, clock: Clock, message_id: int) -> Claim | None:
    """Claims the text for one try; None if it is not waiting to be sent.

    Raises TryLater while an earlier try may still be talking to the provider, and in the person's
    quiet hours for what they do not wait for.
    """
    message = await session.get(
        Message,
        message_id,
        options=[joinedload(Message.contact_point)],
        with_for_update={"of": Message},
    )
    if message is None or message.status is not MessageStatus.QUEUED:
        return None
    await _wait_for_decent_hours(session, message, clock.now())
    await _wait_for_campaign(session, message)
    earlier = await _earlier(session, message)
    message.tries += 1
    unsure = [a.claimed_at for a in earlier if a.outcome in {None, SendOutcome.UNKNOWN}]
    _wait_for_flight(earlier, clock.now())
    attempt = SendAttempt(message_id=message_id, claimed_at=clock.now())
    session.add(attempt)
    await session.flush()
    return Claim(
        attempt_id=attempt.id,
        message_id=message_id,
        channel=message.channel,
        outbound=_outbound(
            message.id,
            message.contact_point.address,
            message.text,
            message.purpose,
            [button["label"] for button in message.buttons],
        ),
        picture=message.picture,
        tries=message.tries,
        look_up_since=min(unsure, default=None),
        known=await _known_ids(session, message, min(unsure)) if unsure else (),
        is_safety=LIFETIME[message.purpose].is_safety,
        is_bulk=message.purpose is Purpose.PROGRAMME,
    )


def storing(values: dict[str, Any]) -> Insert:
    """Stores a text to send; the same part of the same reply is stored once."""
    return (
        insert(Message.__table__)  # type: ignore[arg-type] # a mapped class's table is a Table
        .values(**values)
        .on_conflict_do_nothing(index_elements=["in_reply_to_id", "purpose", "part"])
    )


async def store_claimed(
    session: AsyncSession, clock: Clock, values: dict[str, Any], address: str
) -> Claim | None:
    """Stores a text and claims its first try in one statement; None if it was stored before."""
    stored = storing({**values, "tries": 1}).returning(Message.__table__.c.id).cte("stored")
    attempt = await session.execute(
        insert(SendAttempt.__table__)  # type: ignore[arg-type] # as above
        .from_select(
            ["message_id", "claimed_at"],
            select(stored.c.id, literal(clock.now(), SendAttempt.__table__.c.claimed_at.type)),
        )
        .returning(SendAttempt.__table__.c.id, SendAttempt.__table__.c.message_id)
    )
    row = attempt.one_or_none()
    if row is None:
        return None
    attempt_id, message_id = row
    purpose, labels = values["purpose"], [one["label"] for one in values["buttons"]]
    return Claim(
        attempt_id=attempt_id,
        message_id=message_id,
        channel=values["channel"],
        outbound=_outbound(message_id, address, values["text"], purpose, labels),
        picture=values["picture"],
        tries=1,
        look_up_since=None,
        known=(),
        is_safety=LIFETIME[purpose].is_safety,
        is_bulk=purpose is Purpose.PROGRAMME,
    )


async def settle(
    sessions: Sessions, clock: Clock, claimed: Claim, sent: Sent, outcome: SendOutcome
) -> None:
    """The text is with the provider, and as far as a report that overtook its answer says."""
    how_far = func.array_position(literal(FURTHER_THAN_SENT, ARRAY(TEXT)), Receipt.status)
    reported = (
        select(Receipt.status)
        .where(Receipt.channel == claimed.channel, Receipt.provider_id == sent.provider_id)
        .where(Receipt.status.in_(FURTHER_THAN_SENT))
        .order_by(how_far.desc())
        .limit(1)
        .scalar_subquery()
    )
    is_news = Message.status.in_([MessageStatus.QUEUED, MessageStatus.UNKNOWN])
    finished = _finishing(clock, claimed, outcome, None).returning(SendAttempt.id).cte("finished")
    async with one_trip(sessions) as connection:
        await connection.execute(
            update(Message)
            .where(Message.id == claimed.message_id)
            .values(
                provider_id=sent.provider_id,
                segments=sent.segments,
                sent_at=clock.now(),
                status=case(
                    (is_news, func.coalesce(reported, MessageStatus.SENT.value)),
                    else_=Message.status,
                ),
            )
            .add_cte(finished)
        )


async def finish(
    session: AsyncSession,
    clock: Clock,
    claimed: Claim,
    outcome: SendOutcome,
    problem: Problem | None,
) -> None:
    """Writes down how this try ended."""
    await session.execute(
        _finishing(clock, claimed, outcome, problem).execution_options(synchronize_session=False)
    )


def _finishing(
    clock: Clock, claimed: Claim, outcome: SendOutcome, problem: Problem | None
) -> Update:
    return (
        update(SendAttempt)
        .where(SendAttempt.id == claimed.attempt_id)
        .values(finished_at=clock.now(), outcome=outcome, code=problem.code if problem else None)
    )


async def _earlier(session: AsyncSession, message: Message) -> Sequence[SendAttempt]:
    if message.tries == 0:
        return ()
    return (
        await session.scalars(select(SendAttempt).where(SendAttempt.message_id == message.id))
    ).all()


async def _wait_for_decent_hours(session: AsyncSession, message: Message, now: datetime) -> None:
    """A text that was started in decent hours may be tried again, or taken up, at night."""
    person_id = message.contact_point.person_id
    if message.purpose is not Purpose.PROGRAMME or person_id is None:
        return
    decent = texting_hours(await session.get_one(Person, person_id)).next_from(now)
    if decent > now:
        raise TryLater(decent - now, "quiet_hours")


async def _wait_for_campaign(session: AsyncSession, message: Message) -> None:
    """What a campaign stored before it was paused is held until it goes on."""
    if message.purpose is not Purpose.PROGRAMME:
        return
    paused = (
        select(Campaign.id)
        .join(CheckIn, CheckIn.campaign_id == Campaign.id)
        .where(CheckIn.message_id == message.id, Campaign.status == CampaignStatus.PAUSED)
        .limit(1)
    )
    if await session.scalar(paused) is not None:
        raise TryLater(_WHILE_PAUSED, "campaign_paused")


def _wait_for_flight(earlier: Sequence[SendAttempt], now: datetime) -> None:
    for attempt in earlier:
        left = attempt.claimed_at + IN_FLIGHT - now
        if attempt.finished_at is None and left > timedelta():
            raise TryLater(left, "in_flight")


def _outbound(
    message_id: int, address: str, text: str, purpose: Purpose | None, labels: Sequence[str]
) -> OutboundText:
    return OutboundText(
        address=address,
        text=text,
        reference=str(message_id),
        valid_for=LIFETIME[purpose].valid_for,
        buttons=tuple(
            Button(label=label, data=f"{message_id}:{number}")
            for number, label in enumerate(labels)
        ),
    )


async def _known_ids(session: AsyncSession, message: Message, since: datetime) -> Collection[str]:
    """Provider ids of other texts to the same address since then."""
    return (
        await session.scalars(
            select(Message.provider_id).where(
                Message.contact_point_id == message.contact_point_id,
                Message.direction == Direction.OUT,
                Message.provider_id.is_not(None),
                Message.sent_at >= since,
            )
        )
    ).all()  # type: ignore[return-value] # nulls are filtered out above
