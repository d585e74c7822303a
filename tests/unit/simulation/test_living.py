from datetime import date

from tests.unit.simulation.living import lived
from wayhome.bootstrap.core import Core, open_core
from wayhome.clock import SetClock
from wayhome.db.embedded import EmbeddedServer
from wayhome.db.migrate import upgrade
from wayhome.models import Direction
from wayhome.settings import Settings
from wayhome.simulation.laws import violations
from wayhome.simulation.report import digest


async def test_people_live_some_days_while_workers_die_and_no_law_is_broken(
    core: Core, clock: SetClock
) -> None:
    evidence = await lived(core, clock, people=10, days=4, kills=True)

    assert violations(evidence) == []
    assert any(one.ended_at for one in evidence.check_ins.values())
    assert any(one.direction is Direction.IN for one in evidence.messages.values())


async def test_one_seed_is_one_run_even_as_the_clocks_go_back(
    core: Core, clock: SetClock, settings: Settings, postgres: EmbeddedServer
) -> None:
    again = postgres.url("lived_again")
    upgrade(again)

    first = await lived(core, clock, people=4, days=3, start=date(2026, 10, 23))
    async with open_core(settings, again, clock, connections=4) as other:
        second = await lived(other, clock, people=4, days=3, start=date(2026, 10, 23))

    assert violations(first) == []
    assert digest(first) == digest(second)
