"""``sheetplan report``: Word documents from workbooks."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from sheetplan.adapters.file_search import Files, Mirror
from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import Written, report_file
from sheetplan.app.workbooks import House
from sheetplan.cli.files import Run, complain, workbook_files
from sheetplan.cli.remembering import Notebook, remembering
from sheetplan.cli.rounds import Record, each_file
from sheetplan.cli.terms import CLEAN, FAILED, LocalPath, say, status_date_option
from sheetplan.documents.kinds import DECK, DOCUMENTS, find_document, title
from sheetplan.language import wording
from sheetplan.wiring import house

ALL = "all"


class Document(click.ParamType[str]):
    """A document by its name in any language, or all of them."""

    name = "NAME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the document's key."""
        found = ALL if str(value).casefold() in {ALL, "全部"} else find_document(str(value))
        if not found:
            names = "\n".join(
                f"  {key:16} {title(key, wording('zh'))}  {title(key, wording('en'))}"
                for key in (*DOCUMENTS, DECK)
            )
            self.fail(say("report", "no_document", name=value, names=names), param, ctx)
        return found


def documents_of(wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the documents that were asked for, each once."""
    return DOCUMENTS if ALL in wanted else tuple(dict.fromkeys(wanted))


templates_option = click.option("--templates", type=LocalPath(exists=True), help=say("report", "templates"))


@click.command("report", help=say("report", "help"))
@workbook_files
@remembering
@click.option(
    "--doc", "wanted", type=Document(), multiple=True, default=[ALL], show_default=True,
    help=say("report", "doc"),
)  # fmt: skip
@click.option("--out", type=LocalPath(file_okay=False), default=".", help=say("report", "out"))
@templates_option
@click.option("--pdf", is_flag=True, help=say("report", "pdf"))
@status_date_option
def command(
    files: Files,
    run: Run,
    notebook: Notebook,
    *,
    wanted: Sequence[str],
    out: Path,
    templates: Path | None,
    status_date: date | None,
    pdf: bool,
) -> None:
    """Write documents from workbooks."""
    home, worst = house(templates), CLEAN
    documents = documents_of(wanted)
    written: list[Path] = []
    folder = Mirror(run.seen(out), files.roots).folder
    work = partial(report_file, home, documents=documents, folder=folder, status_date=status_date)
    made = {"documents": documents, "out": out.absolute()}
    run = notebook.kept_for(run, files, made=made, inputs={}, status_date=status_date, templates=templates)
    record = Record(run)
    for path, done in each_file(files, work, run=run, record=record):
        if isinstance(done, Refusal):
            complain(done, path)
        else:
            written += done.made
            for line in told(path, done.documents):
                click.echo(line)
    record.tell_skipped()
    if pdf and written:
        worst = max(worst, _as_pdf(home, written))
    sys.exit(record.exit_code(worst))


def told(file: Path, made: Sequence[Written]) -> Iterator[str]:
    """Yield a line for each document that was written, and one more where another did not give way."""
    for document in made:
        yield say("report", "written", file=file, document=document.path)
        if document.how in {"edited", "open"}:
            yield "  " + say("report", document.how, stood=document.stood.name, document=document.path.name)
        if document.carried:
            places = say("report", "comma").join(document.carried)
            yield "  " + say("report", "carried", places=places)


def _as_pdf(home: House, documents: Sequence[Path]) -> int:
    from sheetplan.app.pdf import as_pdf  # noqa: PLC0415 - few runs make PDFs

    try:
        for path in as_pdf(home, documents):
            click.echo(say("report", "pdf_written", document=path))
    except Refusal as refusal:
        complain(refusal, documents[0])
        return FAILED
    return CLEAN
