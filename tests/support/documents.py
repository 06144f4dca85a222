"""The documents of the example event, rendered once per session."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from sheetplan.app.pipeline import examine
from sheetplan.app.reports import document_contexts, workbook_context
from sheetplan.documents.context import Context
from sheetplan.language import wording
from support.house import TODAY, real_house, recalculated_demo

BOOK = Path("demo/活动.xlsx")


@cache
def demo_context(language: str) -> Context:
    """Everything the documents of the example event can say, whatever bytes its workbook has."""
    home = real_house()
    snapshot = home.workbooks.read(recalculated_demo(language))
    examined = examine(snapshot, status_date=None, today=TODAY, holidays=home.holidays)
    context = workbook_context(home, examined, BOOK, BOOK.parent)
    return replace(context, source=replace(context.source, fingerprint="0" * 64))


@cache
def demo_documents(document: str, language: str) -> dict[str, bytes]:
    """A document of the example event, by the end of its name where there are several copies."""
    contexts = document_contexts(document, demo_context(language), wording(language))
    home = real_house()
    return {suffix: home.templates.render(document, context, BOOK.parent) for suffix, context in contexts}
