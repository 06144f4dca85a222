"""The live formulas say what was computed: LibreOffice works them out anew."""

import pytest

from sheetplan.language import LANGUAGES, wording
from sheetplan.table.layout import view_of
from support.built import file_of
from support.formula_cells import formula_cells, shown
from support.office import recalculated

pytestmark = [pytest.mark.office, pytest.mark.slow]


def places(data):
    """Every formula cell but those of views, which are computed when a workbook is."""
    return [(sheet, cell) for sheet, cell in formula_cells(data) if not view_of(sheet)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_computes_the_same(language, tmp_path):
    data = file_of(language)
    formulas = places(data)
    cached = shown(data, formulas)
    assert len(cached) > 20
    assert shown(recalculated(data, tmp_path).read_bytes(), formulas) == pytest.approx(cached, rel=1e-12)


@pytest.mark.parametrize("language", LANGUAGES)
def test_formulas_of_blank_rows_show_nothing(language, tmp_path):
    data = file_of(language, filled=False)
    formulas = places(data)
    rows = [place for place in formulas if place[0] != wording(language).sheet("event")]
    assert shown(recalculated(data, tmp_path).read_bytes(), rows) == {}
