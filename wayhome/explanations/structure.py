"""Reads FHIR R4 Dosage elements into steps, and says what it could not be sure of.

Follows the UK's implementation guide for interoperable medicines ("Dose to text translation") and
FHIR R4 Dosage and Timing. Numbers may be written as JSON numbers or as strings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from wayhome.explanations.agreement import agreed
from wayhome.explanations.facts import Fact, Kind, exactly, fact
from wayhome.explanations.reading import read
from wayhome.explanations.steps import Course, Step, with_implied_way
from wayhome.explanations.units import is_known, time_unit, unit

Json: TypeAlias = Mapping[str, Any]
#: SNOMED CT routes (UK edition) whose names alone would not tell.
_ROUTES = {
    "26643006": "oral", "37161004": "rectal", "34206005": "subcutaneous",
    "78421000": "intramuscular",
    "47625008": "intravenous", "18679011000001101": "inhaled", "447694001": "inhaled",
    "6064005": "skin", "37839007": "sublingual", "46713006": "nasal", "16857009": "vaginal",
    "45890007": "transdermal", "54471007": "buccal", "448598008": "skin", "54485002": "eye",
    "10547007": "ear", "372464004": "intradermal", "127492001": "tube", "127490009": "tube",
}  # fmt: skip
_METHODS = {"inject": "inject", "infus": "infusion", "apply": "apply", "appl": "apply"}
_LONG = {"d", "wk", "mo", "a"}


def course(dosages: Sequence[Json], medicine: str = "") -> Course:
    """Everything the elements say; never raises for what they hold."""
    found = Course()
    last: Any = None
    for number, dosage in enumerate(dosages):
        along = number > 0 and dosage.get("sequence") == last
        last = dosage.get("sequence")
        found.steps.append(_step(dosage, found.doubts, medicine, along=along))
    return found


def _step(dosage: Json, doubts: list[str], medicine: str, *, along: bool) -> Step:
    repeat = _map(_map(dosage.get("timing")).get("repeat"))
    method = _method(dosage)
    facts = [
        *_amounts(dosage, doubts),
        *_timing(repeat),
        *_length(repeat, dosage, method),
        *_events(_map(dosage.get("timing")), repeat),
        *_limits(dosage, doubts),
        *_route(dosage, doubts),
    ]
    reason = _words(dosage.get("asNeededCodeableConcept")) or _asneeded_for(dosage)
    if reason or _true(dosage.get("asNeededBoolean")):
        facts.append(fact(Kind.NEEDED))
    extras = [_words(one) for one in _list(dosage.get("additionalInstruction"))]
    extras.append(str(dosage.get("patientInstruction") or ""))
    if method.startswith("until"):
        extras.append(method)
    if dosage.get("modifierExtension"):
        doubts.append("The source holds an extension that changes what it means.")
    step = Step(
        facts=tuple(facts),
        method=_method_kind(method),
        site=_site(dosage),
        reason=reason,
        extras=tuple(one.strip() for one in extras if one.strip()),
        along=along,
    )
    text = str(dosage.get("text") or "")
    return with_implied_way(agreed(step, _coded_time(dosage), text, doubts, medicine))


def _amounts(dosage: Json, doubts: list[str]) -> Iterable[Fact]:
    for one in map(_map, _list(dosage.get("doseAndRate"))):
        if one.get("doseQuantity"):
            number, name = _quantity(_map(one["doseQuantity"]), doubts)
            yield fact(Kind.AMOUNT, number, number, name)
        if one.get("doseRange"):
            low, high, name = _range(_map(one["doseRange"]), doubts)
            # A flow such as litres a minute is a rate, wherever it is written.
            yield fact(Kind.RATE if "/" in name else Kind.AMOUNT, low, high, name)
        if one.get("rateQuantity"):
            number, name = _quantity(_map(one["rateQuantity"]), doubts)
            yield fact(Kind.RATE, number, number, name)
        if one.get("rateRange"):
            yield fact(Kind.RATE, *_range(_map(one["rateRange"]), doubts))
        if one.get("rateRatio"):
            yield _ratio(_map(one["rateRatio"]), doubts)


def _ratio(ratio: Json, doubts: list[str]) -> Fact:
    number, name = _quantity(_map(ratio.get("numerator")), doubts)
    below, per = _quantity(_map(ratio.get("denominator")), doubts)
    return fact(Kind.RATE, number, number, f"{name}/{'' if below in {'', '1'} else below}{per}")


def _range(span: Json, doubts: list[str]) -> tuple[str, str, str]:
    low, high = _map(span.get("low")), _map(span.get("high"))
    first, name = _quantity(low or high, doubts) if low else ("", "")
    second, top = _quantity(high, doubts) if high else ("", name)
    if low and high and name != top:
        doubts.append(f"The lowest and the highest dose have other units: {name} and {top}.")
    if low and not high:
        doubts.append("The source gives the lowest dose and no highest.")
    return first, second, top


def _quantity(quantity: Json, doubts: list[str]) -> tuple[str, str]:
    number = exactly(quantity.get("value", ""))
    written = [str(quantity[key]) for key in ("code", "unit") if quantity.get(key)]
    names = [unit(one) for one in written]
    known = [one for one in dict.fromkeys(names) if is_known(one)]
    if not number:
        doubts.append("The source gives a dose without a number.")
    if not written:
        doubts.append(f"The source gives a dose of {number} without a unit.")
    elif len(known) > 1:
        doubts.append(f"The source names two units for one dose: {known[0]} and {known[1]}.")
    elif written and not known:
        doubts.append(f'We do not know the unit "{written[-1]}".')
    if quantity.get("comparator"):
        doubts.append(f"The source gives a dose of {quantity['comparator']} {number}.")
    spoken = [one for one in names if not one.isdigit()]
    return number, known[0] if known else (spoken[-1] if spoken else "")


def _timing(repeat: Json) -> Iterable[Fact]:
    often, most = exactly(repeat.get("frequency", "")), exactly(repeat.get("frequencyMax", ""))
    low, high = exactly(repeat.get("period", "")), exactly(repeat.get("periodMax", ""))
    name = time_unit(str(repeat.get("periodUnit", "")))
    if name and (low or high):
        low = low or high
        first = often if often or most else "1"
        yield fact(Kind.TIMES, first, most or first, low, high or low, name)
    elif often or most:
        yield fact(Kind.COUNT, often, most or often)
    offset = exactly(repeat.get("offset") or "")
    whens = [str(one) for one in _list(repeat.get("when"))]
    for one in whens:
        if one == "NOON":
            yield fact(Kind.CLOCK, "12:00")
        else:
            yield fact(Kind.WHEN, one, offset if offset != "0" else "")
    for one in _list(repeat.get("dayOfWeek")):
        yield fact(Kind.DAY, str(one))
    for one in _list(repeat.get("timeOfDay")):
        yield fact(Kind.CLOCK, str(one)[:5])


def _length(repeat: Json, dosage: Json, method: str) -> Iterable[Fact]:
    bounds = _map(repeat.get("boundsDuration"))
    if bounds:
        yield fact(Kind.FOR, *_bound(bounds, bounds))
    span = _map(repeat.get("boundsRange"))
    if span:
        yield fact(Kind.FOR, *_bound(_map(span.get("low")), _map(span.get("high"))))
    period = _map(repeat.get("boundsPeriod"))
    for key, kind in (("start", Kind.FROM), ("end", Kind.UNTIL)):
        if period.get(key):
            yield fact(kind, str(period[key])[:10])
    count = exactly(repeat.get("count", ""))
    if count or repeat.get("countMax"):
        yield fact(Kind.COUNT, count, exactly(repeat.get("countMax", "")) or count)
    lasts, most = exactly(repeat.get("duration", "")), exactly(repeat.get("durationMax", ""))
    name = time_unit(str(repeat.get("durationUnit", "")))
    if lasts or most:
        # A dose that is swallowed or put on takes no days: such a length is that of the course.
        given_slowly = "infus" in method or "patch" in str(dosage.get("doseAndRate"))
        kind = Kind.FOR if name in _LONG and not given_slowly else Kind.OVER
        yield fact(kind, lasts, most or lasts, name)


def _bound(low: Json, high: Json) -> tuple[str, str, str]:
    named = high or low
    name = time_unit(str(named.get("code") or named.get("unit") or ""))
    return exactly(low.get("value", "")), exactly(high.get("value", "")), name


def _events(timing: Json, repeat: Json) -> Iterable[Fact]:
    del repeat
    for one in _list(timing.get("event")):
        yield fact(Kind.ON, str(one)[:10])
        if "T" in str(one):
            yield fact(Kind.CLOCK, str(one).split("T")[1][:5])


def _limits(dosage: Json, doubts: list[str]) -> Iterable[Fact]:
    for ratio in map(_map, _list(dosage.get("maxDosePerPeriod"))):
        number, name = _quantity(_map(ratio.get("numerator")), doubts)
        below = _map(ratio.get("denominator"))
        per = time_unit(str(below.get("code") or below.get("unit") or ""))
        yield fact(Kind.LIMIT, number, name, exactly(below.get("value", 1)), per)
    for key, per in (("maxDosePerAdministration", "dose"), ("maxDosePerLifetime", "life")):
        if dosage.get(key):
            number, name = _quantity(_map(dosage[key]), doubts)
            yield fact(Kind.LIMIT, number, name, "", per)


def _route(dosage: Json, doubts: list[str]) -> Iterable[Fact]:
    concept = _map(dosage.get("route"))
    if not concept:
        return
    for coding in map(_map, _list(concept.get("coding"))):
        if str(coding.get("code")) in _ROUTES:
            yield fact(Kind.ROUTE, _ROUTES[str(coding["code"])])
            return
    for written in (_words(concept), str(concept.get("text") or "")):
        known = [one for one in read(written).facts if one.kind is Kind.ROUTE]
        if known:
            yield known[0]
            return
    doubts.append(f'We do not know the way of giving it called "{_words(concept)}".')


def _method(dosage: Json) -> str:
    return _words(dosage.get("method")).lower()


def _method_kind(method: str) -> str:
    return next((kind for part, kind in _METHODS.items() if part in method), "")


def _site(dosage: Json) -> str:
    site = _words(dosage.get("site")).lower()
    for extra in ("structure", "entire", "region", "(body)", "(body structure)", ","):
        site = site.replace(extra, "")
    site = " ".join(site.split())
    return "" if site in {"oral", "mouth"} else site


def _coded_time(dosage: Json) -> str:
    concept = _map(_map(dosage.get("timing")).get("code"))
    coding = [str(_map(one).get("code") or "") for one in _list(concept.get("coding"))]
    return next((one for one in (*coding, str(concept.get("text") or "")) if one), "")


def _asneeded_for(dosage: Json) -> str:
    """As FHIR R5 writes it."""
    return next((_words(one) for one in _list(dosage.get("asNeededFor"))), "")


def _words(concept: Any) -> str:  # noqa: ANN401 - whatever the JSON held
    found = _map(concept)
    displays = [str(_map(one).get("display") or "") for one in _list(found.get("coding"))]
    return str(found.get("text") or next((one for one in displays if one), "")).strip()


def _map(found: Any) -> Json:  # noqa: ANN401 - whatever the JSON held
    return found if isinstance(found, Mapping) else {}


def _list(found: Any) -> list[Any]:  # noqa: ANN401 - whatever the JSON held
    if found is None:
        return []
    return list(found) if isinstance(found, list | tuple) else [found]


def _true(found: Any) -> bool:  # noqa: ANN401 - whatever the JSON held
    return found is True or str(found).lower() == "true"
