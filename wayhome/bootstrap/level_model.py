"""Trains the level model when its texts changed, and loads it for the safety net."""

import hashlib
from pathlib import Path

import structlog

from bot.understanding import level_model, sentence_encoder, sentence_topics
from bot.understanding.level_model import LevelModel
from bot.understanding.sentence_encoder import SentenceEncoder
from wayhome.bootstrap import level_texts
from wayhome.settings import ROOT, Settings

log = structlog.get_logger()

_CODE = ROOT / "bot" / "understanding"


def folder(settings: Settings) -> Path:
    return settings.var / "models" / "levels"


def train(settings: Settings, *, even_if_unchanged: bool = False) -> bool:
    """Trains into `var/models/levels`; False if no text and no code of it has changed."""
    from bot.understanding.level_learning import learn

    rows = level_texts.labelled_texts()
    encoder = _encoder()
    digest = _digest(f"{rows!r} {encoder is not None}")
    place = folder(settings)
    stamp = place / "inputs"
    if stamp.exists() and stamp.read_text() == digest and not even_if_unchanged:
        return False
    place.mkdir(parents=True, exist_ok=True)
    learn(rows, encoder).save(place)
    stamp.write_text(digest)
    return True


def load(settings: Settings) -> LevelModel | None:
    """The trained model; None, with a line in the log, where there is none to be used."""
    place = folder(settings)
    if not (place / level_model.NAMES_FILE).exists():
        log.warning("level_model_absent", cure="wayhome train")
        return None
    try:
        return LevelModel.load(place, _encoder())
    except Exception:
        # The rules must go on, in whatever way a file is broken.
        log.exception("level_model_unreadable", cure="wayhome train --force")
        return None


def _encoder() -> SentenceEncoder | None:
    try:
        return sentence_encoder.find(sentence_topics.DEPTHS)
    except sentence_encoder.EncoderFailed:
        log.exception("sentence_encoder_unusable", cure="make install")
        return None


def _digest(rows: str) -> str:
    digest = hashlib.sha256(rows.encode())
    for path in sorted(_CODE.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
