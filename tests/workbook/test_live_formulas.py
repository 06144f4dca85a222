"""What the workbook computes by itself is what the engine states: LibreOffice works out any event anew."""

from __future__ import annotations

from datetime import date, datetime, time
from math import isclose

import pytest

from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.pipeline import examine
from sheetplan.build.__main__ import master
from sheetplan.build.new import computed
from sheetplan.build.workbook import build_workbook
from sheetplan.language import LANGUAGES
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS
from support.any_event import any_event
from support.house import real_house, recalculated_demo
from support.office import all_recalculated


def event_file(seed: int) -> bytes:
    """A generated event as `recalc` leaves it: every formula with the value that the engine states."""
    language = LANGUAGES[seed % len(LANGUAGES)]
    return computed(real_house(), build_workbook(any_event(seed, language), language))


def disagreements(ours: bytes, theirs: bytes) -> dict[str, tuple[object, object]]:
    """The formula cells that show something else in each file, by sheet and place."""
    second = {grid.name: grid for grid in read_workbook(theirs).grids}
    return {
        f"{grid.name} R{row}C{column}": (stated, found)
        for grid in read_workbook(ours).grids
        for row, column in sorted(grid.formulas)
        if not agree(stated := grid.cell(row, column), found := second[grid.name].cell(row, column))
    }


def agree(one: object, other: object) -> bool:
    one, other = plain(one), plain(other)
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-12, abs_tol=1e-9)
    return one == other


def plain(value: object) -> object:
    """A cell as a number where it is one: times are parts of a day, an empty text is nothing."""
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86_400
    if isinstance(value, date) and not isinstance(value, datetime):
        return float(value.toordinal())
    return None if value == "" else float(value) if isinstance(value, int) else value


@pytest.mark.office
def test_the_demo_the_empty_masters_and_a_few_events(tmp_path):
    files = {f"demo.{language}.xlsx": recalculated_demo(language) for language in LANGUAGES}
    files |= {f"master.{language}.xlsx": computed(real_house(), master(language)) for language in LANGUAGES}
    hold(files | {f"{seed}.xlsx": event_file(seed) for seed in range(3)}, tmp_path)


@pytest.fixture
def without_views(monkeypatch):
    """Views have their own proof; without them LibreOffice is done in a quarter of the time."""
    monkeypatch.setattr("sheetplan.build.workbook.VIEWS", {})


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.usefixtures("without_views")
@pytest.mark.parametrize("seeds", [range(start, start + 25) for start in range(0, 200, 25)], ids=str)
def test_two_hundred_events(seeds, tmp_path):
    hold({f"{seed}.xlsx": event_file(seed) for seed in seeds}, tmp_path)


def hold(files, folder):
    theirs = all_recalculated(files, folder)
    found = {name: disagreements(data, theirs[name]) for name, data in files.items()}
    assert {name: cells for name, cells in found.items() if cells} == {}


def test_generated_events_put_every_formula_to_use():
    plans = [examined(seed) for seed in range(12)]
    silent = {
        (sheet, name)
        for sheet, row in SHEETS.items()
        for name in row.columns_of(Owner.FORMULA)
        if all(getattr(record, name) is None for outcome in plans for record in outcome.records(sheet))
    }
    assert silent == set()


def examined(seed):
    home, language = real_house(), LANGUAGES[seed % len(LANGUAGES)]
    snapshot = read_workbook(build_workbook(any_event(seed, language), language))
    return examine(snapshot, status_date=None, today=home.today, holidays=home.holidays).outcome
