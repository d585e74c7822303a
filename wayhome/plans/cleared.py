"""The exercises that a clinician cleared for a person, as the answers see them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClearedMovement:
    key: str
    name: str
    #: Words by which people ask for it.
    asked_by: tuple[str, ...]
    #: On the bed; otherwise in the chair.
    on_bed: bool = False


@dataclass(frozen=True)
class Cleared:
    movements: tuple[ClearedMovement, ...] = ()
    #: A clinician cleared some, and they rest until a person looks at them.
    rests: bool = False


NOTHING_CLEARED = Cleared()
