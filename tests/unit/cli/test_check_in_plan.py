"""Facts: planning for everybody is a preview until somebody of the staff applies it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from wayhome.cli import check_ins
from wayhome.cli.say import Problem


@pytest.fixture(autouse=True)
def address(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("WAYHOME_VAR", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)


def plan(*arguments: str) -> Result:
    return CliRunner().invoke(check_ins.app, ["plan", *arguments])


def test_with_nothing_to_add_it_says_so_and_ends_well() -> None:
    found = plan()

    assert found.exit_code == 0
    assert "Everybody in care has all" in found.stderr
    assert plan("--json").stdout == ""


def test_nobody_plans_for_everybody_without_their_name() -> None:
    unnamed, stranger = plan("--apply"), plan("--apply", "--as", "nobody@example.org")

    assert isinstance(unnamed.exception, Problem)
    assert "--as" in str(unnamed.exception)
    assert "Nobody on the staff" in str(stranger.exception)
