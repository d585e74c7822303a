"""The pictures that arrived on phones, for the page to show."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

_KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class Shown:
    content: bytes
    content_type: str


class Gallery:
    def __init__(self) -> None:
        self._pictures: dict[str, Shown] = {}

    def hang(self, content: bytes) -> str | None:
        """The picture's id; None where the bytes are no picture that a phone can show."""
        kind = next((kind for start, kind in _KINDS.items() if content.startswith(start)), None)
        if kind is None:
            return None
        picture_id = secrets.token_hex(8)
        self._pictures[picture_id] = Shown(content, kind)
        return picture_id

    def find(self, picture_id: str) -> Shown | None:
        return self._pictures.get(picture_id)
