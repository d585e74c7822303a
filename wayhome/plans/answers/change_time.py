"""Texts at another time: a plain wish is met at once, all else is passed on."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from wayhome.plans import spoken
from wayhome.plans.answers.asked import Answer, Asked
from wayhome.plans.answers.passing_on import offering
from wayhome.plans.hour_asked import clock_time_said, day_asked
from wayhome.plans.matching import says

#: Somebody who means the night is asked by a person whether they do.
_EARLIEST, _LATEST = time(7), time(21)
_PARTS: Final = (
    (("after lunch", "after dinner", "afternoon", "afternoons"), time(14)),
    (("lunchtime", "lunch time", "midday", "noon"), time(12)),
    (("morning", "mornings"), time(10)),
    (("teatime", "tea time", "after tea", "evening", "evenings"), time(18)),
)
#: Whether a day is named at all does not depend on today.
_ANY_DAY: Final = date(2026, 1, 5)
#: What is said of an hour that does not suit, or of more than an hour.
_UNLIKE_A_WISH: Final = (
    *("not", "dont", "don't", "never", "too early", "too late", "too soon", "before", "after"),
    *("instead", "rather than", "until", "till", "til", "by", "woke", "wake", "bed", "asleep"),
    *("up", "only", "between", "or", "twice", "every", "weekend", "weekends", "holiday"),
)


def answer(asked: Asked) -> Answer:
    """Only one hour, plainly wished for, is taken; the reply says which, to be put right."""
    at = _wished_for(asked.text) if asked.confident else None
    if at is None:
        return offering(asked, "arrangements.change_time")
    return Answer(
        texts=(asked.say("arrangements.time_changed", at=spoken.clock_time(at)),),
        topic=asked.topic,
        texts_at=at,
    )


def _wished_for(text: str) -> time | None:
    parts = [at for phrases, at in _PARTS if says(text, *phrases)]
    plain = text.lower()
    for phrase in ("after lunch", "after dinner", "after tea"):
        plain = plain.replace(phrase, "")
    if says(plain, *_UNLIKE_A_WISH) or _names_a_day(plain):
        return None
    at = clock_time_said(text) or (parts[0] if len(parts) == 1 else None)
    return at if at is not None and _EARLIEST <= at <= _LATEST else None


def _names_a_day(text: str) -> bool:
    return day_asked(text, _ANY_DAY) is not None
