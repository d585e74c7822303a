"""Each row of the table of red flags is held by one file, with the levels that the table has."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest

from wayhome.content.red_flags import RedFlagCategory
from wayhome.safety import Level

_BESIDE_THE_REPOSITORY = Path(__file__).resolve().parents[4] / "shared"
_SHARED = Path(os.environ.get("WAYHOME_SHARED", _BESIDE_THE_REPOSITORY))
_STANDARDS = _SHARED / "reference" / "standards.md"
_ROW = re.compile(r"^\| (\d+b?) \|([^|]*)\|([^|]*)\|", re.MULTILINE)
#: R, answered from the plan, needs no red flag.
_LETTERS = {"E": Level.EMERGENCY, "U": Level.URGENT, "S": Level.CONCERN}

pytestmark = pytest.mark.skipif(
    not _STANDARDS.exists(),
    reason=f"NOT MEASURED: {_STANDARDS.name} is not beside the repository; set WAYHOME_SHARED",
)


def table() -> dict[str, frozenset[Level]]:
    """The levels of each row, as its third column writes them."""
    text = _STANDARDS.read_text(encoding="utf-8")
    section = text[text.index("### 2.2 The table") : text.index("### 2.3 ")]
    return {row: _levels(written) for row, _, written in _ROW.findall(section)}


def _levels(written: str) -> frozenset[Level]:
    found = {_LETTERS[letter] for letter in re.findall(r"\b[EUS]\b", written)}
    # "Otherwise 111 now" is urgent, in words; a row that opens with U says 111 of the same level.
    return frozenset(found | ({Level.URGENT} if "111" in written else set()))


@pytest.fixture(scope="module")
def rows() -> dict[str, frozenset[Level]]:
    return table()


def test_the_table_is_read_whole(rows: dict[str, frozenset[Level]]) -> None:
    assert {str(number) for number in range(1, 43)} | {"1b", "2b", "13b"} == rows.keys()
    assert all(rows.values())


def test_each_row_is_held_by_exactly_one_file(
    rows: dict[str, frozenset[Level]], categories: tuple[RedFlagCategory, ...]
) -> None:
    held = Counter(row for category in categories for row in category.rows)

    assert held == Counter(rows.keys())


def test_each_row_has_the_tables_levels_or_says_why_it_differs(
    rows: dict[str, frozenset[Level]], categories: tuple[RedFlagCategory, ...]
) -> None:
    other = {
        row: category.id
        for category in categories
        for row, levels in category.rows.items()
        if frozenset(levels) != rows[row]
    }

    assert other.keys() == {row for category in categories for row in category.differs}


def test_a_row_that_differs_still_reaches_the_tables_highest_level(
    rows: dict[str, frozenset[Level]], categories: tuple[RedFlagCategory, ...]
) -> None:
    too_low = {
        row: category.id
        for category in categories
        for row, levels in category.rows.items()
        if max(levels) < max(rows[row])
    }

    assert too_low == {}
