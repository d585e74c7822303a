from datetime import date

from tests.cast import person
from wayhome.bootstrap.core import Core
from wayhome.models import NeedKind
from wayhome.people.needs import Need, keep_needs, needs_of

SHORT = Need(
    kind=NeedKind.SHORTER_TEXTS,
    wording="Short texts, please",
    reason="memory loss after a stroke",
    review_on=date(2027, 5, 1),
)
POLISH = Need(kind=NeedKind.LANGUAGE, language="pl")


async def test_needs_come_back_as_they_were_recorded(core: Core) -> None:
    async with core.sessions.begin() as session:
        ann = await person(session, core.clock, "Ann")
        assert await keep_needs(session, core.clock, ann, [POLISH, SHORT])

    async with core.sessions() as session:
        assert await needs_of(session, ann.id) == (POLISH, SHORT)


async def test_the_same_needs_again_change_nothing(core: Core) -> None:
    async with core.sessions.begin() as session:
        ann = await person(session, core.clock, "Ann")
        await keep_needs(session, core.clock, ann, [SHORT])

        assert not await keep_needs(session, core.clock, ann, [SHORT])


async def test_a_need_that_is_no_longer_recorded_goes(core: Core) -> None:
    async with core.sessions.begin() as session:
        ann = await person(session, core.clock, "Ann")
        await keep_needs(session, core.clock, ann, [POLISH, SHORT])
        await keep_needs(session, core.clock, ann, [SHORT])

        assert await needs_of(session, ann.id) == (SHORT,)
