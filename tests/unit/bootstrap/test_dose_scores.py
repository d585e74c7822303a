import json
from pathlib import Path
from typing import Any

import pytest

from wayhome.bootstrap.dose_scores import Pair, PairsError, dose_part, score_pairs


def scored(folder: Path, nhs: str, **dosage: Any) -> Pair:  # noqa: ANN401 - any part of a dose
    (folder / "files").mkdir(exist_ok=True)
    (folder / "files" / "one.json").write_text(json.dumps({"dosageInstruction": [dosage]}))
    table = folder / "pairs.csv"
    table.write_text(f'fhir_file,human_text\none.json,"{nhs}"\n')
    return score_pairs(table)[0]


TWICE = {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}
TABLET = [{"doseQuantity": {"value": 1, "unit": "tablet"}}]


def test_two_wordings_of_one_dose_have_no_miss(tmp_path: Path) -> None:
    pair = scored(
        tmp_path, "Zork 5mg tablets, one to be taken twice daily", doseAndRate=TABLET, timing=TWICE
    )
    assert pair.missed == ()


@pytest.mark.parametrize(
    ("nhs", "aspect"),
    [
        ("Zork 5mg tablets, two tablets twice daily", "amount and unit"),
        ("Zork 5mg tablets, one tablet three times daily", "how often and when"),
        ("Zork 5mg tablets, one tablet twice daily for 3 days", "for how long"),
        ("Zork 5mg tablets, one tablet twice daily, max 4 tablets in 24 hours", "limits"),
        ("Zork 5mg tablets, one tablet twice daily, rectally", "way in"),
    ],
)
def test_another_meaning_is_a_miss_of_its_aspect(tmp_path: Path, nhs: str, aspect: str) -> None:
    missed = scored(tmp_path, nhs, doseAndRate=TABLET, timing=TWICE).missed
    assert any(one.startswith(aspect) for one in missed)


def test_the_products_name_is_no_part_of_the_dose() -> None:
    assert dose_part("Zork 5mg tablets (Acme Ltd), one daily") == "one daily"
    assert dose_part("Zork 5mg orally, daily") == "Zork 5mg orally, daily"


def test_a_table_without_its_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n")
    with pytest.raises(PairsError, match="needs the columns"):
        score_pairs(tmp_path / "odd.csv")
