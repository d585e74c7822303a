"""Files in, drafts out: one company of files at a time, so that thousands need no more memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wayhome.fhir import prsb
from wayhome.fhir.companions import Card, Company, card_of, companies
from wayhome.fhir.drafts import Draft
from wayhome.fhir.files import FileRead, SourceError, read_file
from wayhome.fhir.grouping import SUPPORTING, Group, about, grouped
from wayhome.fhir.reading import read_group
from wayhome.fhir.sources import Pool, sources_of

#: So many bytes of files are kept from the first reading; beyond that a file is read twice.
HELD_BYTES = 8 * 1024 * 1024
_CHANGED = "changed while it was being read; import it again."


@dataclass
class Read:
    drafts: list[Draft] = field(default_factory=list)
    #: Files that cannot be used, each a sentence.
    problems: list[str] = field(default_factory=list)
    #: Resources that nobody in these files refers to.
    nobodys: list[str] = field(default_factory=list)


def read_drafts(files: Sequence[Path], today: date, *, one_person: bool = False) -> Read:
    """Everybody in the files at once; see `read_parts`."""
    whole = Read()
    for part in read_parts(files, today, one_person=one_person):
        whole.drafts += part.drafts
        whole.problems += part.problems
        whole.nobodys += part.nobodys
    return whole


def read_parts(files: Sequence[Path], today: date, *, one_person: bool = False) -> Iterator[Read]:
    """The people in the files, a few at a time; each part may be forgotten before the next.

    With `one_person` all files speak of the same one.
    """
    shelf = _Shelf(files)
    yield Read(problems=shelf.problems)
    anybody = bool(shelf.problems)
    parts = [Company(tuple(shelf.cards))] if one_person else companies(shelf.cards)
    taken = set[str]()
    for path in shelf.summaries:
        part = shelf.summary(path, today)
        anybody |= bool(part.drafts or part.problems)
        yield part
    for company in parts:
        part = _read_company(shelf, company, today, taken, one_person=one_person)
        anybody |= bool(part.drafts or part.problems)
        yield part
    read_already = {path for company in parts for path in company.files}
    left = [path for path in shelf.cards if path not in read_already]
    if left:
        yield _left_over(shelf, left, today, taken)
    if not anybody:
        yield Read(problems=[_nobody(files)])


def _nobody(files: Sequence[Path]) -> str:
    return (
        f"{', '.join(map(str, files))}: nothing in these files speaks of a patient. Add the "
        "files that do."
    )


class _Shelf:
    """The files, each read once for its card, and again when its turn comes."""

    def __init__(self, files: Sequence[Path]) -> None:
        self.cards: dict[Path, Card] = {}
        self.summaries: list[Path] = []
        self.problems: list[str] = []
        self._held: dict[Path, FileRead] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}
        left = HELD_BYTES
        for path in dict.fromkeys(files):
            try:
                content = read_file(path)
                self._add(path, content)
            except SourceError as problem:
                self.problems.append(str(problem))
                continue
            size, _ = self._stamps[path] = _stamp(path)
            # What is no file on disk, such as a pipe, can be read once only.
            if size <= left or not path.is_file():
                self._held[path] = content
                left -= size

    def _add(self, path: Path, content: FileRead) -> None:
        if prsb.is_summary(content.content):
            self.summaries.append(path)
        else:
            self.cards[path] = card_of(sources_of(content))

    def take(self, path: Path) -> FileRead:
        """Raises SourceError where it is no longer what it was."""
        if path in self._held:
            return self._held[path]
        if _stamp(path) != self._stamps[path]:
            raise SourceError(f"{path}: {_CHANGED}")
        return read_file(path)

    def summary(self, path: Path, today: date) -> Read:
        try:
            content = self.take(path)
            draft = prsb.read_summary(content, today)
        except SourceError as problem:
            return Read(problems=[str(problem)])
        _tell_cleaned([draft], {content.name: content.unprintable})
        return Read(drafts=[draft])


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _read_company(
    shelf: _Shelf, company: Company, today: date, taken: set[str], *, one_person: bool
) -> Read:
    """Adds what it used of the files that are lent to `taken`, by path."""
    read, lent = Read(), frozenset(map(str, company.lent))
    try:
        contents = [shelf.take(path) for path in (*company.files, *company.lent)]
        pool = Pool([one for content in contents for one in sources_of(content)])
        groups = grouped(pool, lent)
        groups = _as_one(groups) if one_person else groups
    except SourceError as problem:
        return Read(problems=[str(problem)])
    taken |= {one.path for group in groups for one in group.members if one.file in lent}
    _read_groups(read, pool, groups, today)
    _tell_cleaned(read.drafts, {one.name: one.unprintable for one in contents})
    return read


def _read_groups(read: Read, pool: Pool, groups: Sequence[Group], today: date) -> None:
    for group in groups:
        if _is_nobodys(group):
            read.nobodys += [one.path for one in group.members]
        else:
            read.drafts.append(read_group(pool, group, today))


def _left_over(shelf: _Shelf, files: Sequence[Path], today: date, taken: set[str]) -> Read:
    """Of the files that speak of nobody, what nobody has taken."""
    read = Read()
    for path in files:
        try:
            content = shelf.take(path)
        except SourceError as problem:
            read.problems.append(str(problem))
            continue
        rest = [one for one in sources_of(content) if one.path not in taken]
        _read_groups(read, Pool(rest), [Group(None, one.place, [one]) for one in rest], today)
        _tell_cleaned(read.drafts, {content.name: content.unprintable})
    return read


def _tell_cleaned(drafts: Sequence[Draft], unprintable: dict[str, int]) -> None:
    for draft in drafts:
        draft.oddities += [
            f"{file}: {unprintable[file]} control characters that nobody can read are left out"
            for file in draft.files
            if unprintable.get(file)
        ]


def _is_nobodys(group: Group) -> bool:
    return group.patient is None and all(
        one.kind in SUPPORTING | {"Schedule", "Slot"} for one in group.members
    )


def _as_one(groups: Sequence[Group]) -> list[Group]:
    """The worker says that all files are about one person; two Patients say otherwise."""
    named = [one for one in groups if one.patient is not None]
    if len(named) > 1:
        patients = " and ".join(one.patient.path for one in named if one.patient)
        raise SourceError(
            f"{patients} are two people. Import the files of one person with --person."
        )
    if not groups:
        return []
    _refuse_two_in_a_file(groups)
    one = named[0] if named else Group(None, groups[0].called)
    for other in groups:
        if other is not one:
            one.members += other.members
            one.strangers += other.strangers
    return [one]


def _refuse_two_in_a_file(groups: Sequence[Group]) -> None:
    """Files may name one person in several ways; a file that does speaks of several people."""
    speaks_of: dict[str, str] = {}
    for group in groups:
        if _is_nobodys(group):
            continue
        for file in {one.file for one in group.members if about(one) is not None}:
            other = speaks_of.setdefault(file, group.called)
            if other != group.called:
                raise SourceError(
                    f"{file}: speaks of {other} and of {group.called}. Take out what is about the "
                    "other, or have the hospital export one file a person."
                )
