"""Options that name sheets and columns, by their keys or in the words of either language."""

from __future__ import annotations

from collections.abc import Iterable

import click

from sheetplan.app.adopting import Wish
from sheetplan.cli.terms import WORDS, say
from sheetplan.language import LANGUAGES, fold, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.table.recognition.units import Unit, unit_of


class Sheet(click.ParamType[str]):
    """A sheet of ours, as ``tasks`` or ``任务``."""

    name = "SHEET"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the key of the sheet."""
        found = sheet_named(value)
        if found is None:
            known = _listed(WORDS.sheet(key) for key in SHEETS)
            self.fail(say("problems", "bad_sheet", value=value, known=known), param, ctx)
        return found


class Meaning(click.ParamType[Wish]):
    """What a heading means, as ``tasks.responsible=Task Owner`` or ``任务.负责人=Task Owner``."""

    name = "SHEET.COLUMN=HEADING"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Wish:
        """Return the wish, by the keys of our sheet and column."""
        place, _, heading = value.partition("=")
        sheet_said, _, column_said = place.partition(".")
        sheet = sheet_named(sheet_said)
        if sheet is None or not heading.strip():
            self.fail(say("problems", "bad_map", value=value), param, ctx)
        columns = SHEETS[sheet].columns()
        column = next((key for key in columns if _means(column_said, key, _words(sheet, key))), None)
        if column is None:
            known = _listed(WORDS.heading(sheet, key) for key in columns if not columns[key].hidden)
            facts = {"value": column_said, "sheet": WORDS.sheet(sheet), "known": known}
            self.fail(say("problems", "bad_column", **facts), param, ctx)
        return Wish(sheet, column, heading)


class InUnits(click.ParamType[Unit]):
    """In what amounts are, as ``万元``, ``USD thousands`` or ``EUR``."""

    name = "UNIT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Unit:
        """Return what one number is worth, and the currency, as far as they are named."""
        unit = unit_of(value)
        if unit is None:
            self.fail(say("problems", "bad_unit", value=value), param, ctx)
        return unit


def sheet_named(said: str) -> str | None:
    """Return the key of a sheet by that or by its name in either language; None where there is none."""
    return next((key for key in SHEETS if _means(said, key, _sheet_words(key))), None)


def _listed(names: Iterable[str]) -> str:
    return WORDS.text("listing", "separator").join(names)


def _means(said: str, key: str, words: tuple[str, ...]) -> bool:
    return fold(said) in {fold(key), *map(fold, words)}


def _sheet_words(sheet: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in wording(language).sheet_names(sheet))


def _words(sheet: str, column: str) -> tuple[str, ...]:
    return tuple(word for language in LANGUAGES for word in wording(language).headings(sheet, column))
