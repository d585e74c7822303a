"""Units as people, prescribers and UCUM write them, each with one name of ours."""

from __future__ import annotations

import re
from decimal import Decimal

#: Our name -> how it is written; micrograms and milligrams share no spelling.
_WRITTEN = {
    "mg": "mg mgs milligram milligrams milligramme milligrammes mgm",
    "microgram": "microgram micrograms microgramme microgrammes mcg mcgs ug \u00b5g \u03bcg",
    "nanogram": "nanogram nanograms ng",
    "g": "g gm gms gram grams gramme grammes",
    "kg": "kg kilogram kilograms kilo kilos",
    "ml": "ml mls millilitre millilitres milliliter milliliters cc",
    "l": "l litre litres liter liters",
    "mmol": "mmol millimole millimoles mmols",
    "unit": "unit units iu u i.u. [iu] [u] international",
    "tablet": "tablet tablets tab tabs tabl pill pills",
    "capsule": "capsule capsules cap caps",
    "caplet": "caplet caplets",
    "puff": "puff puffs inhalation inhalations actuation actuations",
    "patch": "patch patches",
    "drop": "drop drops gtt gtts [drp]",
    "application": "application applications",
    "spray": "spray sprays",
    "suppository": "suppository suppositories supp supps",
    "pessary": "pessary pessaries",
    "sachet": "sachet sachets",
    "spoonful": "spoonful spoonfuls",
    "lozenge": "lozenge lozenges",
    "ampoule": "ampoule ampoules amp amps ampule ampules",
    "vial": "vial vials",
    "injection": "injection injections",
    "syringe": "syringe syringes",
    "pen": "pen pens",
    "implant": "implant implants",
    "enema": "enema enemas",
    "bag": "bag bags",
    "bottle": "bottle bottles",
    "blister": "blister blisters",
    "nebule": "nebule nebules neb nebs",
    "strip": "strip strips",
    "film": "film films",
    "piece": "piece pieces",
    "scoop": "scoop scoops",
    "dose": "dose doses",
    "cm": "cm centimetre centimetres",
    "percent": "% percent",
}
_TIMES = {
    "s": "s sec secs second seconds",
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours",
    "d": "d day days",
    "wk": "wk wks week weeks",
    "mo": "mo month months mth mths",
    "a": "a year years yr yrs",
}
_UNITS = {word: name for name, words in _WRITTEN.items() for word in words.split()}
_TIME_UNITS = {word: name for name, words in _TIMES.items() for word in words.split()}
_MASS = {
    "nanogram": Decimal("0.001"),
    "microgram": Decimal(1),
    "mg": Decimal(1000),
    "g": Decimal(1_000_000),
}
_PER = re.compile(r"\s*/\s*|\s+per\s+")

#: For patterns; a time unit of one letter only counts straight after a number.
TIME = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?|yrs?)"
DOSE = "(?:" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + ")"
#: What only a dose is measured in; a pen or a bottle may stand for other things.
MEASURES = frozenset({"mg", "microgram", "nanogram", "g", "ml", "unit", "mmol", "l"})


def unit(written: str) -> str:
    """Our name of a unit of dose or of a rate; the words themselves where we have none."""
    tidy = " ".join(written.lower().split())
    known = _UNITS.get(tidy) or _TIME_UNITS.get(tidy)
    if known:
        return known
    parts = _PER.split(tidy)
    if len(parts) > 1:
        return "/".join(unit(part) for part in parts)
    return tidy


def is_known(name: str) -> bool:
    return all(part in _WRITTEN or part in _TIMES for part in name.split("/"))


def time_unit(written: str) -> str:
    """The UCUM name of a unit of time, empty where it is none."""
    return _TIME_UNITS.get(written.strip().lower(), "")


def same_mass(number: str, name: str) -> tuple[str, str]:
    """In micrograms where it is a mass, so that 1 g and 1000 mg compare as equal."""
    if name not in _MASS or not number:
        return number, name
    return format((Decimal(number) * _MASS[name]).normalize(), "f"), "microgram"
