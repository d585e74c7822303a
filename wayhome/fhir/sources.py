"""The resources of some files, where each stands and what its references point to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wayhome.fhir.elements import Json, each, first, text
from wayhome.fhir.files import FileRead, SourceError, inside
from wayhome.fhir.releases import other_release

_R4 = "Ask the hospital for FHIR R4."
_MAX_NESTED_BUNDLES = 5
#: A long stay's bundle has some hundreds; a whole hospital's export, or a loop in it, has more.
MAX_RESOURCES = 5_000
#: Objects and lists inside one resource, such as its doses or notes.
MAX_PARTS = 10_000


@dataclass(eq=False)
class Source:
    """One resource of a file."""

    body: dict[str, Any]
    file: str
    #: Where it stands in its file, such as `entry 4, MedicationRequest/mr-1`.
    place: str
    full_url: str | None = None
    contained: dict[str, Source] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return str(self.body.get("resourceType"))

    @property
    def path(self) -> str:
        return f"{self.file}: {self.place}"

    @property
    def names(self) -> set[str]:
        """What a reference may call it."""
        found = {self.full_url} if self.full_url else set()
        if (own := text(self.body, "id")) is not None:
            found |= {f"{self.kind}/{own}", f"urn:uuid:{own}", own}
        if self.full_url and "/" in self.full_url:
            found.add("/".join(self.full_url.split("/")[-2:]))
        return {one for one in found if one}


def sources_of(read: FileRead) -> list[Source]:
    """Every resource of a file, bundles unpacked; raises SourceError."""
    found = list(_unpacked(read.content, read.name, "", None, 0))
    if len(found) > MAX_RESOURCES:
        raise SourceError(
            f"{read.name}: holds {len(found):,} resources, and over {MAX_RESOURCES:,} is no one "
            "person's plan. Have the hospital export the one discharge: the patient, the stay, "
            "medicines, appointments and advice."
        )
    for one in found:
        _refuse_many_values(one)
        release = other_release(one.body)
        if release is not None:
            raise SourceError(
                f"{one.path} has the shape of FHIR {release}, and only R4 is read. {_R4}"
            )
    if not found:
        raise SourceError(f"{read.name}: holds no resource, so there is nothing to import.")
    return found


def _refuse_many_values(source: Source) -> None:
    count, layer = 0, [source.body]
    while layer:
        layer = [inner for one in layer for inner in inside(one)]
        count += len(layer)
    if count > MAX_PARTS:
        raise SourceError(
            f"{source.path} has {count:,} parts, and over {MAX_PARTS:,} is no one item of a plan. "
            "Have the hospital look at that entry, and export it again."
        )


def _unpacked(
    content: Json, file: str, within: str, full_url: str | None, depth: int
) -> Iterator[Source]:
    if isinstance(content, list):
        for number, one in enumerate(content, start=1):
            yield from _unpacked(one, file, f"{within}item {number}, ", None, depth)
        return
    if not isinstance(content, dict) or not isinstance(content.get("resourceType"), str):
        where = within.rstrip(", ") or "the file"
        raise SourceError(
            f"{file}: {where} is JSON but no FHIR: it has no resourceType. {_R4} "
            "A plan of your own goes into a plan.yaml, a list of people into a .csv."
        )
    if content["resourceType"] in {"Bundle", "Parameters"}:
        yield from _entries(content, file, within, depth)
        return
    own = text(content, "id")
    name = f"{content['resourceType']}/{own}" if own else content["resourceType"]
    source = Source(content, file, f"{within}{name}", full_url)
    for inner in each(content, "contained"):
        if isinstance(inner, dict) and (key := text(inner, "id")):
            place = f"{source.place}, contained {key}"
            source.contained[key] = Source(inner, file, place)
    yield source


def _entries(bundle: dict[str, Any], file: str, within: str, depth: int) -> Iterator[Source]:
    if depth > _MAX_NESTED_BUNDLES:
        raise SourceError(f"{file}: {within}bundles stand inside bundles; export it again.")
    entries = each(bundle, "entry") or each(bundle, "parameter")
    for number, entry in enumerate(entries, start=1):
        resource = first(entry, "resource")
        if resource is None:
            # A request or a search's own note: it speaks of no care.
            continue
        yield from _unpacked(
            resource, file, f"{within}entry {number}, ", text(entry, "fullUrl"), depth + 1
        )


class Pool:
    """All resources of one import; a reference is looked for near first, then further."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources = list(sources)
        self._named: dict[str, list[Source]] = {}
        for one in self.sources:
            for name in one.names:
                self._named.setdefault(name, []).append(one)

    def find(self, reference: Json, near: Source) -> Source | None:
        """What a Reference points to; None where it dangles or could mean several."""
        written = text(reference, "reference") if isinstance(reference, dict) else None
        if written is None:
            return None
        if written.startswith("#"):
            return near.contained.get(written[1:])
        plain = written.split("/_history/")[0]
        found = self._named.get(plain) or self._named.get("/".join(plain.split("/")[-2:])) or []
        same_file = next((one for one in found if one.file == near.file), None)
        return same_file or (found[0] if len(found) == 1 else None)
