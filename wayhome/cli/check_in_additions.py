"""wayhome checkin plan, for everybody: what schedules gained since people's weeks were planned."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from wayhome.bootstrap.checkins import make_additions
from wayhome.checkins.additions import Addition
from wayhome.cli.context import acting_staff, opened
from wayhome.cli.say import run, say, show


@dataclass
class _Entry:
    """One check-in of a schedule, over all whom it would reach."""

    kind: str
    people: int = 0
    due: list[datetime] = field(default_factory=list)

    def add(self, one: Addition) -> None:
        at = _local(one)
        self.people += 1
        self.due = [min(at, *self.due), max(at, *self.due)] if self.due else [at, at]


def show_additions(*, as_json: bool) -> None:
    """Nothing is written."""
    if as_json:
        run(_list_as_json())
        return
    entries = run(_entries())
    for name, one in sorted(entries.items(), key=lambda item: item[1].due[0]):
        first, last = one.due
        until = f" to {last:%a %d %b %H:%M}" if last != first else ""
        people = "1 person" if one.people == 1 else f"{one.people} people"
        show(f"{name:<28}  {one.kind:<9}  {people:<12}  {first:%a %d %b %H:%M}{until}")
    if not entries:
        say("Everybody in care has all of the schedules that is still to come.")
    else:
        say("Nothing was written. Add --apply --as YOU to plan it; nothing is planned of the past.")


def plan_additions(email: str) -> None:
    count = run(_planned(email))
    say(f"Planned: {count} check-ins." if count != 1 else "Planned: 1 check-in.")


async def _entries() -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    async with opened() as core:
        async for batch in make_additions(core).found():
            for one in batch:
                name = f"{one.slot.schedule}/{one.slot.key}"
                entries.setdefault(name, _Entry(one.slot.kind)).add(one)
    return entries


async def _list_as_json() -> None:
    async with opened() as core:
        async for batch in make_additions(core).found():
            for one in batch:
                show(json.dumps(_fields(one)))


async def _planned(email: str) -> int:
    async with opened() as core:
        async with core.sessions() as session:
            staff = await acting_staff(session, email)
        return await make_additions(core).plan(staff)


def _fields(one: Addition) -> dict[str, object]:
    return {
        "person": one.person.id,
        "support_period": one.period.id,
        "schedule": one.slot.schedule,
        "key": one.slot.key,
        "kind": one.slot.kind,
        "due_at": _local(one).isoformat(),
    }


def _local(one: Addition) -> datetime:
    return one.slot.due_at.astimezone(ZoneInfo(one.person.timezone))
