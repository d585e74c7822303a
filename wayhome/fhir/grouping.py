"""Whose each resource is: one group a person, and nobody's data in another's plan."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from wayhome.fhir.elements import Json, each, first, human_name, text
from wayhome.fhir.files import SourceError
from wayhome.fhir.sources import Pool, Source
from wayhome.people.nhs_numbers import nhs_number

_NHS_SYSTEM = "nhs-number"
_ABOUT = ("subject", "patient", "for", "beneficiary")
#: These speak of nobody by themselves; whoever refers to them has them.
SUPPORTING = frozenset(
    {
        "Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "Device",
        "Substance", "HealthcareService", "MessageHeader", "Endpoint", "Binary",
    }
)  # fmt: skip


@dataclass
class Group:
    """One person's resources; `patient` is None where no file holds the person."""

    patient: Source | None
    #: How the files name the person where there is no Patient.
    called: str
    members: list[Source] = field(default_factory=list)
    #: Resources that name somebody who is in no file; a person must say whose they are.
    strangers: list[Source] = field(default_factory=list)
    #: The files name the patient otherwise than the Patient itself does.
    named_otherwise: str | None = None


def grouped(pool: Pool, lent: Container[str] = ()) -> list[Group]:
    """Raises SourceError where one file speaks of two people.

    Files that are `lent` belong to other people as well: of them each group has what it refers to.
    """
    patients = _patients(pool)
    groups: dict[int, Group] = {
        id(one): Group(one, human_name(first(one.body, "name")) or one.place)
        for one in patients.values()
    }
    unnamed: dict[str, Group] = {}
    loose: list[Source] = []
    for members in _by_file(pool.sources).values():
        own = next((groups[id(patients[one])] for one in members if one in patients), None)
        loose += _share_out(pool, members, own, groups, patients, unnamed)
    every = [*groups.values(), *unnamed.values()]
    _give_loose(pool, loose, every, lent)
    return every


def _by_file(sources: Iterable[Source]) -> dict[str, list[Source]]:
    files: dict[str, list[Source]] = {}
    for one in sources:
        files.setdefault(one.file, []).append(one)
    return files


def nhs_numbers(body: Json) -> list[str]:
    """NHS numbers as they are written among the identifiers, valid or not."""
    return [
        value
        for one in each(body, "identifier")
        if _NHS_SYSTEM in str(text(one, "system") or "").lower() and (value := text(one, "value"))
    ]


def about(source: Source) -> Json:
    """The Reference to the patient whom a resource is about; None where it names none."""
    for name in _ABOUT:
        found = first(source.body, name)
        if isinstance(found, dict) and _may_be_patient(found):
            return found
    for one in each(source.body, "participant"):
        actor = first(one, "actor")
        if isinstance(actor, dict) and "Patient/" in str(text(actor, "reference")):
            return actor
    return None


def _may_be_patient(reference: Json) -> bool:
    kind = text(reference, "type") or str(text(reference, "reference") or "").rpartition("/")[0]
    return not kind or kind.endswith(("Patient", "urn:uuid")) or ":" in kind


def _patients(pool: Pool) -> dict[Source, Source]:
    """Each Patient resource with the one that stands for the person."""
    standing: dict[Source, Source] = {}
    known: dict[object, Source] = {}
    in_file: dict[str, Source] = {}
    for one in pool.sources:
        if one.kind != "Patient":
            continue
        known_by = marks(one)
        standing[one] = next((known[mark] for mark in known_by if mark in known), one)
        known |= dict.fromkeys(known_by, standing[one])
        first_there = in_file.setdefault(one.file, standing[one])
        if first_there is not standing[one]:
            raise SourceError(
                f"{one.path} is a second patient in this file, beside {first_there.place}. "
                "Export one file a person."
            )
    return standing


def marks(one: Source) -> list[object]:
    """What tells that two Patients are one person: NHS number, or id with name and birthday."""
    numbers = [found for written in nhs_numbers(one.body) if (found := nhs_number(written))]
    own = text(one.body, "id")
    return [*numbers] or ([(own, *_known_by(one))] if own else [])


def _known_by(one: Source) -> tuple[str | None, str | None]:
    return human_name(first(one.body, "name"), formal=False), text(one.body, "birthDate")


def _share_out(  # noqa: PLR0913 - whose is whose takes all that is known
    pool: Pool,
    members: Sequence[Source],
    own: Group | None,
    groups: dict[int, Group],
    patients: dict[Source, Source],
    unnamed: dict[str, Group],
) -> list[Source]:
    """Gives a file's resources to their people; what names nobody comes back."""
    loose: list[Source] = []
    unknown: dict[str, list[Source]] = {}
    reached: list[Group] = [own] if own else []
    for one in members:
        reference = about(one)
        found = one if one.kind == "Patient" else pool.find(reference, one)
        if found is not None and found in patients:
            reached.append(groups[id(patients[found])])
            reached[-1].members.append(one)
        elif reference is not None:
            unknown.setdefault(token_of(reference), []).append(one)
        else:
            loose.append(one)
    for token, about_them in unknown.items():
        _give_unknown(token, about_them, own, unnamed, only=len(unknown) == 1)
    reached += [unnamed[token] for token in unknown if token in unnamed]
    if own is None and len({id(one) for one in reached}) != 1:
        return loose
    known = own or reached[0]
    known.members += loose
    return []


def _give_unknown(
    token: str,
    about_them: list[Source],
    own: Group | None,
    unnamed: dict[str, Group],
    *,
    only: bool,
) -> None:
    if own is None:
        unnamed.setdefault(token, Group(None, token)).members += about_them
    elif token in _tokens(own):
        own.members += about_them
    elif only and not [one for one in own.members if one.kind not in {"Patient", *SUPPORTING}]:
        # Every resource of the file names one and the same person, and the file holds one Patient.
        own.members += about_them
        own.named_otherwise = token
    else:
        own.strangers += about_them


def token_of(reference: Json) -> str:
    """How a reference names a patient who is in no file."""
    number = nhs_number(str(text(reference, "identifier", "value") or ""))
    written = text(reference, "reference") or text(reference, "identifier", "value")
    return number or written or text(reference, "display") or "a patient without a name"


def _tokens(group: Group) -> set[str]:
    if group.patient is None:
        return {group.called}
    body = group.patient.body
    return {*group.patient.names, *filter(None, map(nhs_number, nhs_numbers(body)))}


def _give_loose(pool: Pool, loose: list[Source], every: list[Group], lent: Container[str]) -> None:
    """What names nobody goes to whoever refers to it, or to the only person there is."""
    takers_of = _takers(pool, set(loose), every) if loose else {}
    for one in loose:
        only = every if len(every) == 1 and one.file not in lent else []
        takers = takers_of.get(one) or only
        for group in takers:
            group.members.append(one)
        if not takers and one.file not in lent:
            every.append(Group(None, one.place, [one]))


def _takers(pool: Pool, wanted: set[Source], groups: Iterable[Group]) -> dict[Source, list[Group]]:
    """Which groups refer to each, straight or by way of another of them."""
    takers: dict[Source, list[Group]] = {}
    for group in groups:
        waiting, reached = list(group.members), set[Source]()
        while waiting:
            member = waiting.pop()
            found = {pool.find(reference, member) for reference in references(member.body)}
            fresh = [one for one in found if one in wanted and one not in reached]
            reached.update(fresh)
            waiting += fresh
        for one in reached:
            takers.setdefault(one, []).append(group)
    return takers


def references(body: Json) -> Iterable[Json]:
    """Every Reference inside, wherever it stands."""
    waiting = [body]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("reference"), str):
                yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
