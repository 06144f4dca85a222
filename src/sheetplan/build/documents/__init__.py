"""The shipped Word templates, one module a document, built for each language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from sheetplan.build.word.page import Page
from sheetplan.documents.kinds import DOCUMENTS, title
from sheetplan.language import LANGUAGES, wording

OFFICIAL = ("letter", "approval")
"""Documents that there are in the manner of GB/T 9704 as well, in Chinese."""
OFFICIAL_FOLDER = "gbt9704"


def build_template(document: str, language: str, *, official: bool = False) -> bytes:
    """Return a template as a .docx; equal every time it is built."""
    module = import_module(f"{__name__}.{document}")
    page = Page(document, language, landscape=getattr(module, "LANDSCAPE", False), official=official)
    module.write(page)
    return page.saved()


def write_templates(folder: Path) -> Iterator[Path]:
    """Yield the file of each template as it is written, under one folder per language."""
    for document in DOCUMENTS:
        for language in LANGUAGES:
            yield _write(folder / language, document, language, official=False)
    for document in OFFICIAL:
        yield _write(folder / OFFICIAL_FOLDER / "zh", document, "zh", official=True)


def _write(folder: Path, document: str, language: str, *, official: bool) -> Path:
    path = folder / f"{title(document, wording(language))}.docx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(build_template(document, language, official=official))
    return path
