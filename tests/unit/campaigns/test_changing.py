"""A change to a campaign that runs shows its effect first, and does that and no more."""

from datetime import timedelta

import pytest

from tests.unit.campaigns.conftest import Office, definition
from wayhome.bootstrap.campaigns import make_forecaster
from wayhome.campaigns import changing, records, starting
from wayhome.campaigns.changing import Effect
from wayhome.campaigns.definition import Definition
from wayhome.campaigns.records import NotPossible
from wayhome.models import CheckInStatus

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


async def change(office: Office, wanted: Definition, *, shown: bool = True) -> Effect:
    async with office.core.sessions.begin() as session:
        campaign = await records.find(session, wanted.name, lock=True)
        assert campaign is not None
        forecaster = make_forecaster(office.core)
        forecast = await forecaster.forecast(session, wanted, own=campaign.id)
        if shown:
            await starting.remember(session, office.clock, forecast)
        return await changing.change(session, office.clock, forecast, office.sam)


async def test_nothing_changes_whose_effect_was_not_shown(office: Office) -> None:
    await office.many(2)
    await office.begin()

    with pytest.raises(NotPossible, match="not shown yet"):
        await change(office, definition(title="Another"), shown=False)


async def test_who_waits_gets_the_new_words_and_who_was_texted_nothing_more(
    office: Office,
) -> None:
    await office.many(3)
    await office.begin()
    await office.fire()

    effect = await change(office, definition(message="Hi {{ called }}. Have hot drinks."))
    await office.fire(MINUTE)

    assert effect.reworded == 2
    assert office.channel.texts == [
        "Hello P0. It will be cold. Keep one room warm.",
        "Hi P1. Have hot drinks.",
        "Hi P2. Have hot drinks.",
    ]


async def test_who_is_no_longer_meant_is_taken_out_and_who_is_new_is_added(
    office: Office,
) -> None:
    await office.enrol("Ann", sms="+447700900101", team="North")
    await office.begin()
    await office.enrol("Bob", sms="+447700900102", team="South")

    effect = await change(office, definition(audience={"teams": ["south"]}))
    await office.fire(MINUTE)

    assert [one.name for one in effect.added] == ["Bob"]
    assert [name for _, name, _ in effect.removed] == ["Ann"]
    assert [one.address for one in office.channel.taken] == ["+447700900102"]
    states = {one.why: one.status for one in await office.rows()}
    assert states["campaign_changed"] is CheckInStatus.CANCELLED


async def test_a_slower_pace_moves_what_waits(office: Office) -> None:
    await office.many(3)
    await office.begin()
    await office.fire()

    effect = await change(office, definition(pace={"sms": 0.001}))

    assert len(effect.retimed) == 1
    assert len(await office.fire(MINUTE)) == 1


async def test_a_change_while_paused_sends_nothing(office: Office) -> None:
    await office.many(2)
    await office.begin()
    await office.pause()

    await change(office, definition(message="Hi {{ called }}."))

    assert await office.fire(MINUTE) == []
