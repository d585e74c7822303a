"""Looks into FHIR's data types as they came, whatever shape a faulty file gave them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, TypeAlias

Json: TypeAlias = Any


def each(body: Json, name: str) -> list[Json]:
    """The element's values; one that should be a list and is none counts as a list of one."""
    found = body.get(name) if isinstance(body, dict) else None
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def first(body: Json, *names: str) -> Json:
    """Follows the names, each time into the first value; None where there is none."""
    for name in names:
        found = each(body, name)
        if not found:
            return None
        body = found[0]
    return body


def text(body: Json, *names: str) -> str | None:
    """The words there, on one line; None where there are none."""
    found = first(body, *names)
    if isinstance(found, bool) or not isinstance(found, str | int | float):
        return None
    return " ".join(str(found).split()) or None


def concept(body: Json, *names: str) -> str | None:
    """What a CodeableConcept or a Coding is called; its code where it has no words."""
    found = first(body, *names) if names else body
    if isinstance(found, str):
        return " ".join(found.split()) or None
    said = text(found, "text") or next(
        (words for one in each(found, "coding") if (words := text(one, "display"))), None
    )
    return said or text(found, "display") or text(found, "coding", "code") or text(found, "code")


def codes(body: Json, *names: str) -> set[str]:
    """All codes there, in lower case."""
    found = [body]
    for name in names:
        found = [inner for one in found for inner in each(one, name)]
    every = [coding for one in found for coding in (each(one, "coding") or [one])]
    return {code.lower() for one in every if (code := text(one, "code"))}


def human_name(body: Json, *, formal: bool = True) -> str | None:
    """A HumanName as it is said; without its prefix where it is not `formal`."""
    if isinstance(body, str):
        return " ".join(body.split()) or None
    given = [str(one) for one in each(body, "given") if isinstance(one, str)]
    family = text(body, "family")
    if not given and not family:
        return text(body, "text")
    prefix = [str(one) for one in each(body, "prefix")] if formal else []
    return " ".join(" ".join([*prefix, *given, family or ""]).split())


def moment(written: str | None) -> datetime | date | None:
    """A FHIR dateTime, or its date where it has no time; None where it has not even a day."""
    if not written:
        return None
    try:
        return (
            date.fromisoformat(written) if "T" not in written else datetime.fromisoformat(written)
        )
    except ValueError:
        return None


def extensions(body: Json) -> Iterator[Json]:
    """The extensions on an element, and those inside them."""
    for one in each(body, "extension"):
        yield one
        yield from extensions(one)


def value_of(extension: Json) -> Json:
    """Its value[x], whichever type it has."""
    if not isinstance(extension, dict):
        return None
    return next((value for name, value in extension.items() if name.startswith("value")), None)


def phone(body: Json, *names: str) -> str | None:
    """The first telephone number among the telecoms."""
    return next(
        (
            text(one, "value")
            for one in each(body, names[0] if names else "telecom")
            if text(one, "system") in {"phone", "sms", None}
            and text(one, "value")
            and "@" not in str(text(one, "value"))
        ),
        None,
    )
