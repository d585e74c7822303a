"""What `fhir.resources` finds wrong: harmless oddities, and faults that need a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

#: Faults here change nothing that a person is told.
_HARMLESS = frozenset({"id", "meta", "text", "fhir_comments", "language", "implicitRules"})
_SHOWN = 3


@dataclass(frozen=True)
class Judgement:
    faults: tuple[str, ...] = ()
    oddities: tuple[str, ...] = ()


def judge(body: Mapping[str, Any]) -> Judgement:
    kind = str(body.get("resourceType"))
    try:
        model = get_fhir_model_class(kind)
    except (ValueError, KeyError, AttributeError):
        return Judgement(faults=(f"{kind[:60]} is no resource of FHIR R4",))
    try:
        model.model_validate(body)
    except ValidationError as error:
        return _sorted(error)
    except RecursionError:
        return Judgement(faults=("it is nested too deep to be checked",))
    except (KeyError, TypeError):
        # fhir.resources 8 looks a contained resource's type up before it has judged it.
        return Judgement(faults=("a resource in it is of no known type",))
    return Judgement(faults=_meaning_changed(body))


def _sorted(error: ValidationError) -> Judgement:
    faults: list[str] = []
    oddities: list[str] = []
    for one in error.errors(include_url=False, include_input=False):
        where = ".".join(str(part) for part in one["loc"])
        harmless = bool(one["loc"]) and (
            one["loc"][0] in _HARMLESS or one["loc"][-1] in {"id", "fhir_comments"}
        )
        message = one["msg"].removeprefix("Value error, ")
        (oddities if harmless else faults).append(f"{where}: {message}")
    return Judgement(tuple(faults[:_SHOWN]), tuple(oddities[:_SHOWN]))


def _meaning_changed(body: Mapping[str, Any]) -> tuple[str, ...]:
    """A modifier extension may turn the meaning round, and R4 forbids ignoring it."""
    if body.get("modifierExtension"):
        return ("modifierExtension: it changes what the resource means",)
    return ()
