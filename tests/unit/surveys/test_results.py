"""Facts: results are counted by question and by group, and nobody can be made out from them."""

from collections.abc import Sequence
from datetime import timedelta

from tests.unit.surveys.conftest import Polled
from wayhome.bootstrap import content
from wayhome.surveys.comments import comments
from wayhome.surveys.grouping import GroupBy
from wayhome.surveys.results import Result, Surveys, Window


async def results(
    polled: Polled, window: Window | None = None, by: GroupBy | None = None
) -> Sequence[Result]:
    async with polled.core.sessions() as session:
        return await Surveys(content.schedules()).results(session, window or Window(), by)


async def test_answers_are_counted_by_question_beside_how_many_were_asked(polled: Polled) -> None:
    await polled.ask("good", "good", "good", "very_good", "poor", "")

    (overall,) = await results(polled)

    assert (overall.asked.key, overall.asked.question) == ("day_15", "overall")
    assert overall.wording is not None
    assert overall.wording.ask.startswith("Overall")
    assert overall.sent_to == 6
    assert overall.all is not None
    assert overall.all.counts == {"good": 3, "very_good": 1, "poor": 1}


async def test_fewer_than_five_answers_are_not_shown_at_all(polled: Polled) -> None:
    await polled.ask("good", "good", "poor", "poor")

    (overall,) = await results(polled, by=GroupBy.HOSPITAL)

    assert overall.all is None
    assert overall.groups == {}


async def test_skipping_is_no_answer(polled: Polled) -> None:
    await polled.ask("good", "good", "good", "good", "good", "skipped")

    (overall,) = await results(polled)

    assert overall.all is not None
    assert overall.all.answered == 5


async def test_a_small_hospital_is_hidden_and_cannot_be_worked_out(polled: Polled) -> None:
    await polled.ask(*["good"] * 6, hospital="Fairhill")
    await polled.ask(*["very_good"] * 9, hospital="Northfield")
    await polled.ask("very_poor", hospital="Smallbridge")

    (overall,) = await results(polled, by=GroupBy.HOSPITAL)

    assert set(overall.groups) == {"Northfield"}
    assert overall.hidden == 2


async def test_only_who_was_asked_in_the_window_counts(polled: Polled) -> None:
    await polled.ask(*["good"] * 5)
    asked_at = polled.clock.now()
    polled.clock.move_on(timedelta(days=3))
    await polled.ask(*["poor"] * 5)

    (overall,) = await results(polled, Window(since=asked_at + timedelta(days=1)))

    assert overall.all is not None
    assert overall.all.counts == {"poor": 5}
    assert await results(polled, Window(until=asked_at)) == []


async def test_results_by_channel_pathway_and_nation_are_there_too(polled: Polled) -> None:
    await polled.ask(*["good"] * 5)

    for by, group in (
        (GroupBy.CHANNEL, "sms"),
        (GroupBy.PATHWAY, "not known"),
        (GroupBy.NATION, "ENG"),
    ):
        (overall,) = await results(polled, by=by)
        assert set(overall.groups) == {group}


async def test_comments_are_shown_once_five_people_wrote_one(polled: Polled) -> None:
    await polled.ask(*[f"good:It was fine {number}" for number in range(4)])
    async with polled.core.sessions() as session:
        assert await comments(session, "survey") == {}

    await polled.ask("poor:Nobody rang me back")
    async with polled.core.sessions() as session:
        found = await comments(session, "survey")

    assert len(found["better"]) == 5
    assert "Nobody rang me back" in found["better"]
