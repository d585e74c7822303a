"""Whom a campaign is for, and why some of them are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from wayhome.campaigns.candidates import Candidate, candidates
from wayhome.checkins.ending import SUPPORT_ENDED
from wayhome.checkins.standing import WITH_A_PERSON, Standing, why_by_a_person
from wayhome.people.support import OPTED_OUT, is_away

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.ext.asyncio import AsyncSession

    from wayhome.campaigns.definition import Audience

#: A paused programme, with why it is paused behind it.
PAUSED: Final = "paused"
#: The audience asks after it, and no approved plan of theirs says it.
_NOT_KNOWN: Final = {"hospitals": "hospital_not_known", "pathways": "pathway_not_known"}


@dataclass(frozen=True, kw_only=True)
class Member(Candidate):
    """One of the audience."""

    #: Why no text of a campaign goes to them, in a word; None if one may.
    left_out: str | None


@dataclass(frozen=True, kw_only=True)
class Meant:
    members: Sequence[Member]
    #: What the audience asks for that is true of nobody, each with what there is instead.
    strangers: Sequence[str]


async def members(session: AsyncSession, audience: Audience, on: date, now: datetime) -> Meant:
    """Everybody whom the audience names on that day, whether or not a text may go to them now."""
    everybody = await candidates(session, audience.who, on)
    return Meant(
        members=[one for each in everybody if (one := _member(audience, each, on, now))],
        strangers=list(_strangers(audience, everybody)),
    )


def _member(audience: Audience, one: Candidate, on: date, now: datetime) -> Member | None:
    """None where something is known of them that the audience does not ask for."""
    lines = dict(_lines(audience, one, on))
    if False in lines.values():
        return None
    unknown = next((_NOT_KNOWN[name] for name, holds in lines.items() if holds is None), None)
    return Member(**vars(one), left_out=_why_not(one, now) or unknown)


def _lines(audience: Audience, one: Candidate, on: date) -> Iterator[tuple[str, bool | None]]:
    """Of each line of the audience whether it holds; None: nobody knows."""
    needs = {need.kind for need in one.needs}
    yield "pathways", _is_among(audience.pathways, one.pathway)
    yield "hospitals", _is_among(_plain(audience.hospitals), _plain_or_none(one.hospital))
    yield "teams", bool(_is_among(_plain(audience.teams), _plain_or_none(one.team)))
    yield "weeks", _is_among(audience.weeks, one.week(on))
    yield "needs", not audience.needs or not needs.isdisjoint(audience.needs)
    channel = one.point.channel if one.point is not None else None
    yield "channels", bool(_is_among(audience.channels, channel))


def _is_among(wanted: Collection[Any], value: object) -> bool | None:
    if not wanted:
        return True
    return None if value is None else value in wanted


def _why_not(one: Candidate, now: datetime) -> str | None:
    """As the engine of the check-ins would have it."""
    standing = Standing(
        person=one.person,
        point=one.point,
        attended=one.attended,
        by_a_person=why_by_a_person(one.person, one.point, one.needs),
        away=is_away(one.person, now),
    )
    ended = standing.cancels(one.period)
    if ended in {SUPPORT_ENDED, OPTED_OUT}:
        return ended
    held = standing.holds(one.period)
    if held not in {None, WITH_A_PERSON}:
        return f"{PAUSED}: {held}"
    return standing.by_a_person or held


def _strangers(audience: Audience, everybody: Sequence[Candidate]) -> Iterator[str]:
    """A name that was misspelt would leave people out and tell nobody."""
    for kind, wanted, given in (
        ("hospital", audience.hospitals, {one.hospital for one in everybody}),
        ("team", audience.teams, {one.team for one in everybody}),
    ):
        there = sorted(filter(None, given))
        for name in wanted:
            if _plain([name]).isdisjoint(_plain(there)):
                yield f'nobody is of the {kind} "{name}"; there are: {", ".join(there) or "none"}'


def _plain(names: Collection[str]) -> frozenset[str]:
    return frozenset(" ".join(name.casefold().split()) for name in names)


def _plain_or_none(name: str | None) -> str | None:
    return next(iter(_plain([name])), None) if name else None
