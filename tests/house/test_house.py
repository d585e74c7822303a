"""Rules of the house that no linter knows."""

import re
import subprocess
from pathlib import Path

import pytest

from wayhome.cli import COMMANDS, build
from wayhome.settings import ROOT, Settings

DRAWERS = {"utils", "helpers", "common", "misc", "manager", "util", "helper"}
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX|NotImplemented" r"Error)\b")
THIS_MACHINE = re.compile(r"(?<![\w.:/])/(?:root|home/\w+|work|Users)/")


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(  # noqa: S603 - git, on our own tree
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file()]


def test_every_setting_is_explained_in_the_example_and_nothing_else_is() -> None:
    written = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    known = {str(field.validation_alias) for field in Settings.model_fields.values()}

    assert written == known


def test_no_module_is_a_drawer() -> None:
    assert [path for path in tracked("*.py") if path.stem in DRAWERS] == []


def test_nothing_is_left_unfinished() -> None:
    here = Path(__file__)
    found = [p for p in tracked("*.py", "*.yml", "*.yaml") if p != here]
    assert [path for path in found if UNFINISHED.search(path.read_text())] == []


def test_no_path_of_a_machine_stands_in_the_project() -> None:
    text = ("*.py", "*.md", "*.yml", "*.yaml", "*.toml", "Makefile", ".ci/run", "*.txt")
    here = Path(__file__)
    assert [p for p in tracked(*text) if p != here and THIS_MACHINE.search(p.read_text())] == []


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = [path for path in tracked("*.py") if len(path.read_text().splitlines()) > 400]

    assert long == []


def test_content_holds_words_and_no_code() -> None:
    assert tracked("content/*.py") == []


def test_no_committed_file_names_a_registry() -> None:
    names = ("pypi" + ".org", "files.pythonhosted" + ".org", "registry.npmjs" + ".org")
    found = tracked("*.txt", "*.toml", "*.md", "Makefile", "*.json", "*.yml")
    assert [path for path in found if any(name in path.read_text() for name in names)] == []


@pytest.mark.parametrize("target", ["demo", "test", "check", "install"])
def test_the_makefile_describes_its_targets(target: str) -> None:
    assert re.search(rf"^{target}:.*## \w", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_readme_is_short_and_names_the_commands_that_matter() -> None:
    readme = (ROOT / "README.md").read_text()

    assert 100 <= len(readme.splitlines()) <= 150
    assert all(command in readme for command in ("make demo", "make test", "wayhome handoff list"))


def test_every_command_named_in_the_documents_exists() -> None:
    documents = [*tracked("*.md"), ROOT / ".env.example"]
    named = {m for p in documents for m in re.findall(r"`wayhome ([a-z-]+)", p.read_text())}

    assert named - set(COMMANDS) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_answers_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    build().main([name, "--help"], prog_name="wayhome", standalone_mode=False)

    assert f"wayhome {name}" in capsys.readouterr().out
