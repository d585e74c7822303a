"""Keeps out of a table the groups that are so small that one could tell who said what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: As NHS England publishes the Friends and Family Test: nothing of fewer than five answers.
FEWEST: Final = 5


def small(answered: Mapping[str, int]) -> frozenset[str]:
    """The groups to hide, by how many answered in each.

    Beside the shown groups stands their total, so those that are hidden are also enough together:
    otherwise the total less what is shown would give one of them away.
    """
    smallest_first = sorted(answered, key=lambda group: (answered[group], group))
    hidden = [group for group in smallest_first if answered[group] < FEWEST]
    for group in smallest_first[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and sum(map(answered.__getitem__, hidden)) >= FEWEST):
            break
        hidden.append(group)
    return frozenset(hidden)
