"""What befalls people in six weeks, each at a day and hour drawn from their seed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from wayhome.models import ChannelName
from wayhome.simulation.lives import (
    Behaviour,
    DeathRecorded,
    Deed,
    Heard,
    JoinsTelegram,
    Life,
    Moves,
    PlanApproved,
    Says,
)
from wayhome.simulation.phrases import phrases

_A_FEW_MINUTES: Final = timedelta(minutes=4)


@dataclass(frozen=True)
class Befalls:
    """Something that happens by itself, and to which texts of ours make no difference."""

    deeds: Callable[[Life], Iterator[Deed]]

    def plans(self, life: Life) -> Iterable[Deed]:
        return self.deeds(life)

    def hears(self, life: Life, heard: Heard) -> Iterable[Deed]:
        del life, heard
        return ()


def says(life: Life, kind: str) -> Says:
    return Says(words=phrases().one_of(kind, life.random), kind=kind)


def _day(life: Life, least: int, most: int) -> int:
    return life.random.randint(least, most)


def _by_day(life: Life, kind: str, least: int, most: int) -> Deed:
    at = life.at(_day(life, least, most), life.random.randint(8, 20), life.random.randint(0, 59))
    return Deed(at=at, what=says(life, kind))


def _opts_out(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "stop", 2, 30)


def _comes_back(life: Life) -> Iterator[Deed]:
    stop = _by_day(life, "stop", 2, 12)
    yield stop
    yield Deed(at=stop.at + timedelta(days=_day(life, 2, 9)), what=says(life, "start"))


def _changes_channel(life: Life) -> Iterator[Deed]:
    at = life.at(_day(life, 2, 20), 11, life.random.randint(0, 59))
    yield Deed(at=at, what=JoinsTelegram())


def _is_readmitted(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "back_in_hospital", 3, 30)


def _dies(life: Life) -> Iterator[Deed]:
    """A worker hears of it, a day after."""
    died = life.at(_day(life, 5, 35), 2)
    life.over_at = died
    yield Deed(at=died + timedelta(hours=31), what=DeathRecorded())


def _carer_tells_of_a_death(life: Life) -> Iterator[Deed]:
    """Lives with the carer; the patient says nothing from then on."""
    deed = _by_day(life, "death", 5, 35)
    if life.cares_for is not None:
        life.cares_for.over_at = deed.at - timedelta(hours=9)
    yield deed


def _emergency_at_night(life: Life) -> Iterator[Deed]:
    at = life.at(_day(life, 1, 40), 3, life.random.randint(0, 59))
    yield Deed(at=at, what=says(life, "emergency"))
    yield Deed(at=at + _A_FEW_MINUTES, what=says(life, "small_talk"))


def _emergency_by_day(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "emergency", 1, 40)


def _goes_away(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "away", 3, 25)


def _asks(life: Life) -> Iterator[Deed]:
    for kind in ("question", "medicine_question", "who_question", "question"):
        yield _by_day(life, kind, 1, 40)


def _falls(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "fall", 2, 38)


def _wants_a_person(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "person", 2, 38)


def _is_low(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "low_mood", 2, 38)


def _sends_a_photo(life: Life) -> Iterator[Deed]:
    deed = _by_day(life, "photo", 2, 38)
    what = Says(words=phrases().one_of("photo", life.random), kind="photo", media=("image/jpeg",))
    yield Deed(at=deed.at, what=what)


def _chooses_an_hour(life: Life) -> Iterator[Deed]:
    yield _by_day(life, "hour", 2, 20)


def _moves(life: Life) -> Iterator[Deed]:
    at = life.at(_day(life, 6, 25), 12)
    to = life.random.choice(("Europe/Warsaw", "Atlantic/Canary", "America/New_York"))
    yield Deed(at=at, what=Moves(timezone=to))


def _has_a_new_plan(life: Life) -> Iterator[Deed]:
    yield Deed(at=life.at(_day(life, 3, 30), life.random.randint(0, 23), 20), what=PlanApproved())


@dataclass(frozen=True)
class HurtsInAnExercise:
    """The third movement hurts, and so do all after it."""

    def plans(self, life: Life) -> Iterable[Deed]:
        life.exercises = True
        return ()

    def hears(self, life: Life, heard: Heard) -> Iterable[Deed]:
        if "Time to move" in heard.text and life.random.randint(1, 3) == 1:
            yield Deed(at=life.soon(heard, 2, 30), what=says(life, "hurts"))


#: Some people have one or two of these.
TURNS: Final[Mapping[str, Behaviour]] = MappingProxyType(
    {
        "opts_out": Befalls(_opts_out),
        "opts_out_and_back": Befalls(_comes_back),
        "changes_channel": Befalls(_changes_channel),
        "is_readmitted": Befalls(_is_readmitted),
        "dies": Befalls(_dies),
        "emergency_at_night": Befalls(_emergency_at_night),
        "emergency_by_day": Befalls(_emergency_by_day),
        "goes_away": Befalls(_goes_away),
        "asks": Befalls(_asks),
        "falls": Befalls(_falls),
        "wants_a_person": Befalls(_wants_a_person),
        "is_low": Befalls(_is_low),
        "sends_a_photo": Befalls(_sends_a_photo),
        "chooses_an_hour": Befalls(_chooses_an_hour),
        "moves": Befalls(_moves),
        "has_a_new_plan": Befalls(_has_a_new_plan),
        "hurts_in_an_exercise": HurtsInAnExercise(),
    }
)

#: Only a carer does these.
OF_CARERS: Final[Mapping[str, Behaviour]] = MappingProxyType(
    {"tells_of_a_death": Befalls(_carer_tells_of_a_death)}
)

TELEGRAM: Final = ChannelName.TELEGRAM
