"""``sheetplan template``: what a Word template may use, and whether it does so rightly."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sheetplan.app.refusal import Refusal
from sheetplan.cli.files import complain
from sheetplan.cli.terms import CLEAN, FAILED, FINDINGS, WORDS, LocalPath, say
from sheetplan.documents.catalogue import field_lines, field_tables
from sheetplan.documents.kinds import find_document
from sheetplan.documents.problem import Problem, place, sentence
from sheetplan.language import LANGUAGES
from sheetplan.wiring import house, template_library

_language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help=say("template", "lang"),
)


@click.group("template", help=say("template", "help"))
def command() -> None:
    """Hold what can be done with templates."""


@command.command("lint", help=say("template", "lint_help"))
@click.argument("files", nargs=-1, required=True, type=LocalPath(), metavar="FILE.docx…")
@_language_option
@click.option("--annotated", is_flag=True, help=say("template", "annotated"))
def lint(files: tuple[Path, ...], lang: str | None, *, annotated: bool) -> None:
    """Say what is wrong in templates."""
    worst, library = CLEAN, template_library()
    for path in files:
        try:
            spoken = lang or min(_languages(), key=lambda language: len(library.lint(path, language)))
            problems = library.lint(path, spoken)
        except Refusal as refusal:
            complain(refusal, path)
            worst = FAILED
            continue
        _tell(path, problems, spoken)
        if problems:
            worst = max(worst, FINDINGS)
            if annotated:
                _annotate(path, spoken)
    sys.exit(worst)


def _languages() -> list[str]:
    """Return the languages a template may be written in, the system's first."""
    return sorted(LANGUAGES, key=lambda language: language != WORDS.language)


def _tell(path: Path, problems: tuple[Problem, ...], lang: str) -> None:
    words = WORDS.section("template_problems")
    for problem in problems:
        where = click.style(place(problem, words), bold=True)
        click.echo(f"{where}\n  {sentence(problem, words)}")
    key = "problems" if problems else "clean"
    click.echo(say("template", key, file=path, count=len(problems)))
    document = find_document(path.stem)
    lacking = template_library().lacking(path, document, lang) if document and not problems else ()
    if lacking:
        fields = say("report", "comma").join(lacking)
        click.secho(say("template", "lacking", count=len(lacking), fields=fields), fg="yellow")


def _annotate(path: Path, lang: str) -> None:
    data = template_library().annotated(path, lang, WORDS.language)
    copy = path.with_name(say("template", "copy_name", name=path.stem) + ".docx")
    click.echo(say("template", "annotated_at", file=house().store.create(copy, data)))


@command.command("fields", help=say("template", "fields_help"))
@click.option("--sheet", help=say("template", "sheet"))
@_language_option
def fields(sheet: str | None, lang: str | None) -> None:
    """Say which fields a template may use."""
    spoken = lang or next((each for each in _languages() if sheet in field_tables(each)), WORDS.language)
    if sheet is not None and sheet not in (known := field_tables(spoken)):
        click.secho(
            say("template", "no_sheet", name=sheet, names=say("report", "comma").join(known)),
            fg="red",
            err=True,
        )
        sys.exit(FAILED)
    for line in field_lines(spoken, sheet):
        click.echo(line)


@command.command("reference", help=say("template", "reference_help"))
@click.argument("file", type=LocalPath(dir_okay=False), metavar="FILE.docx")
@_language_option
def reference(file: Path, lang: str | None) -> None:
    """Write the reference of the template language as a Word document."""
    from sheetplan.build.template_reference import reference_document  # noqa: PLC0415 - it needs python-docx

    try:
        click.echo(
            say(
                "template",
                "reference_at",
                file=house().store.create(file, reference_document(lang or WORDS.language)),
            )
        )
    except Refusal as refusal:
        complain(refusal, file)
        sys.exit(FAILED)
