"""Facts: words that fail are tried a few times, then a person rings; nobody else waits for it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncSession

from tests.unit.checkins.conftest import DAY_1, MONDAY, Ward
from wayhome.checkins.failing import MOST_TRIES, WORDS_FAILED
from wayhome.checkins.rendering import Rendered
from wayhome.levels import Level
from wayhome.models import CheckIn, CheckInKind, CheckInStatus, HandoffReason, Person


@dataclass
class Broken:
    """Fails for the check-ins named, so many times, and says the rest."""

    keys: set[str]
    times: int = 1_000
    fault: Exception = field(default_factory=lambda: ValueError("a place that nothing fills"))
    tried_at: list[datetime] = field(default_factory=list)
    ward: Ward | None = None

    async def render(self, session: AsyncSession, person: Person, check_in: CheckIn) -> Rendered:
        del session, person
        if check_in.key in self.keys and len(self.tried_at) < self.times:
            assert self.ward is not None
            self.tried_at.append(self.ward.clock.now())
            raise self.fault
        return Rendered(texts=(f"How are you on {check_in.key}?",), question="how")

    async def remind(self, session: AsyncSession, person: Person, check_in: CheckIn) -> Rendered:
        return await self.render(session, person, check_in)


def break_words(ward: Ward, *keys: str, times: int = 1_000, reminders: bool = False) -> Broken:
    broken = Broken(set(keys), times=times, ward=ward)
    one_person = ward.engine._one_person  # noqa: SLF001 - as bootstrap would pass it in
    if reminders:
        one_person._silences._reminders = dict.fromkeys(CheckInKind, broken)  # noqa: SLF001
    else:
        one_person._renderers = dict.fromkeys(CheckInKind, broken)  # noqa: SLF001
    return broken


async def fire_for(ward: Ward, hours: float) -> None:
    until = ward.clock.now() + timedelta(hours=hours)
    while ward.clock.now() < until:
        await ward.fire()
        ward.clock.move_on(timedelta(minutes=1))


async def test_words_that_fail_for_good_end_with_a_person_who_is_told_what_to_do(
    ward: Ward, ann: Person
) -> None:
    broken = break_words(ward, "day_1")
    ward.clock.move_to(DAY_1)
    await fire_for(ward, 3)

    assert len(broken.tried_at) == MOST_TRIES
    row = (await ward.rows())["day_1"]
    assert (row.status, row.why) == (CheckInStatus.FOR_A_PERSON, WORDS_FAILED)
    [handoff] = await ward.handoffs()
    assert (handoff.person_id, handoff.level) == (ann.id, Level.CONCERN)
    assert (handoff.reason, handoff.category, handoff.rule) == (
        HandoffReason.CHECK_IN_BY_A_PERSON,
        WORDS_FAILED,
        "six_weeks/day_1",
    )
    assert await ward.texts() == []


async def test_a_fault_that_passes_costs_only_time(ward: Ward, ann: Person) -> None:
    break_words(ward, "day_1", times=2)
    ward.clock.move_to(DAY_1)
    await fire_for(ward, 1)

    assert [one.text for one in await ward.texts()] == ["How are you on day_1?"]
    assert (await ward.rows())["day_1"].status is CheckInStatus.ASKED
    assert await ward.handoffs() == []


async def test_others_are_asked_while_one_fails(ward: Ward, ann: Person) -> None:
    bob = await ward.enrol("Bob", MONDAY, sms="+447700900002")
    await ward.planner.plan_all_open()
    broken = break_words(ward, "day_1", times=1)
    ward.clock.move_to(DAY_1)
    await ward.fire()

    assert len(broken.tried_at) == 1
    async with ward.core.sessions() as session:
        asked = [await ward.point(session, one) for one in (ann, bob)]
    assert {one.contact_point_id for one in await ward.texts()} < {one.id for one in asked}
    assert len(await ward.texts()) == 1


async def test_two_check_ins_that_fail_are_one_handoff_that_names_both(
    ward: Ward, ann: Person
) -> None:
    break_words(ward, "day_1", "day_2")
    ward.clock.move_to(DAY_1)
    await fire_for(ward, 2)
    ward.clock.move_to(DAY_1 + timedelta(days=1))
    await fire_for(ward, 2)

    [handoff] = await ward.handoffs()
    assert handoff.rule == "six_weeks/day_1, six_weeks/day_2"


async def test_a_reminder_that_fails_ends_with_a_person_too(ward: Ward, ann: Person) -> None:
    await ward.fire(DAY_1)
    break_words(ward, "day_1", reminders=True)
    ward.clock.move_to(DAY_1 + timedelta(hours=4))
    await fire_for(ward, 2)

    row = (await ward.rows())["day_1"]
    assert (row.status, row.why) == (CheckInStatus.FOR_A_PERSON, WORDS_FAILED)
    assert len(await ward.texts()) == 1


async def test_a_database_out_of_reach_is_no_fault_of_the_words(ward: Ward, ann: Person) -> None:
    broken = break_words(ward, "day_1", times=8)
    broken.fault = OperationalError("select", {}, Exception("connection lost"))
    ward.clock.move_to(DAY_1)
    await fire_for(ward, 1)

    assert (await ward.rows())["day_1"].status is CheckInStatus.ASKED
    assert await ward.handoffs() == []


async def test_tries_keep_to_the_persons_hours(ward: Ward, ann: Person) -> None:
    broken = break_words(ward, "day_1")
    ward.clock.move_to(DAY_1.replace(hour=17, minute=30))
    await fire_for(ward, 18)

    assert len(broken.tried_at) == MOST_TRIES
    assert all(9 <= at.hour < 18 for at in broken.tried_at)
