"""The wordings of our replies, as reviewers keep them in YAML, ready to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from jinja2 import Environment, StrictUndefined, Template, TemplateError
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

_SPACES = re.compile(r" {2,}")


class RepliesError(Exception):
    """A wording cannot be used; the message names the file, the wording and what to do."""


@dataclass(frozen=True)
class Wording:
    """One reply as it was reviewed."""

    key: str
    text: str
    #: Shown because the person asked for a list, so it may be longer than two segments.
    is_list: bool
    reviewed_by: str
    reviewed_on: date | None
    file: str


class Replies:
    """Every wording by its key; `render` fills one in."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self._wordings = dict(wordings)
        words = Environment(
            autoescape=False,  # noqa: S701 - plain texts for phones, never HTML
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates = {key: _compiled(words, one) for key, one in wordings.items()}

    def __iter__(self) -> Iterator[Wording]:
        return iter(self._wordings.values())

    def __contains__(self, key: object) -> bool:
        return key in self._wordings

    def render(self, key: str, **data: object) -> str:
        """The wording with its places filled; raises RepliesError when one stays empty."""
        template = self._templates.get(key)
        if template is None:
            raise RepliesError(
                f'No wording is called "{key}". Add it to a file in content/replies.'
            )
        try:
            filled = template.render(data).strip()
        except TemplateError as fault:
            file = self._wordings[key].file
            raise RepliesError(
                f'{file}: the wording "{key}" could not be filled in: {fault}. '
                "Use only the places that its caller fills."
            ) from fault
        # A sentence left out by an "if" leaves its spaces behind.
        return _SPACES.sub(" ", filled)


def load_replies(folder: Path) -> Replies:
    """Read every `.yaml` file of the folder; each key may stand in one file only.

    Raises RepliesError with the file and the key when anything is amiss.
    """
    wordings: dict[str, Wording] = {}
    for path in sorted(folder.glob("*.yaml")):
        for wording in _read(path):
            earlier = wordings.setdefault(wording.key, wording)
            if earlier is not wording:
                raise RepliesError(
                    f'{path}: "{wording.key}" stands in {earlier.file} already; rename one.'
                )
    if not wordings:
        raise RepliesError(f"{folder}: no wordings here; is it the right folder?")
    return Replies(wordings)


def _not_yet(written: Any) -> Any:  # noqa: ANN401 - whatever YAML held
    return None if written == "not yet" else written


ReviewDate = Annotated[date | None, BeforeValidator(_not_yet)]


class _Entry(BaseModel):
    """A wording with something to say about itself."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str
    list: bool = False
    reviewed_by: str | None = None
    reviewed_on: ReviewDate | Literal["as the file"] = "as the file"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reviewed_by: str
    reviewed_on: ReviewDate
    replies: dict[str, str | _Entry]


def _read(path: Path) -> Iterator[Wording]:
    try:
        file = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        where = " ".join(str(fault).split())
        raise RepliesError(f"{path}: this is not readable YAML: {where}") from fault
    except ValidationError as fault:
        raise RepliesError(f"{path}: {_faults(fault)}") from fault
    for key, written in file.replies.items():
        entry = _Entry(text=written) if isinstance(written, str) else written
        own_date = entry.reviewed_on
        yield Wording(
            key=key,
            text=entry.text,
            is_list=entry.list,
            reviewed_by=entry.reviewed_by or file.reviewed_by,
            reviewed_on=file.reviewed_on if own_date == "as the file" else own_date,
            file=str(path),
        )


def _faults(error: ValidationError) -> str:
    return "; ".join(
        f"{'.'.join(map(str, fault['loc'])) or 'the file'}: {fault['msg']}"
        for fault in error.errors(include_url=False)
    )


def _compiled(words: Environment, wording: Wording) -> Template:
    try:
        return words.from_string(wording.text)
    except TemplateError as fault:
        raise RepliesError(
            f'{wording.file}: the wording "{wording.key}" has a fault: {fault}. '
            "Check its curly brackets."
        ) from fault
