"""What we say views show is what they show: LibreOffice works every formula out anew."""

from datetime import date, time

import pytest

from sheetplan.adapters.xlsx_patch.patch import WorkbookPatch
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.sheets import SHEETS
from support.demo_workbook import demo_workbook, made, recalculated
from support.formula_cells import different, formula_cells, shown
from support.office import recalculated as recomputed

pytestmark = [pytest.mark.office, pytest.mark.slow]


def dated(language):
    """A new workbook, measured on a day of its own: TODAY() would be another one for LibreOffice."""
    return with_entry(made(language).data, language, "status_date", date(2024, 3, 6))


def edited(language):
    """The example event with a coarse Gantt chart, a task more and one that ends years later."""
    words = wording(language)
    data = with_entry(demo_workbook(language), language, "gantt_scale", words.choice("gantt_scale", "week"))
    patch = WorkbookPatch(data)
    for column, value in ((1, "T90"), (3, "x"), (4, "李雷/Lily Grant"), (10, 20.0), (12, date(2026, 4, 3))):
        patch.set_value(words.sheet("tasks"), 44, column, value)
    patch.set_value(words.sheet("tasks"), 8, 14, "abc")
    published = words.choice("publish_status", "published")
    fill(
        patch,
        words,
        "promotion",
        ("day", "channel", "content", "status"),
        [(date(2024, 3, day), "x", f"post {day}", published if day < 14 else "") for day in (12, 13, 13, 18)],
    )
    closed = words.choice("risk_status", "closed")
    risks = [
        ("rain", 3.0, 4.0, ""),
        ("crash", 5.0, 4.0, closed),
        ("no host", 3.0, 4.0, "?"),
        ("", "", 2.0, ""),
    ]
    fill(patch, words, "risks", ("risk", "probability", "impact", "status"), risks)
    show = [("doors", time(13, 30), 30.0), ("talk", "", 20.0), ("", "", ""), ("end", "", "?")]
    fill(patch, words, "run_of_show", ("segment", "fixed_start", "duration"), show)
    return recalculated(patch.to_bytes())


def fill(patch, words, sheet, columns, rows):
    """Write rows into an empty table."""
    at = [1 + list(SHEETS[sheet].columns()).index(column) for column in columns]
    for row, values in enumerate(rows, 5):
        for column, value in zip(at, values, strict=True):
            patch.set_value(words.sheet(sheet), row, column, value)


def with_entry(data, language, entry, value):
    """A workbook with one of its settings set, recalculated."""
    words = wording(language)
    row = 5 + list(SHEETS["settings"].columns()).index(entry)
    patch = WorkbookPatch(data)
    patch.set_value(words.sheet("settings"), row, 2, value)
    return recalculated(patch.to_bytes())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", [dated, demo_workbook, edited])
def test_libreoffice_shows_the_same(stage, language, tmp_path):
    data = stage(language)
    cells = formula_cells(data)
    cached = shown(data, cells)
    assert len(cached) > 1000
    assert different(cached, shown(recomputed(data, tmp_path).read_bytes(), cells)) == {}
