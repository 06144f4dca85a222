"""The live formulas say what was computed: LibreOffice works them out anew."""

import pytest

from sheetplan.language import LANGUAGES, wording
from support.built import file_of, opened
from support.office import recalculated

pytestmark = [pytest.mark.office, pytest.mark.slow]


def places(data):
    """Every formula cell, by sheet and address."""
    return [
        (page.title, cell.coordinate)
        for page in opened(data)
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def shown(data, formulas):
    """What the formula cells show, blank ones aside."""
    book = opened(data, values=True)
    found = {f"{sheet}!{cell}": book[sheet][cell].value for sheet, cell in formulas}
    return {place: value for place, value in found.items() if value not in (None, "")}


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
