"""The reference of the template language as a Word document: how each tag is written, and every field."""

from __future__ import annotations

from sheetplan.build.word.markup import Cell, paragraph, row, table, widths_of
from sheetplan.build.word.page import Page
from sheetplan.documents.catalogue import catalogue
from sheetplan.documents.formats import FORMAT_PAIRS
from sheetplan.language import wording


def reference_document(language: str) -> bytes:
    """Return the reference as a .docx."""
    page = Page("reference", language)
    words = wording(language).section("documents", "reference")
    page.band()
    for sentence in words["about"]:
        page.add(paragraph("BodyText", sentence))
    page.heading("tags")
    _table(page, words["tag_heads"], [(tag, said) for tag, said in words["tag_list"]], (3, 4))
    page.heading("formats")
    names = list(FORMAT_PAIRS.items())
    _table(page, words["format_heads"], names, (1, 1))
    for section in catalogue(language):
        page.add(paragraph("Heading2", section.name or words["alone"]))
        rows = [(entry.tag, entry.format) for entry in section.entries]
        _table(page, words["field_heads"], rows, (3, 1))
    return page.saved(running_head=False)


def _table(page: Page, heads: list[str], rows: list[tuple[str, str]], shares: tuple[float, float]) -> None:
    widths = widths_of(page.width, *shares)
    head = row([Cell(paragraph("TableHead", each)) for each in heads], widths, header=True)
    body = (row([Cell(paragraph("TableText", each)) for each in cells], widths) for cells in rows)
    page.add(table("ReportTable", widths, head, *body, description=page.own["title"]))
