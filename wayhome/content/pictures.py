"""The pictures of movements: drawn as SVG, kept as PNG for the phones that show them."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Final

import resvg_py

from channels.base import Picture

#: Twice the size of the drawing, so that it is sharp when it is made large.
_ZOOM: Final = 2.0
_NAME: Final = re.compile(r"[a-z0-9_]+")


class Pictures:
    """Renders a drawing at its first use; a drawing that changed has another address."""

    def __init__(self, drawings: Path, kept_in: Path, address: str) -> None:
        """`address` is where `file` is served to the providers that fetch pictures."""
        self._drawings = drawings
        self._kept_in = kept_in
        self._address = address.rstrip("/")
        self._pictures: dict[str, Picture] = {}

    def find(self, name: str) -> Picture | None:
        """The picture of a movement; None where nobody drew one."""
        if name not in self._pictures:
            drawing = self._drawings / f"{name}.svg"
            if not _NAME.fullmatch(name) or not drawing.is_file():
                return None
            self._pictures[name] = self._picture(name, drawing)
        return self._pictures[name]

    def file(self, file_name: str) -> bytes | None:
        """What stands at `address/file_name`; None where nothing does."""
        picture = self.find(file_name.rpartition("-")[0])
        return picture.content if picture is not None and picture.name == file_name else None

    def _picture(self, name: str, drawing: Path) -> Picture:
        drawn = drawing.read_bytes()
        file_name = f"{name}-{hashlib.sha256(drawn).hexdigest()[:16]}.png"
        kept = self._kept_in / file_name
        if not kept.is_file():
            _keep(kept, rendered(drawn.decode()))
        return Picture(
            name=file_name, content=kept.read_bytes(), url=f"{self._address}/{file_name}"
        )


def rendered(drawing: str) -> bytes:
    """The SVG as PNG, on white."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing, background="#ffffff", zoom=_ZOOM, skip_system_fonts=True
        )
    )


def _keep(path: Path, content: bytes) -> None:
    """Several processes may do so at once; none of them ever reads half a picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
