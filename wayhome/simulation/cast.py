"""Makes the people of a run from its seed: who they are, how they are, and their plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from types import MappingProxyType
from typing import Any, Final

from wayhome.simulation.lives import Behaviour, Life
from wayhome.simulation.tempers import TEMPERS
from wayhome.simulation.turns_of_life import OF_CARERS, TURNS

BEHAVIOURS: Final[Mapping[str, Behaviour]] = MappingProxyType({**TEMPERS, **TURNS, **OF_CARERS})

_NAMES: Final = ("Ann", "Bob", "Cath", "Dev", "Edna", "Frank", "Grace", "Harold", "Iris", "Jim")
#: Most people live here; some are with family abroad.
_ZONES: Final = (*["Europe/London"] * 8, "Atlantic/Azores", "America/New_York")
_NATIONS: Final = (*["ENG"] * 7, "WLS", "SCT", "NIR")
#: Of a hundred people, so many have each.
_TURN, _SECOND_TURN, _CARER, _CARER_TELLS, _MOVES, _LATE, _CALL = 60, 25, 15, 30, 25, 10, 3


def cast(seed: int, first: int, count: int, start: date) -> Sequence[Life]:
    """So many patients from that number on, and their carers; the same whoever else there is."""
    people: list[Life] = []
    for number in range(first, first + count):
        patient = _patient(seed, number, start)
        people.append(patient)
        if patient.random.randint(1, 100) <= _CARER or number % 20 == 7:  # noqa: PLR2004
            people.append(_carer(seed, patient))
    return people


def _patient(seed: int, number: int, start: date) -> Life:
    random = Random(f"{seed}:patient:{number}")  # noqa: S311 - a simulation's dice
    late = random.randint(1, 100) <= _LATE
    return Life(
        number=number,
        called=random.choice(_NAMES),
        mobile=f"+4477{number:08d}",
        chat=str(900_000_000 + number),
        timezone=random.choice(_ZONES),
        nation=random.choice(_NATIONS),
        discharged_on=start - timedelta(days=random.randint(1, 6) if late else 0),
        random=random,
        behaviours=_behaviours(random, number),
        exercises=random.randint(1, 100) <= _MOVES,
        needs_a_call=random.randint(1, 100) <= _CALL,
    )


def _behaviours(random: Random, number: int) -> tuple[str, ...]:
    """A temper, and the turns of a life; the first people have each of them in turn."""
    turns = list(TURNS)
    mine = (
        [turns[number % len(turns)]]
        if random.randint(1, 100) <= _TURN or number < len(turns)
        else []
    )
    if random.randint(1, 100) <= _SECOND_TURN:
        mine.append(random.choice(turns))
    return (random.choice(list(TEMPERS)), *dict.fromkeys(mine))


def _carer(seed: int, patient: Life) -> Life:
    random = Random(f"{seed}:carer:{patient.number}")  # noqa: S311 - a simulation's dice
    tells = random.randint(1, 100) <= _CARER_TELLS or patient.number % 20 == 7  # noqa: PLR2004
    return Life(
        number=patient.number,
        called=random.choice(_NAMES),
        mobile=f"+4478{patient.number:08d}",
        chat=str(800_000_000 + patient.number),
        timezone=patient.timezone,
        nation=patient.nation,
        discharged_on=patient.discharged_on,
        random=random,
        behaviours=(random.choice(list(TEMPERS)), *(["tells_of_a_death"] if tells else [])),
        is_carer=True,
        cares_for=patient,
    )


def document(life: Life, version: int = 1) -> dict[str, Any]:
    """As a plan.yaml would have it; a later version has another appointment."""
    person: dict[str, Any] = {
        "id": life.id,
        "name": f"{life.called} Twin",
        "called": life.called,
        "timezone": life.timezone,
        "nation": life.nation,
        "mobiles": [life.mobile],
    }
    if life.cares_for is not None:
        cares_for = {"person": life.cares_for.id, "relationship": "mother", "may_know": ["all"]}
        return {"person": {**person, "kind": "carer", "cares_for": [cares_for]}}
    if life.needs_a_call:
        person["needs"] = [{"need": "call_not_text", "reason": "does not see well"}]
    return {"person": person, "plan": _plan(life, version)}


def _plan(life: Life, version: int) -> dict[str, Any]:
    home = life.discharged_on
    appointments = [_appointment("fracture clinic", home + timedelta(days=20))]
    if version > 1:
        appointments.append(_appointment("blood test", home + timedelta(days=38)))
    return {
        "hospital": "Twin Hospital",
        "discharged_on": home,
        "reason": "a broken hip",
        "pathway": life.number % 4,
        "medicines": [
            {
                "name": name,
                "purpose": purpose,
                "how_to_take": "Take 1 tablet in the morning.",
                "times_of_day": ["morning"],
                "change": "same",
            }
            for name, purpose in (("bisoprolol", "your heart"), ("furosemide", "extra water"))
        ],
        "appointments": appointments,
        "care_visits": [{"who": "a paid carer", "what_for": "washing", "when": "every day"}],
        "warning_signs": [{"wording": "a hot, red wound", "what_to_do": "Call 111"}],
        "contacts": [{"role": "district nurses", "phone": "01632 960 177"}],
        "goals": [{"wording": "walk to the shop"}] if life.number % 2 else [],
    }


def _appointment(title: str, on: date) -> dict[str, Any]:
    return {"title": title, "starts_at": datetime.combine(on, time(10, 30))}
