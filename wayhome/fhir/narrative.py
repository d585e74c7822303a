"""Narrative HTML as plain words: tags fall away, scripts are never words, rows stay rows."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import CData, NavigableString, PageElement, Tag

_NEVER_WORDS = ("script", "style", "head", "iframe", "object", "embed", "template", "noscript")
_LINES = ("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "caption")
_CELLS = {"td": " | ", "th": ": "}
#: Comments, declarations and scripts are strings of other types.
_WORDS = (str, NavigableString, CData)
#: With the entities that it declares, which are no words of anybody's.
_DOCTYPE = re.compile(r"<!\s*DOCTYPE[^\[>]*(?:\[[^\]]*\]?\s*)?>?", re.IGNORECASE)


#: A section is read for its words, and again where it is kept.
@lru_cache(maxsize=16)
def plain_words(html: str) -> str:
    """The words, a line for each row and paragraph; entities of its own DOCTYPE stay unexpanded."""
    html = _DOCTYPE.sub(" ", html)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        # Python's own parser knows no DOCTYPE's entities, so none can grow.
        soup = BeautifulSoup(html, "html.parser")
    lines = (" ".join(line.split()).strip(" |") for line in _marked_up(soup).splitlines())
    return "\n".join(line for line in lines if line)


def has_scripts(html: str) -> bool:
    """Whether it holds what no narrative may: scripts, handlers, or a DOCTYPE with entities."""
    return bool(
        re.search(
            r"<\s*script|\bon\w+\s*=|javascript:|<!\s*(?:entity|doctype)", html, re.IGNORECASE
        )
    )


def _marked_up(soup: BeautifulSoup) -> str:
    """In one walk without recursion: changing a tree of many rows takes the square of their number.

    What is put after a tag's children waits below them on the stack, as a str and no bs4 string.
    """
    said: list[str] = []
    waiting: list[PageElement | str] = [soup]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Tag):
            if one.name not in _NEVER_WORDS:
                said.append("\n" if one.name in _LINES else "")
                waiting.append("\n" if one.name in _LINES else _CELLS.get(one.name, ""))
                waiting += reversed(one.contents)
        elif type(one) in _WORDS:
            said.append(str(one))
    return "".join(said)
