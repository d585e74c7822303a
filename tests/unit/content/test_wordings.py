"""Every wording that people read is held to the house's plain English."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wayhome.bootstrap.content_checks import checks
from wayhome.content.checking.wordings import Checks
from wayhome.content.replies import load_replies

TODAY = date(2026, 11, 25)
HEAD = "reviewed_by: Ola Brand\nreviewed_on: 2026-11-01\nreplies:\n"
Check = Callable[..., list[str]]


@pytest.fixture(scope="module")
def house() -> Checks:
    return checks(TODAY)


def test_content_has_nothing_to_put_right(house: Checks) -> None:
    assert [str(one) for one in house.findings()] == []


@pytest.fixture
def faults(house: Checks, tmp_path: Path) -> Check:
    """What is found in one wording, called greet.hello, that the code asks for."""

    def look(written: str, head: str = HEAD) -> list[str]:
        (tmp_path / "greet.yaml").write_text(f"{head}  greet.hello: {written}\n")
        used = replace(house.used, plain=frozenset({"greet.hello"}), made=())
        held: Checks = replace(
            house, replies=load_replies(tmp_path), used=used, root=tmp_path, today=TODAY
        )
        return [str(one) for one in held.findings()]

    return look


def test_a_good_wording_has_no_faults(faults: Check) -> None:
    assert faults("Hello {{ called }}. Ring the nurse on {{ phone }} if you want to talk.") == []


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("'Hello. {# a rocket #} \N{ROCKET}'", "outside GSM-7"),
        (f"'{'Please ring the nurse. ' * 16}'", "3 segments; shorten it"),
        (
            "Rehabilitation appointments necessitate preliminary notification of your name.",
            "grade",
        ),
        (f"'{'and so on ' * 8}.'", "over 20 words"),
        ("Take your medication.", '"medication" is hard to read; write: medicine'),
        ("Text YES to go on.", "Twilio keeps for itself"),
        ("You are fine.", "reassures"),
        ("'{% set x = 1 %}Hello'", "is logic"),
        ("Hello {{ nobody_fills_this }}", "no sample for nobody_fills_this"),
    ],
)
def test_a_fault_names_its_file_its_line_and_what_to_do(
    faults: Check, written: str, advice: str
) -> None:
    found = faults(written)

    assert any(advice in one for one in found), found
    assert all(one.startswith("greet.yaml:4: greet.hello: ") for one in found)


def test_a_wording_that_people_ask_for_as_a_list_may_be_long(faults: Check) -> None:
    assert faults(f"{{text: '{'Please ring the nurse. ' * 16}', list: true}}") == []


def test_a_review_over_a_year_old_is_asked_for_again(faults: Check) -> None:
    head = HEAD.replace("2026-11-01", "2025-11-01")

    assert "have it reviewed again" in faults("Hello.", head)[0]


def test_a_reviewer_without_a_date_is_asked_for_one(faults: Check) -> None:
    head = HEAD.replace("2026-11-01", "not yet")

    assert "add reviewed_on" in faults("Hello.", head)[0]


def test_an_unused_and_a_missing_wording_are_found(house: Checks, tmp_path: Path) -> None:
    (tmp_path / "greet.yaml").write_text(HEAD + "  greet.hello: Hello.\n")
    used = replace(house.used, plain=frozenset({"greet.goodbye"}), made=())
    held = replace(house, replies=load_replies(tmp_path), used=used, root=tmp_path)

    unused, missing = (str(one) for one in sorted(held.findings(), reverse=True))

    assert "nothing asks for it" in unused
    assert "greet.goodbye: the code asks for it" in missing
