"""The patterns of dose wording, in the order in which they are tried, and the facts they make."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from wayhome.explanations.facts import Fact, Kind, exactly, fact
from wayhome.explanations.pattern_words import CALENDAR, MEALS, NOT, PARTS_OF_DAY, ROUTES, WEEKDAYS
from wayhome.explanations.units import DOSE, TIME, time_unit, unit

Found: TypeAlias = re.Match[str]
Understood: TypeAlias = Callable[[Found], list[Fact]]

_N = r"\d+(?:\.\d+)?"
_SPAN = rf"(?:(?P<upto>up to|at most) |(?P<least>at least) )?(?P<low>{_N})(?: ?(?:-|to|or) ?(?P<high>{_N}))?"
_PERIOD = rf"(?:(?P<plow>{_N})(?: ?(?:-|to) ?(?P<phigh>{_N}))?[ -]?)?(?P<punit>{TIME})"
_LEAD = (
    r"(?:(?:(?P<daily>daily|total daily) )?(?:up to )?(?:an? |the )?max(?:imum)?\.?"
    r"(?: (?:daily|total))?(?: doses?)?(?: (?:is|of))?:?"
    r"|(?P<daily2>daily dose (?:should|must) not (?:be )?exceed)"
    r"|(?:(?:do|should|must|does|to) not|don't|never|not to|not|no) ?(?:\w+ ){0,2}?(?:more than|exceed(?:ing)?|over)"
    r"|not exceeding|(?:the )?most (?:that )?(?:you (?:can|may|should) )?(?:\w+ )?is)"
)
_LIMIT_OF = (
    r"(?: ?\(?(?:in|per|every|each|an?|over|within|/) ?(?:any |a |the |1 )?"
    rf"(?:(?P<per>{_N}) ?-?)?(?P<perunit>{TIME}|h\b)(?: period)?"
    r"|(?P<bydose> (?:at (?:any )?(?:1 |a |one )time|per dose|each time|in (?:1|one|each|a) dose|in (?:1|one) go))"
    r"|(?P<bylife> (?:in|for|over) (?:the |a |your )?(?:whole )?life(?:time)?(?: of (?:the )?patient)?)"
    r"|(?P<bycourse> (?:per|in (?:1|one|a|each|any)) course)|(?P<byday> daily))?"
)


def _span(found: Found) -> tuple[str, str]:
    low, high = exactly(found["low"]), exactly(found["high"]) if found["high"] else ""
    if found["upto"]:
        return "", high or low
    if found["least"]:
        return low, ""
    return low, high or low


def _dates(found: Found) -> list[Fact]:
    day, month, year = _day_month_year(found)
    if not 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        return []
    lead = (found["lead"] or "").strip()
    kind = Kind.ON
    if lead.startswith(("from", "start", "begin")):
        kind = Kind.FROM
    if lead.startswith(("until", "till", "to", "end", "up to", "stop")):
        kind = Kind.UNTIL
    return [fact(kind, f"{year}-{month:02}-{day:02}" if year else f"{month:02}-{day:02}")]


def _day_month_year(found: Found) -> tuple[int, int, str]:
    parts = found.groupdict()
    if parts.get("name"):
        return int(parts["day"]), CALENDAR[parts["name"][:3]], parts.get("year") or ""
    year = parts["year"]
    return int(parts["day"]), int(parts["month"]), year if len(year) > 2 else f"20{year}"  # noqa: PLR2004


def _limit(found: Found) -> list[Fact]:
    per, per_unit = "", ""
    if found["perunit"]:
        per, per_unit = exactly(found["per"] or 1), time_unit(found["perunit"])
    elif found["byday"] or found["daily"] or found["daily2"]:
        per, per_unit = "1", "d"
    for name in ("dose", "life", "course"):
        if found[f"by{name}"]:
            per_unit = name
    what = found["unit"] or ""
    return [fact(Kind.LIMIT, exactly(found["low"]), _dosed(what), per, per_unit)]


def _dosed(what: str) -> str:
    return "times" if what.startswith("time") else unit(what) if what else ""


def _rate(found: Found) -> list[Fact]:
    low, high = _span(found)
    below = re.sub(r" ?(?:/|\bper\b|\beach\b|\bevery\b|\ban?\b) ?(?:1 )?", "/", found["below"])
    named = "/".join(
        re.sub(rf"({_N}) (\w+)", lambda one: f"{one[1]}{unit(one[2])}", part)
        if re.search(_N, part)
        else unit(part)
        for part in f"{found['unit']}{below}".split("/")
    )
    return [fact(Kind.RATE, low, high, named)]


def _over(found: Found) -> list[Fact]:
    return [fact(Kind.OVER, *_span(found), time_unit(found["time"]))]


def _when(found: Found) -> list[Fact]:
    minutes = ""
    if found["offset"]:
        number = exactly(found["offset"].strip()) or "1"
        factor = {"min": 1, "h": 60, "d": 1440}.get(time_unit(found["offsetunit"]))
        if factor is None:
            return []
        minutes = exactly(float(number) * factor)
    side = {"before": "AC", "after": "PC", "following": "PC"}.get(found["side"], "C")
    named = [meal for meal in re.split(r", and |,? and |, | or ", found["meals"]) if meal]
    return [fact(Kind.WHEN, f"{side}{MEALS[_meal(meal)]}", minutes) for meal in named]


def _meal(written: str) -> str:
    return next(name for name in MEALS if name in written)


def _part_of_day(code: str) -> Understood:
    def understood(found: Found) -> list[Fact]:
        minutes = ""
        if "offset" in found.groupdict() and found["offset"]:
            factor = {"min": 1, "h": 60}.get(time_unit(found["offsetunit"]), 0)
            minutes = exactly(float(exactly(found["offset"].strip()) or "1") * factor)
        return [fact(Kind.WHEN, code, minutes)]

    return understood


def _clock(found: Found) -> list[Fact]:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = found.groupdict().get("half")
    if half == "pm" and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    if half == "am" and hour == 12:  # noqa: PLR2004 - noon
        hour = 0
    return [fact(Kind.CLOCK, f"{hour:02}:{minute:02}")] if hour <= 24 else []  # noqa: PLR2004


def _times(found: Found) -> list[Fact]:
    low = exactly(found["plow"] or 1)
    high = exactly(found["phigh"]) if found["phigh"] else low
    return [fact(Kind.TIMES, *_span(found), low, high, time_unit(found["punit"]))]


def _times_by_name(found: Found) -> list[Fact]:
    return [fact(Kind.TIMES, *_span(found), "1", "1", _NAMED[found["named"]])]


_NAMED = {
    "daily": "d",
    "weekly": "wk",
    "monthly": "mo",
    "hourly": "h",
    "yearly": "a",
    "annually": "a",
}


def _once_by_name(found: Found) -> list[Fact]:
    return [fact(Kind.TIMES, "1", "1", "1", "1", _NAMED[found["named"]])]


def _every(found: Found) -> list[Fact]:
    low = exactly(found["plow"] or 1)
    high = exactly(found["phigh"]) if found["phigh"] else low
    return [fact(Kind.TIMES, "1", "1", low, high, time_unit(found["punit"]))]


def _hourly(found: Found) -> list[Fact]:
    low, high = _span(found)
    return [fact(Kind.TIMES, "1", "1", low, high, "h")]


def _for(found: Found) -> list[Fact]:
    return [fact(Kind.FOR, *_span(found), time_unit(found["time"]))]


def _for_one(found: Found) -> list[Fact]:
    return [fact(Kind.FOR, "1", "1", time_unit(found["time"]))]


def _count(found: Found) -> list[Fact]:
    return [fact(Kind.COUNT, *_span(found))]


def _amount(found: Found) -> list[Fact]:
    return [fact(Kind.AMOUNT, *_span(found), unit(found["unit"]))]


def _bare_amount(found: Found) -> list[Fact]:
    return [fact(Kind.AMOUNT, *_span(found), "")]


def _spoonfuls(found: Found) -> list[Fact]:
    return [fact(Kind.AMOUNT, *_span(found), f"{exactly(found['size'])}ml spoonful")]


def _always(kind: Kind, *values: str) -> Understood:
    return lambda _: [fact(kind, *values)]


def _not(found: Found) -> list[Fact]:
    word = "unless" if found["word"] in {"unless", "except"} else "not"
    if word == "unless":
        return [fact(Kind.NOT, word)]
    return [fact(Kind.NOT, (found["what"] or "")[:5])]


_LEADS = (
    r"(?:(?P<lead>from|until|till|up to|starting(?: on)?|start(?: on| from)?|starts(?: on)?"
    r"|beginning(?: on)?|ending(?: on)?|stop on|to|on) )?(?:the )?"
)
_OFFSET = (
    rf"(?:(?:at least )?(?P<offset>{_N}|an?) ?(?P<offsetunit>(?:minutes?|mins?|hours?|hrs?)) )?"
)
_OWN = r"(?:an? |the |each |every |your |any |main |regular )*"
_MEAL = "(?:" + "|".join(sorted(MEALS, key=len, reverse=True)) + ")s?(?: ?times?)?"
_VERBS = "take|have|give|use|inject|apply|chew|swallow|insert|suck|dissolve|put on|put in|put|breathe in|stick on"
IN_ORDER: tuple[tuple[re.Pattern[str], Understood], ...] = tuple(
    (re.compile(pattern), understood)
    for pattern, understood in (
        (rf"{_LEADS}\b(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)\b", _dates),
        (
            rf"{_LEADS}\b(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>\d{{4}}|\d\d)\b",
            _dates,
        ),
        (
            rf"{_LEADS}\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? ?-?(?:of )?(?P<name>{'|'.join(CALENDAR)})"
            r"[a-z]*\.?,?(?:[ -](?P<year>\d{4}))?\b",
            _dates,
        ),
        (rf"\b{_LEAD} ?(?P<low>{_N}) ?(?P<unit>times?\b|{DOSE}(?!\w))?{_LIMIT_OF}", _limit),
        (
            rf"(?:\bat )?(?:a )?(?:rate of ){_SPAN} ?(?P<unit>{DOSE})"
            rf"(?P<below>(?: ?(?:/|\bper\b|\beach\b|\bevery\b|\ban?\b) ?(?:{_N} ?)?(?:kg|kilograms?|m2|h\b|{TIME}))+)",
            _rate,
        ),
        (
            rf"\b{_SPAN} ?(?P<unit>{DOSE})"
            r"(?P<below>(?: ?(?:/|\bper\b|\ban?\b) ?(?:kg|kilograms?|hours?|hr|h|minutes?|min)\b)+)",
            _rate,
        ),
        (rf"\bover (?:a period of |about )?{_SPAN}[ -]?(?P<time>{TIME})\b", _over),
        (
            rf"\b{_OFFSET}(?P<side>before|after|following|with|at|during) {_OWN}"
            rf"(?P<meals>{_MEAL}(?:(?:, and |,? and |, ){_OWN}{_MEAL})*)\b",
            _when,
        ),
        *((rf"\b{phrase}\b", _part_of_day(code)) for phrase, code in PARTS_OF_DAY.items()),
        (
            rf"\b{_OFFSET}(?:at bed ?time|(?:just )?before (?:going to |you go to |you )?(?:bed(?: ?time)?|sleep)|"
            r"when you go to bed|bedtime)\b",
            _part_of_day("HS"),
        ),
        (
            rf"\b{_OFFSET}(?:on|upon|after|when you) (?:waking|wake|you wake)(?: up)?\b",
            _part_of_day("WAKE"),
        ),
        (
            r"\b(?:at )?12 (?:noon|midday)\b|\b(?:at )?(?:noon|midday)\b",
            _always(Kind.CLOCK, "12:00"),
        ),
        (r"\b(?:at )?(?:12 )?midnight\b", _always(Kind.CLOCK, "00:00")),
        (r"\b(?:at )?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>am|pm)\b", _clock),
        (r"\b(?:at )?(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?\b", _clock),
        (rf"\b{_SPAN} times? ?(?:an?|per|each|every|in|/) ?{_PERIOD}\b", _times),
        (rf"\b{_SPAN} times? (?P<named>{'|'.join(_NAMED)})\b", _times_by_name),
        (rf"\b(?:every|each) {_PERIOD}\b", _every),
        (rf"\b{_SPAN} ?-?(?:hourly|hrly)\b", _hourly),
        (
            r"\bfor (?:a (?:total|period|further|course|maximum) of |a further |a total of |about )?"
            rf"{_SPAN}[ -]?(?P<time>{TIME})\b",
            _for,
        ),
        (rf"\bfor (?:an? )?(?P<time>{TIME})\b", _for_one),
        (rf"\b{_SPAN}[ -]?(?P<time>{TIME}) course\b", _for),
        (rf"\bfor {_SPAN} (?:doses|dose|times|days of)\b", _count),
        (rf"\b{_SPAN} (?:doses|dose|times) (?:in (?:all|total)|only|altogether)\b", _count),
        (rf"\b{_SPAN} times?\b(?! (?:an?|per|each|every))", _count),
        (
            r"\b(?:only )?(?:if|when|as|where|whenever) (?:and when )?(?:it is |you )?"
            r"(?:needed|required|necessary|need it|need them|need to)\b",
            _always(Kind.NEEDED),
        ),
        *((rf"\b{phrase}\b", _always(Kind.DAY, code)) for phrase, code in WEEKDAYS.items()),
        *((rf"\b{phrase}\b", _always(Kind.ROUTE, code)) for phrase, code in ROUTES.items()),
        (rf"\b{_SPAN} x (?P<size>{_N}) ?ml spoonfuls?\b", _spoonfuls),
        (rf"\b{_SPAN} ?(?P<unit>{DOSE})(?![\w/])", _amount),
        (rf"(?<=\b)(?:{_VERBS}) {_SPAN}(?! ?[\d/%-])(?! ?(?:{TIME})\b)", _bare_amount),
        (
            rf"\b{_SPAN} (?:to be |is to be |are to be )(?:taken|given|used|applied|injected|inserted)\b",
            _bare_amount,
        ),
        (rf"(?:\band |, ){_SPAN}(?= ?(?:\x00|at\b|in\b))", _bare_amount),
        (rf"\b(?P<named>{'|'.join(_NAMED)})\b", _once_by_name),
        (
            r"\b(?:a|per) (?P<named>day|week|month|hour)\b",
            lambda found: [fact(Kind.TIMES, "1", "1", "1", "1", time_unit(found["named"]))],
        ),
        (NOT, _not),
        (r"\b(?:then )?stop(?:ped|s|ping)?\b", _always(Kind.NOT, "stop")),
    )
)
