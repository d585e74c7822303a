"""Writes a step in plain words; every word comes from content/explanations/doses.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from wayhome.content.plain_words import DoseWords, Way
from wayhome.explanations.facts import Kind
from wayhome.explanations.steps import Step
from wayhome.explanations.units import MEASURES

_INJECTED = {"subcutaneous", "intramuscular", "intravenous", "intradermal"}
_INJECTABLE = {"ampoule", "vial", "injection", "syringe", "implant", "pen"}
_SHAPES = {"caplet": "tablet", "lozenge": "tablet", "sachet": "tablet", "capsule": "tablet",
           "spoonful": "tablet", "pessary": "suppository", "enema": "suppository"}  # fmt: skip
_NOON = 12
_MOST_PARTS = 3
_DATE = re.compile(r"(?:(?P<year>\d{4})-?)?(?P<month>0[1-9]|1[0-2])?(?:-(?P<day>\d\d))?")
_FRACTIONS = {"0.5": "half", "0.25": "quarter", "0.75": "three_quarters"}


class Writer:
    def __init__(self, words: DoseWords) -> None:
        self._words = words

    def main_sentence(self, step: Step) -> str:
        """How much, where and when, in one sentence without its full stop."""
        way, amounts = self._way(step), self._amounts(step)
        verb, _, rest = way.verb.partition(" ")
        # "Breathe in 2 puffs", but "breathe it in".
        doing = (way.verb, amounts) if amounts else (verb, self._words.it, rest)
        dose = " ".join(part for part in (*doing, way.where, self._site(step)) if part)
        parts = [
            dose,
            *self._rates(step),
            *self._times(step),
            *self._when(step),
            *self._spans(step),
        ]
        kept = [part for part in parts if part]
        if len(kept) <= _MOST_PARTS:
            return ", ".join(kept)
        # A long sentence is hard to follow: the last part gets one of its own.
        last = self._words.sentences["do_this"].format(part=kept[-1])
        return f"{', '.join(kept[:-1])}. {last}"

    def sentences(self, step: Step, reason: str) -> Iterator[str]:
        """The rest of the step: as needed, how often in all, from and until, at most."""
        say = self._words.sentences
        if step.of(Kind.NEEDED):
            yield say["needed_for"].format(reason=reason) if reason else say["needed"]
        for low, high in step.of(Kind.COUNT):
            once = (low or high, high) == ("1", "1")
            yield say["once_only"] if once else say["count"].format(n=self._span(low, high))
        for kind, key in ((Kind.FROM, "from"), (Kind.UNTIL, "until")):
            for (date,) in step.of(kind):
                yield say[key].format(date=self._date(date))
        for limit in dict.fromkeys(step.of(Kind.LIMIT)):
            yield self._limit(limit, self._way(step).verb)

    def as_told(self, step: Step, dose_from: str) -> str:
        key = "as_told" if dose_from == "nurse" else "as_told_by_team"
        return self._words.sentences[key].format(verb=self._way(step).verb)

    def _way(self, step: Step) -> Way:  # noqa: PLR0911 - one answer for each way in
        ways, route = self._words.ways, step.first(Kind.ROUTE)
        given, shape = route[0] if route else "", self._shape(step)
        if step.method == "infusion" or (given == "intravenous" and step.of(Kind.RATE)):
            return ways["infusion_vein" if given == "intravenous" else "infusion"]
        if given in ways and not (given == "transdermal" and shape == "patch"):
            return ways[given]
        if step.method == "inject":
            return ways["inject"]
        if shape == "patch":
            return ways["patch"]
        if step.method == "apply":
            return ways["apply_to" if step.site else "application"]
        if shape in _INJECTABLE:
            return ways["injection"]
        if shape in MEASURES or (not shape and step.of(Kind.AMOUNT)):
            return ways["tablet"]
        shape = _SHAPES.get(shape, shape)
        if shape in ways:
            return (
                Way(verb=ways["apply_to"].verb, where="")
                if shape == "drop" and step.site
                else ways[shape]
            )
        return ways["other"]

    def _shape(self, step: Step) -> str:
        amount = step.first(Kind.AMOUNT)
        return amount[2] if amount else ""

    def _amounts(self, step: Step) -> str:
        found = [self.amount(*one) for one in dict.fromkeys(step.of(Kind.AMOUNT))]
        return " and ".join(found)

    def amount(self, low: str, high: str, unit: str) -> str:
        say = self._words.sentences
        if not low:
            return say["up_to"].format(amount=self.counted(high, unit))
        if not high:
            return say["at_least"].format(amount=self.counted(low, unit))
        if low == high:
            return self.counted(low, unit)
        return self._words.range.format(low=low, high=self.counted(high, unit))

    def counted(self, number: str, unit: str) -> str:
        words = self._words
        one, many = words.units.get(unit, ("{n} " + unit, "{n} " + (unit + "s" if unit else "")))
        if unit in words.halves and number in _FRACTIONS:
            template = getattr(words, _FRACTIONS[number])
            return str(template.format(unit=one.replace("{n} ", "")))
        if unit in words.halves and number.endswith(".5"):
            return words.and_a_half.format(n=number[:-2], units=many.replace("{n} ", ""))
        return (one if Decimal(number or 0) <= 1 else many).format(n=number).strip()

    def _site(self, step: Step) -> str:
        if not step.site:
            return ""
        words, route = self._words, step.first(Kind.ROUTE)
        kind = next((part for part in ("eye", "ear") if step.site.split()[-1].startswith(part)), "")
        if not kind and ((route and route[0] in _INJECTED) or step.method == "inject"):
            kind = "injection"
        if not kind and (step.method == "apply" or (route and route[0] in {"skin", "transdermal"})):
            kind = "skin"
        part = words.sites.get(step.site, f"the {step.site.removeprefix('the ')}")
        return words.site[kind or ("nasal" if "nos" in step.site else "other")].format(site=part)

    def _rates(self, step: Step) -> Iterator[str]:
        for low, high, name in step.of(Kind.RATE):
            above, *below = name.split("/")
            per = "".join(f" per {self._per(one)}" for one in below)
            yield self._words.sentences["rate"].format(rate=self.amount(low, high, above) + per)

    def _per(self, name: str) -> str:
        digits = "".join(one for one in name if one.isdigit() or one == ".")
        bare = name[len(digits) :]
        singular, plural = self._words.time_units.get(bare, (bare, bare))
        return f"{digits} {plural}" if digits else singular

    def _times(self, step: Step) -> Iterator[str]:
        for low, high, per, per_high, name in dict.fromkeys(step.of(Kind.TIMES)):
            yield self._often(low, high, self._words.time_units[name], (per, per_high))

    def _often(self, low: str, high: str, unit: tuple[str, str], per: tuple[str, str]) -> str:
        say, every = self._words.times, "" if per == ("1", "1") else "_every"
        places = {"unit": unit[0], "units": unit[1], "m": self._span(*per), "low": low, "n": high}
        if (low, high) == ("1", "1"):
            if every and per == ("2", "2") and unit[0] == self._words.time_units["d"][0]:
                return say["alternate"]
            if not every and unit[0] in {
                self._words.time_units["h"][0],
                self._words.time_units["min"][0],
            }:
                return say["each"].format(**places)
            return say["every" if every else "once"].format(**places)
        if not low:
            return say[f"up_to{every}"].format(**places)
        if low != high:
            return say[f"range{every}"].format(**places)
        return say[("twice" if high == "2" else "many") + every].format(**places)

    def _when(self, step: Step) -> Iterator[str]:
        words = self._words
        events = sorted(set(step.of(Kind.WHEN)), key=_in_the_day)
        if events == [("C", ""), ("PC", "")]:
            events = [("C+PC", "")]
        found = [self._event(*one) for one in events]
        if found:
            yield _together(found)
        days = [words.days[one] for (one,) in step.of(Kind.DAY)]
        if days:
            yield words.on_days.format(days=listed(days))
        clocks = [self._clock(one) for (one,) in step.of(Kind.CLOCK)]
        if clocks:
            yield words.at.format(clocks=listed(clocks))
        dates = [self._date(one) for (one,) in step.of(Kind.ON)]
        if dates:
            yield words.sentences["on_date"].format(date=listed(dates))

    def _event(self, code: str, minutes: str) -> str:
        when = self._words.when
        if not minutes:
            return when.get(code, code)
        number, name = (minutes, "min") if Decimal(minutes) % 60 else (str(int(minutes) // 60), "h")
        code = {"HS": "HS.before", "WAKE": "WAKE.after"}.get(code, code)
        return f"{self._long(number, number, name)} {when.get(code, code)}"

    def _clock(self, at: str) -> str:
        hour, minute = int(at[:2]), at[3:5]
        if at in {"12:00", "00:00"}:
            return self._words.noon if hour else self._words.midnight
        half = "am" if hour < _NOON else "pm"
        minutes = "" if minute == "00" else f":{minute}"
        return f"{hour % _NOON or _NOON}{minutes}{half}"

    def _date(self, iso: str) -> str:
        found = _DATE.fullmatch(iso)
        if not found or not found["month"]:
            return iso
        named = self._words.months[int(found["month"]) - 1]
        parts = ((found["day"] or "").lstrip("0"), named, found["year"] or "")
        return " ".join(part for part in parts if part)

    def _spans(self, step: Step) -> Iterator[str]:
        say = self._words.sentences
        for kind, key in ((Kind.OVER, "over"), (Kind.FOR, "for")):
            for low, high, name in dict.fromkeys(step.of(kind)):
                if low and not high:
                    yield say["for_at_least"].format(span=self._long(low, low, name))
                elif not low:
                    yield say[f"{key}_up_to"].format(span=self._long(high, high, name))
                else:
                    yield say[key].format(span=self._long(low, high, name))

    def _long(self, low: str, high: str, name: str) -> str:
        singular, plural = self._words.time_units.get(name, (name, name))
        return f"{self._span(low, high)} {singular if high == '1' else plural}"

    def _span(self, low: str, high: str) -> str:
        if not low:
            return self._words.sentences["up_to"].format(amount=high)
        return low if low == high else self._words.range.format(low=low, high=high)

    def _limit(self, limit: Sequence[str], verb: str) -> str:
        number, unit, per, name = limit
        say, places = (
            self._words.sentences,
            {"verb": self._verb(verb), "amount": self.counted(number, unit)},
        )
        if name in {"dose", "life", "course"}:
            return say[f"limit_{name}"].format(**places)
        if not name:
            return say["limit_bare"].format(**places)
        if (per, name) == ("1", "d"):
            return say["limit_daily"].format(**places)
        return say["limit"].format(period=self._long(per, per, name), **places)

    def _verb(self, verb: str) -> str:
        return (
            verb.lower()
            if verb.lower() in {"take", "have", "use"}
            else self._words.ways["other"].verb.lower()
        )


def _in_the_day(event: Sequence[str]) -> tuple[int, str]:
    code = event[0]
    order = {"M": 0, "D": 1, "V": 2}
    parts = ("WAKE", "MORN", "NOON", "AFT", "EVE", "NIGHT", "HS", "PHS")
    found = next((number for number, name in enumerate(parts) if code.startswith(name)), None)
    return (found if found is not None else order.get(code[-1], 0), code)


def _together(phrases: Sequence[str]) -> str:
    """Says "with" once, as in "with breakfast and lunch"."""
    first = {phrase.partition(" ")[0] for phrase in phrases}
    if len(phrases) == 1 or first != {"with"}:
        return listed(phrases)
    return f"with {listed([phrase.removeprefix('with ') for phrase in phrases])}"


def listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
