"""Which documents there are, and how people call them."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.language import LANGUAGES, Wording, fold, wording

DOCUMENTS = (
    "brief", "research", "plan", "approval", "budget", "responsibilities", "promotion", "daily", "quotes",
    "materials", "tests", "run_of_show", "risks", "letter", "invitation", "log", "weekly", "minutes",
    "review", "improvements",
)  # fmt: skip
"""In the order in which an event meets them."""
DECK = "deck"
"""The plan as a presentation; not a Word document, and made only where it is asked for."""


def title(document: str, words: Wording) -> str:
    """Return the title of a document; its template and its file are called by it."""
    return titles(document, words)[0]


def titles(document: str, words: Wording) -> tuple[str, ...]:
    """Return the title of a document and the other names it goes by."""
    found = words.section("titles")[document]
    return tuple(found) if isinstance(found, list) else (str(found),)


def find_document(name: str) -> str:
    """Return the key of the document that goes by a name in any language, or nothing."""
    wanted = fold(name).removesuffix(".docx").removesuffix(".pptx").strip("《》")
    return next((document for known, document in _names() if known == wanted), "")


def _names() -> Iterator[tuple[str, str]]:
    for document in (*DOCUMENTS, DECK):
        yield fold(document), document
        for language in LANGUAGES:
            yield from ((fold(each), document) for each in titles(document, wording(language)))
