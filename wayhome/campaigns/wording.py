"""The words of a campaign's single text: which places it may have, and what fills them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

PLACES: Final = frozenset({"called", "service_name", "team_phone"})
#: Written by staff, so that a text cannot reach what is behind its places.
_TEMPLATES: Final = SandboxedEnvironment(autoescape=False, undefined=StrictUndefined)
_PLACE: Final = re.compile(r"{{ *\w+ *}}")


def fault_in(wording: str) -> str | None:
    """Why it cannot be used, with what to do; None if it can."""
    try:
        named = find_undeclared_variables(_TEMPLATES.parse(wording))
    except TemplateError as fault:
        return f"its curly brackets do not add up ({fault}); write {{{{ called }}}} for the name"
    unknown = sorted(named - PLACES)
    if unknown:
        known = ", ".join(sorted(PLACES))
        return f'nothing is known to fill "{unknown[0]}"; the places are {known}'
    if set("{}") & set(_PLACE.sub("", wording)):
        return "a place is written with two brackets on each side, as {{ called }}, and no more"
    return None


def say(wording: str, places: Mapping[str, str]) -> str:
    """Filled in; line breaks of the file are spaces."""
    return " ".join(_template(wording).render(places).split())


@lru_cache(maxsize=64)
def _template(wording: str) -> Template:
    return _TEMPLATES.from_string(wording)
