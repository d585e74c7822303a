"""A resource word for word: every value in it under its path, for a person to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from wayhome.fhir.elements import Json
from wayhome.fhir.narrative import plain_words

#: Of technical use only; they stand in the kept data all the same.
_TECHNICAL = frozenset({"resourceType", "id", "meta", "system", "url", "fhir_comments", "fullUrl"})
_LONG = 100_000


def word_for_word(body: Json) -> str:
    """One line a value, such as `code: Oxygen therapy`; narrative as its plain words."""
    return "\n".join(dict.fromkeys(_lines(body, ""))) or json.dumps(body, ensure_ascii=False)


def kept_data(body: dict[str, Any]) -> dict[str, Any]:
    """The resource itself; an attachment's data is named by its size, and stays in the file."""
    kept = _without_attachments(body)
    assert isinstance(kept, dict)  # noqa: S101 - an object stays one
    return kept


def _lines(body: Json, path: str) -> Iterator[str]:
    if isinstance(body, dict):
        for name, value in body.items():
            if name == "div" and isinstance(value, str):
                if words := plain_words(value):
                    yield f"{path}: {words}"
            elif name not in _TECHNICAL:
                yield from _lines(value, f"{path}.{name}" if path else name)
    elif isinstance(body, list):
        for one in body:
            yield from _lines(one, path)
    elif body is not None:
        yield f"{path}: {_short(body)}"


def _without_attachments(body: Json) -> Json:
    if isinstance(body, dict):
        return {name: _without_attachments(value) for name, value in body.items()}
    if isinstance(body, list):
        return [_without_attachments(one) for one in body]
    return _short(body)


def _short(value: Json) -> Json:
    if isinstance(value, str) and len(value) > _LONG and " " not in value[:_LONG]:
        return f"(an attachment of {len(value)} characters, which stays in the file)"
    return value
