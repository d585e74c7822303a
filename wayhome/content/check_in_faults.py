"""What is wrong with a schedule though each of its parts is well formed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import time
from typing import TypeAlias, TypeVar

from jinja2 import Environment, StrictUndefined, TemplateError, meta

from wayhome.content.check_ins import (
    OWN_WORDS,
    SKIPPED,
    Audience,
    Choice,
    PlannedCheckIn,
    Question,
    Schedule,
)
from wayhome.content.yaml_places import Way
from wayhome.models.checkins import CheckInKind

Fault: TypeAlias = tuple[Way, str]
_T = TypeVar("_T")

#: Texts that we start wait for these hours, unless the person chose others.
_QUIET_UNTIL, _QUIET_FROM = time(9), time(18)
#: What every wording of a schedule may name.
PLACES = frozenset({"called", "service_name", "team_phone", "goal", "patient"})
_ONLY_OF_CARERS = "patient"
_CLAIMS = re.compile(
    r"\b(?:told|passed (?:it|this|that) to|let) (?:\w+ ){0,2}team\b", re.IGNORECASE
)
_TEMPLATES = Environment(autoescape=False, undefined=StrictUndefined)  # noqa: S701 - for phones
_FEWEST_CHOICES = 2


def plainly(words: str) -> str:
    """As texts are compared: lower-case words alone, so that "Don't!" and "dont" are one."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['\u2019`]", "", words.lower())))


def faults(schedule: Schedule, stem: str) -> Iterator[Fault]:
    """Each with the way to it; `stem` is the file's name without its ending."""
    if schedule.name != stem:
        yield ("name",), f'the file is called {stem}; write "name: {stem}".'
    if not schedule.check_ins:
        yield ("check_ins",), "there is none; add one, as in content/README.md."
    yield from _repeats(schedule.check_ins, lambda one: one.key, ("check_ins",), "key")
    days = [one.day for one in schedule.check_ins]
    if days != sorted(days):
        yield ("check_ins",), "the days are not in order; put the earliest first."
    for at, check_in in enumerate(schedule.check_ins):
        way: Way = ("check_ins", at)
        yield from _of_check_in(check_in, way)
        yield from _of_places(schedule, check_in, way)


def _of_check_in(check_in: PlannedCheckIn, way: Way) -> Iterator[Fault]:
    if not _QUIET_UNTIL <= check_in.hour < _QUIET_FROM:
        yield (*way, "hour"), "texts leave between 9:00 and 18:00; write an hour in between."
    if check_in.kind.asks and not check_in.questions:
        yield (*way, "questions"), "a check-in of this kind asks something; add a question."
    if check_in.questions and not check_in.kind.asks:
        advice = "only kinds `questions` and `survey` ask; change the kind or take them out."
        yield (*way, "questions"), advice
    if check_in.kind is CheckInKind.QUESTIONS and not (check_in.reminder and check_in.closing):
        yield way, "a check-in that asks has a reminder and a closing; add what is missing."
    yield from _repeats(check_in.questions, lambda one: one.key, (*way, "questions"), "key")
    earlier: dict[str, Question] = {}
    for at, question in enumerate(check_in.questions):
        here = (*way, "questions", at)
        yield from _of_question(question, here)
        yield from _of_condition(question, earlier, here)
        earlier[question.key] = question


def _of_question(question: Question, way: Way) -> Iterator[Fault]:
    choices, here = question.choices, (*way, "choices")
    if not choices and not question.free:
        yield way, "there is nothing to choose from; add choices, or `free: true`."
    if choices and len(choices) < _FEWEST_CHOICES:
        yield here, "one choice is none; add another."
    if [one.number for one in choices] != list(range(1, len(choices) + 1)):
        yield here, f"number the choices 1 to {len(choices)}, in this order."
    if question.free and not question.thanks:
        yield way, "own words are answered too; add `thanks` for them."
    yield from _repeats(choices, lambda one: one.value, here, "value")
    yield from _collisions(choices, here)
    for at, choice in enumerate(choices):
        yield from _of_choice(choice, (*here, at))


def _of_choice(choice: Choice, way: Way) -> Iterator[Fault]:
    if choice.value in {OWN_WORDS, SKIPPED}:
        yield (*way, "value"), f'"{choice.value}" is kept for the service; call it something else.'
    if _CLAIMS.search(choice.thanks):
        advice = "the service itself says that the team was told, once it is true; take it out."
        yield (*way, "thanks"), advice


def _collisions(choices: Iterable[Choice], way: Way) -> Iterator[Fault]:
    """Words that two choices share, or that are another's number."""
    taken: dict[str, int] = {}
    for at, choice in enumerate(choices):
        for words in dict.fromkeys(map(plainly, (choice.says, *choice.words))):
            other = taken.setdefault(words, at)
            if other != at:
                advice = f'"{words}" means choice {other + 1} already; keep it in one of them.'
                yield (*way, at, "words"), advice
            if words.isdigit():
                yield (*way, at, "words"), f"{words} is a number; numbers are understood anyway."


def _of_condition(question: Question, earlier: dict[str, Question], way: Way) -> Iterator[Fault]:
    for key, values in (question.only_if.answered if question.only_if else {}).items():
        here = (*way, "only_if", "answered", key)
        if key not in earlier:
            yield here, f'no question before this one is called "{key}"; correct the name.'
            continue
        unknown = set(values) - {one.value for one in earlier[key].choices} - {OWN_WORDS, SKIPPED}
        if unknown:
            yield here, f'"{key}" has no value "{min(unknown)}"; use one of its values.'


def _of_places(schedule: Schedule, check_in: PlannedCheckIn, way: Way) -> Iterator[Fault]:
    known = PLACES if schedule.audience is Audience.CARERS else PLACES - {_ONLY_OF_CARERS}
    for here, wording, has_goal in _wordings(check_in, way):
        try:
            named = meta.find_undeclared_variables(_TEMPLATES.parse(wording))
        except TemplateError as fault:
            yield here, f"{fault}; check the curly brackets."
            continue
        for name in sorted(named - known):
            yield here, f'"{name}" cannot be filled in here; use {", ".join(sorted(known))}.'
        if "goal" in named and not has_goal:
            yield here, "not everybody has a goal; add `only_if: {plan_has: goals}`."


def _wordings(check_in: PlannedCheckIn, way: Way) -> Iterator[tuple[Way, str, bool]]:
    """Every wording of a check-in, and whether its question depends on a goal."""
    for name in ("opening", "reminder", "closing"):
        yield (*way, name), getattr(check_in, name) or "", False
    for at, question in enumerate(check_in.questions):
        here = (*way, "questions", at)
        has_goal = question.only_if is not None and question.only_if.plan_has == "goals"
        yield (*here, "ask"), question.ask, has_goal
        yield (*here, "thanks"), question.thanks or "", has_goal
        for number, choice in enumerate(question.choices):
            yield (*here, "choices", number, "says"), choice.says, has_goal
            yield (*here, "choices", number, "thanks"), choice.thanks, has_goal


def _repeats(
    items: Iterable[_T], name: Callable[[_T], str], way: Way, field: str
) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, item in enumerate(items):
        if name(item) in seen:
            yield (*way, at, field), f'"{name(item)}" stands twice; give each its own name.'
        seen.add(name(item))
