"""Makes a text that Rasa can only read as words; needs no Rasa, so that any test can ask it."""

import unicodedata

#: Ten SMS segments and more; Telegram allows 4,096. Beyond this the end of a text adds only cost.
MAX_TEXT_LENGTH = 4096
#: Rasa obeys a text that starts with a slash as an intent, so none may arrive that way.
_SLASHES = "/\\\u2044\u2215\u29f8\uff0f\uff3c"
#: Control and format characters (zero-width spaces, direction marks) and every kind of space.
_INVISIBLE = ("Cc", "Cf", "Zs", "Zl", "Zp")


def as_words(text: str) -> str:
    """The text from its first letter, digit or sign on; empty if it has none."""
    start = next((at for at, sign in enumerate(text) if not _is_skipped(sign)), len(text))
    return text[start : start + MAX_TEXT_LENGTH].replace("\x00", " ").rstrip()


def _is_skipped(sign: str) -> bool:
    return sign in _SLASHES or unicodedata.category(sign) in _INVISIBLE
