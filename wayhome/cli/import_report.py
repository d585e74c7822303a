"""The report of an import; people wait in a temporary file, since thousands may be told of."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, Self

from wayhome.fhir.importing import Prepared
from wayhome.fhir.reporting import as_json, as_lines

#: A report of this size stays in memory.
_IN_MEMORY = 1024 * 1024


class Report:
    """What an import did, or would do."""

    def __init__(self, plan_files: Sequence[str]) -> None:
        self.problems: list[str] = []
        #: Resources that nobody in the files refers to.
        self.nobodys: list[str] = []
        self._plan_files = plan_files
        self._by_id: dict[str, str] = {}
        self._people = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed on leaving the report
            _IN_MEMORY, "w+", encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._people.close()

    def one_record_for_two(self, prepared: Prepared) -> list[str]:
        """A sentence where somebody of another name in this import has the same local id."""
        if prepared.document is None:
            return []
        person = prepared.document.person
        other = self._by_id.setdefault(person.id, person.name)
        if other.casefold() == person.name.casefold():
            return []
        return [
            (
                f"{prepared.draft.said_files}: {person.name} and {other} would share one record "
                f"({person.id}). Have the hospital give each their NHS number or hospital number."
            )
        ]

    def add(self, prepared: Prepared) -> None:
        kept = {"json": as_json(prepared), "lines": list(as_lines(prepared))}
        self._people.write(json.dumps(kept, ensure_ascii=False, default=str) + "\n")

    def as_lines(self) -> Iterator[str]:
        yield from self._plan_files
        for one in self._each():
            yield from one["lines"]
        for path in self.nobodys:
            yield f"{path}: nobody in these files refers to it, so it is in no plan"

    def as_json(self, apply: bool) -> Iterator[str]:
        """One JSON document, a person at a time."""
        head = {"applied": apply and not self.problems}
        tail = {
            "plan_files": self._plan_files,
            "nobodys": self.nobodys,
            "problems": list(dict.fromkeys(self.problems)),
        }
        yield json.dumps(head)[:-1] + ","
        yield '"people": ['
        waiting = ""
        for one in self._each():
            if waiting:
                yield waiting + ","
            waiting = json.dumps(one["json"], ensure_ascii=False, indent=2)
        yield waiting
        yield "],"
        yield json.dumps(tail, ensure_ascii=False, indent=2)[1:]

    def _each(self) -> Iterator[dict[str, Any]]:
        self._people.seek(0)
        for line in self._people:
            yield json.loads(line)
