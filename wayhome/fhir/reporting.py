"""What an import did or would do, for the person at the keyboard and for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from wayhome.fhir.drafts import PERSON, PLAN, Draft
from wayhome.fhir.importing import Prepared
from wayhome.plans.rewriting import COLLECTIONS

_ABSENT: Final = {
    "medicines": "no medicines",
    "appointments": "no appointments",
    "instructions": "no instructions",
    "warning_signs": "no warning signs",
    "contacts": "nobody to ring",
}


def as_json(prepared: Prepared) -> dict[str, Any]:
    """One person's report; each source item is counted under what became of it."""
    draft = prepared.draft
    return {
        "person": draft.called,
        "files": draft.files,
        "is_new_person": prepared.is_new_person,
        "person_changes": prepared.person_changes,
        "new": prepared.comparison.new,
        "changed": prepared.comparison.changed,
        "gone": prepared.comparison.gone,
        "unchanged": prepared.comparison.same,
        "communication_needs": _needs(draft),
        "missing": missing(draft),
        "needs_person": [
            {
                "kind": collection,
                "path": item.source_path,
                "why": item.needs_person,
                "source": item.source_text,
            }
            for collection in COLLECTIONS
            for item in draft.items.get(collection, [])
            if item.needs_person
        ],
        "oddities": draft.oddities,
        "blocked_by": draft.blockers,
        "items": {name: len(draft.items[name]) for name in COLLECTIONS if draft.items.get(name)},
        "counts": {
            kind: {"source": sum(outcomes.values()), **outcomes}
            for kind, outcomes in sorted(draft.counts.items())
        },
        "totals": _totals(draft),
    }


def as_lines(prepared: Prepared) -> Iterator[str]:
    draft, comparison = prepared.draft, prepared.comparison
    known = "new on record" if prepared.is_new_person else "on record"
    yield f"{draft.called} ({known}), from {draft.said_files}"
    totals = _totals(draft)
    yield (
        f"  {totals['source']} in the source: {totals[PLAN]} ready to be approved, "
        f"{totals[PERSON]} need a person, {totals['other']} used for other items"
    )
    if prepared.document is not None and not comparison.anything:
        yield "  nothing new in the plan"
    yield from (f"  changed on the person's record: {one}" for one in prepared.person_changes)
    for name in ("new", "changed", "gone"):
        yield from (f"  {name}: {one}" for one in getattr(comparison, name))
    yield from (f"  communication need: {one}" for one in _needs(draft))
    yield from (f"  missing: {one}" for one in missing(draft))
    for item in draft.waiting:
        words = _brief(item.source_text)
        yield f"  needs a person: {words} [{item.source_path}] {item.needs_person}"
    yield from (f"  odd, but harmless: {one}" for one in draft.oddities)
    yield from (f"  cannot be imported: {one}" for one in draft.blockers)


def _needs(draft: Draft) -> list[str]:
    found = draft.person.needs if draft.person else []
    return [": ".join(filter(None, (one.need.value, one.wording, one.reason))) for one in found]


def missing(draft: Draft) -> list[str]:
    """What a discharge plan should have and this one has not."""
    found = [said for name, said in _ABSENT.items() if not draft.items.get(name)]
    if not any(getattr(one, "is_key_worker", False) for one in draft.items.get("contacts", [])):
        found.append("no key worker")
    if draft.person is not None:
        person = draft.person
        found += [] if person.mobiles else ["no UK mobile number"]
        found += [] if person.nhs_number else ["no valid NHS number"]
        found += [] if person.born_on else ["no date of birth"]
    return found


def _totals(draft: Draft) -> dict[str, int]:
    every = list(draft.counts.values())
    source = sum(sum(one.values()) for one in every)
    plan, person = sum(one[PLAN] for one in every), sum(one[PERSON] for one in every)
    return {"source": source, PLAN: plan, PERSON: person, "other": source - plan - person}


def _brief(words: str | None) -> str:
    line = " ".join((words or "").split())
    return line if len(line) <= 120 else f"{line[:117]}..."  # noqa: PLR2004 - a terminal's line
