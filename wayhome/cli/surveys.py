"""wayhome survey: what people said of leaving hospital and of this service."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import typer

from wayhome import audit
from wayhome.bootstrap import content
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.say import Problem, run, say, show
from wayhome.content.check_ins import OWN_WORDS
from wayhome.surveys.comments import comments as read_comments
from wayhome.surveys.grouping import GroupBy
from wayhome.surveys.results import Answers, Result, Surveys, Window
from wayhome.surveys.small_groups import FEWEST

app = typer.Typer(help="The survey's results and comments.", no_args_is_help=True)

_JSON = typer.Option(False, "--json", help="One JSON object a line.")
_UNITED_KINGDOM = ZoneInfo("Europe/London")
_IN_OWN_WORDS = "In their own words"


@app.command()
def results(
    *,
    by: GroupBy | None = typer.Option(None, help="Set groups side by side; small ones stay out."),
    since: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="Asked on or after."),
    until: datetime | None = typer.Option(None, formats=["%Y-%m-%d"], help="Asked on or before."),
    as_json: bool = _JSON,
) -> None:
    """Count the answers to each question. Nothing is shown of fewer than five answers."""
    if since and until and until < since:
        raise Problem("--until is before --since. Swap them, and nothing else changes.")
    found = run(_results(Window(since=_from(since), until=_to(until)), by))
    for one in found:
        for line in [json.dumps(_fields(one))] if as_json else _lines(one):
            show(line)
    if not found and not as_json:
        say("Nobody has answered a survey in that time.")


@app.command()
def comments(
    schedule: str = typer.Argument(help="Whose, for example survey or survey_carers."),
    email: str = typer.Option(..., "--as", help="Your staff address; reading them is recorded."),
    *,
    as_json: bool = _JSON,
) -> None:
    """Read what people wrote in their own words, without their names."""
    found = run(_comments(schedule, email))
    for question, texts in found.items():
        for text in texts:
            show(json.dumps({"question": question, "text": text}) if as_json else f"- {text}")
    if found:
        say("Their words may name people or places: take those out before you share them.")
    else:
        say(f"Fewer than {FEWEST} people wrote something, so nothing is shown yet.")


async def _results(window: Window, by: GroupBy | None) -> Sequence[Result]:
    async with opened() as core, core.sessions() as session:
        return await Surveys(content.schedules()).results(session, window, by)


async def _comments(schedule: str, email: str) -> Mapping[str, Sequence[str]]:
    if schedule not in content.schedules():
        names = ", ".join(sorted(content.schedules()))
        raise Problem(f"No schedule is called {schedule}. There are: {names}.")
    async with opened() as core, core.sessions.begin() as session:
        staff = await acting_staff(session, email)
        found = await read_comments(session, schedule)
        audit.record(
            session, core.clock, "survey_read", staff, staff_id=staff.id, schedule=schedule
        )
        return found


def _from(day: datetime | None) -> datetime | None:
    return day.replace(tzinfo=_UNITED_KINGDOM) if day else None


def _to(day: datetime | None) -> datetime | None:
    return _from(day + timedelta(days=1)) if day else None


def _lines(one: Result) -> Iterator[str]:
    ask = one.wording.ask if one.wording else "no longer asked"
    yield f"{one.asked.schedule}/{one.asked.key}  {one.asked.question}: {ask}"
    if one.all is None:
        yield f"  Fewer than {FEWEST} answered; nothing is shown yet."
        return
    yield f"  sent to {one.sent_to}, answered by {one.all.answered}"
    yield from (f"  {line}" for line in _counted(one, one.all))
    for group, answers in one.groups.items():
        yield f"  {group}, answered by {answers.answered}"
        yield from (f"    {line}" for line in _counted(one, answers))
    if one.hidden:
        yield f"  {one.hidden} groups are not shown, so that nobody can be made out."


def _counted(one: Result, answers: Answers) -> Iterator[str]:
    labels = {OWN_WORDS: _IN_OWN_WORDS}
    if one.wording is not None:
        labels = {choice.value: choice.says for choice in one.wording.choices} | labels
    for value in dict.fromkeys([*labels, *answers.counts]):
        count = answers.counts.get(value, 0)
        if count or value != OWN_WORDS:
            yield f"{labels.get(value, value):<24} {count:>5}  {count / answers.answered:>4.0%}"


def _fields(one: Result) -> dict[str, object]:
    return {
        "schedule": one.asked.schedule,
        "check_in": one.asked.key,
        "question": one.asked.question,
        "ask": one.wording.ask if one.wording else None,
        "sent_to": one.sent_to,
        "answered": one.all.answered if one.all else None,
        "counts": one.all.counts if one.all else None,
        "groups": {
            name: {"answered": group.answered, "counts": group.counts}
            for name, group in one.groups.items()
        },
        "groups_hidden": one.hidden,
    }
