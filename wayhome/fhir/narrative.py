"""Narrative HTML as plain words: tags fall away, scripts are never words, rows stay rows."""

from __future__ import annotations

import re
import warnings

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag, XMLParsedAsHTMLWarning

_NEVER_WORDS = ("script", "style", "head", "iframe", "object", "embed", "template", "noscript")
_LINES = ("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "caption")
_CELLS = ("td", "th")
#: With the entities that it declares, which are no words of anybody's.
_DOCTYPE = re.compile(r"<!\s*DOCTYPE[^\[>]*(?:\[[^\]]*\]?\s*)?>?", re.IGNORECASE)


def plain_words(html: str) -> str:
    """The words, a line for each row and paragraph; entities of its own DOCTYPE stay unexpanded."""
    html = _DOCTYPE.sub(" ", html)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        # Python's own parser knows no DOCTYPE's entities, so none can grow.
        soup = BeautifulSoup(html, "html.parser")
    try:
        _mark_up(soup)
        words = soup.get_text()
    except RecursionError:
        words = re.sub(r"<[^>]*>", " ", html)
    lines = (" ".join(line.split()).strip(" |") for line in words.splitlines())
    return "\n".join(line for line in lines if line)


def has_scripts(html: str) -> bool:
    """Whether it holds what no narrative may: scripts, handlers, or a DOCTYPE with entities."""
    return bool(
        re.search(
            r"<\s*script|\bon\w+\s*=|javascript:|<!\s*(?:entity|doctype)", html, re.IGNORECASE
        )
    )


def _mark_up(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(_NEVER_WORDS):
        tag.decompose()
    for tag in soup.find_all(_LINES):
        if isinstance(tag, Tag):
            tag.insert_before("\n")
            tag.append("\n")
    for tag in soup.find_all(_CELLS):
        if isinstance(tag, Tag):
            tag.append(" | " if tag.name == "td" else ": ")
