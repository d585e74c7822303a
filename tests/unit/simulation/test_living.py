from datetime import date

from tests.unit.simulation.living import lived
from wayhome.bootstrap.core import Core
from wayhome.clock import SetClock
from wayhome.models import Direction
from wayhome.simulation.laws import violations


async def test_a_few_people_live_some_days_and_no_law_is_broken(
    core: Core, clock: SetClock
) -> None:
    evidence = await lived(core, clock, people=10, days=4)

    assert violations(evidence) == []
    assert any(one.ended_at for one in evidence.check_ins.values())
    assert any(one.direction is Direction.IN for one in evidence.messages.values())


async def test_the_clocks_go_back_while_people_are_texted(core: Core, clock: SetClock) -> None:
    evidence = await lived(core, clock, people=4, days=4, start=date(2026, 10, 23))

    assert violations(evidence) == []
