"""What befalls a campaign on its way: ends, hours, news of its people; and it is told truly."""

from datetime import date, timedelta

import pytest

from channels.errors import not_reached
from tests.unit.campaigns.conftest import Office, definition
from wayhome.campaigns.records import NotPossible
from wayhome.checkins.listing import listed
from wayhome.models import CheckInStatus, MessageStatus
from wayhome.people.consent import stop
from wayhome.people.support import PauseReason, pause_support

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: A text every two hours: of five, three leave by 4pm.
SLOW = {"pace": {"sms": 1 / 7200}}


async def test_what_the_day_has_no_hours_for_leaves_the_next_morning(office: Office) -> None:
    await office.many(5)
    await office.begin(definition(**SLOW))

    today = [await office.fire(), *[await office.fire(HOUR) for _ in range(9)]]
    until_morning = await office.fire(14 * HOUR + 59 * MINUTE)
    at_ten = await office.fire(MINUTE)

    assert sum(map(len, today)) == 3
    assert until_morning == []
    assert len(at_ten) == 1


async def test_a_last_day_that_passes_ends_what_is_left_and_says_so(office: Office) -> None:
    office.core.settings.sms_rate = 0
    await office.many(3)
    await office.begin()
    await office.fire()

    # Nobody worked for three days: the workers were off.
    assert await office.fire(3 * DAY) == []

    assert await office.state() == "finished"
    assert (await office.progress()).not_sent == 2
    assert (await office.reasons()).not_sent == {"campaign_over": 2}


async def test_what_is_paused_over_its_last_day_ends_and_holds_up_nobody(office: Office) -> None:
    await office.many(2)
    await office.begin(definition(ends_on="2026-11-24"))
    await office.pause()

    assert await office.fire(DAY + 2 * HOUR) == []
    assert await office.state() == "paused"
    assert (await office.reasons()).held == {"campaign_paused": 2}
    assert await office.fire(DAY) == []

    assert await office.state() == "finished"
    assert (await office.reasons()).not_sent == {"campaign_over": 2}


async def test_stop_and_a_death_on_the_way_end_their_texts_and_no_others(office: Office) -> None:
    await office.enrol("Ann", sms="+447700900101")
    bob = await office.enrol("Bob", sms="+447700900102")
    cat = await office.enrol("Cat", sms="+447700900103")
    dan = await office.enrol("Dan", sms="+447700900104")
    await office.enrol("Eve", sms="+447700900105")
    await office.begin()
    await office.fire()
    async with office.core.sessions.begin() as session:
        await stop(session, office.clock, await session.merge(bob))
        await pause_support(session, office.clock, cat, PauseReason.BEREAVEMENT)
        await pause_support(session, office.clock, dan, PauseReason.IN_HOSPITAL)

    assert await office.fire(MINUTE) == ["+447700900105"]

    reasons = await office.reasons()
    assert reasons.not_sent == {"opted_out": 1, "bereavement": 1}
    assert reasons.held == {"in_hospital": 1}
    assert await office.state() == "running"


async def test_who_joins_the_audience_later_is_not_texted_by_what_was_shown_before(
    office: Office,
) -> None:
    await office.many(2)
    await office.begin()
    await office.enrol("New", sms="+447700900150")

    assert len(await office.fire(MINUTE)) == 2
    assert (await office.progress()).planned == 2


async def test_who_leaves_the_audience_keeps_what_was_planned(office: Office) -> None:
    ann = await office.enrol("Ann", sms="+447700900101", team="North")
    await office.begin(definition(audience={"teams": ["North"]}))
    async with office.core.sessions.begin() as session:
        (await session.merge(ann)).team = "South"

    assert len(await office.fire(MINUTE)) == 1


async def test_a_text_that_is_only_stored_is_not_counted_as_sent(office: Office) -> None:
    ann = await office.enrol("Ann", sms="+447700900101")
    await office.begin()
    office.channel.fault = not_reached("Twilio")
    await office.fire()

    progress = await office.progress()
    assert (progress.queued, progress.sent, progress.done) == (1, 0, 0)
    assert await office.state() == "running"
    async with office.core.sessions() as session:
        (row,) = [
            one
            for one in await listed(session, ann, office.clock.now())
            if one.check_in.campaign_id is not None
        ]
    assert (row.check_in.status, row.text) == (CheckInStatus.TOLD, MessageStatus.QUEUED)


async def test_why_texts_were_taken_back_is_told(office: Office) -> None:
    await office.many(2)
    await office.begin()
    office.channel.fault = not_reached("Twilio")
    await office.fire(MINUTE)
    await office.cancel()

    assert (await office.reasons()).not_sent == {"taken_back": 2}


async def test_what_is_finished_is_neither_paused_nor_cancelled(office: Office) -> None:
    await office.many(1)
    await office.begin()
    await office.fire()

    for step in (office.pause, office.cancel):
        with pytest.raises(NotPossible, match="is finished"):
            await step()
    assert await office.state() == "finished"


async def test_who_was_planned_and_never_texted_is_not_said_to_have_it(office: Office) -> None:
    await office.enrol("Ann", sms="+447700900101", home_since=date(2026, 11, 23))
    weeks = {"schedule": "six_weeks", "message": None}
    await office.begin(definition(name="one", **weeks))
    await office.cancel("one")

    forecast = await office.preview(definition(name="two", **weeks))

    assert [one.why for one in forecast.left_out] == ["ended_unsent_before"]
