"""What we say views show is what they show: LibreOffice works every formula out anew."""

from datetime import date

import pytest

from sheetplan.adapters.xlsx_patch.patch import WorkbookPatch
from sheetplan.language import LANGUAGES, wording
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
    return recalculated(patch.to_bytes())


def with_entry(data, language, entry, value):
    """A workbook with one of its settings set, recalculated."""
    from sheetplan.model.sheets import SHEETS

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
