"""Builds the Rasa server's own environment, which needs a Python 3.10 from somewhere."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from wayhome.settings import ROOT

ENVIRONMENT = ROOT / ".venv-rasa"
PYTHON = ENVIRONMENT / "bin" / "python"
_REQUIREMENTS = ROOT / "requirements" / "rasa.txt"
_STAMP = ENVIRONMENT / ".requirements"


class NoPython310(RuntimeError):  # noqa: N818 - reads as what went wrong
    """Rasa 3.6 needs Python 3.10 and none was found."""


def install() -> bool:
    """Builds or renews the environment; False if it already is what requirements/rasa.txt says."""
    wanted = _REQUIREMENTS.read_text(encoding="utf-8")
    if PYTHON.exists() and _STAMP.exists() and _STAMP.read_text(encoding="utf-8") == wanted:
        return False
    python = find_python()
    _uv("venv", "--clear", "--python", str(python), str(ENVIRONMENT))
    # Compiled at once, since a process that may not write would compile at every start.
    install = ("pip", "install", "--compile-bytecode", "--require-hashes")
    _uv(*install, "--python", str(PYTHON), "-r", str(_REQUIREMENTS))
    _STAMP.write_text(wanted, encoding="utf-8")
    return True


def find_python() -> Path:
    """A Python 3.10 that runs; raises NoPython310 with what was looked for and how to get one."""
    for candidate in _candidates():
        if _is_310(candidate):
            return candidate
    raise NoPython310(
        "Rasa 3.6 needs Python 3.10, and none was found: looked for python3.10 on PATH, under "
        "pyenv's versions and among uv's own. Get one with `pyenv install 3.10`, "
        "`uv python install 3.10` or your system's package python3.10, then try again."
    )


def _candidates() -> Iterator[Path]:
    on_path = shutil.which("python3.10")
    if on_path:
        yield Path(on_path)
    # pyenv's shim on PATH refuses to run unless 3.10 is chosen; its versions stand in folders.
    roots = {os.environ.get("PYENV_ROOT", ""), str(Path.home() / ".pyenv")} - {""}
    for root in sorted(roots):
        yield from _pyenv_versions(Path(root))
    found = _run_uv("python", "find", "--no-python-downloads", "3.10")
    if found.returncode == 0:
        yield Path(found.stdout.strip())
    if _run_uv("python", "install", "3.10").returncode == 0:
        found = _run_uv("python", "find", "3.10")
        if found.returncode == 0:
            yield Path(found.stdout.strip())


def _pyenv_versions(root: Path) -> list[Path]:
    try:
        return sorted(root.glob("versions/3.10*/bin/python3.10"), reverse=True)
    except OSError:
        # Another user's pyenv, named by an environment that was handed down.
        return []


def _is_310(python: Path) -> bool:
    try:
        asked = subprocess.run(  # noqa: S603 - a Python that we looked for by name
            [python, "-c", "import sys; print(sys.version_info[:2] == (3, 10))"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except OSError:
        return False
    return asked.stdout.strip() == "True"


def _uv(*arguments: str) -> None:
    subprocess.run([uv_path(), *arguments], check=True)  # noqa: S603 - uv from our environment


def _run_uv(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - uv from our own environment
        [uv_path(), *arguments], capture_output=True, text=True, check=False
    )


def uv_path() -> str:
    beside_us = Path(sys.executable).parent / "uv"
    return str(beside_us) if beside_us.exists() else "uv"
