import os
from pathlib import Path

import pytest

from wayhome.bootstrap.rasa_environment import NoPython310, find_python


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any Python 3.10, and without a way to download one."""
    for name in ("HOME", "PYENV_ROOT", "UV_PYTHON_INSTALL_DIR"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_PYTHON_DOWNLOADS", "never")
    return tmp_path


def an_interpreter(at: Path, *, version: str) -> Path:
    at.parent.mkdir(parents=True)
    at.write_text(f'#!/bin/sh\n[ "{version}" = "3.10" ] && echo True || echo False\n')
    at.chmod(0o755)
    return at


def test_a_missing_python_gets_one_sentence_on_where_and_how(bare: Path) -> None:
    with pytest.raises(NoPython310) as missing:
        find_python()

    message = str(missing.value)
    assert "PATH" in message
    assert "pyenv install 3.10" in message


def test_pyenvs_versions_are_found_without_its_shims(bare: Path) -> None:
    python = an_interpreter(bare / "versions/3.10.13/bin/python3.10", version="3.10")

    assert find_python() == python


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_another_users_pyenv_is_passed_over(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = bare / "closed"
    closed.mkdir(mode=0o000)
    monkeypatch.setenv("PYENV_ROOT", str(closed / "pyenv"))

    with pytest.raises(NoPython310):
        find_python()


def test_a_python_that_is_not_3_10_is_passed_over(bare: Path) -> None:
    an_interpreter(bare / "bin/python3.10", version="3.12")

    with pytest.raises(NoPython310):
        find_python()
