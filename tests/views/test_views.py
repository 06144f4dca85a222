"""Views: formulas over the tables, each beside the function that computes the same."""

from itertools import combinations

import pytest
from openpyxl.utils import range_boundaries

from sheetplan.build.views import DRAWN
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.sheets import SHEETS
from sheetplan.table.layout import view_of
from sheetplan.views import VIEWS
from sheetplan.views.standing import Standing
from sheetplan.views.view import formula
from support.built import opened
from support.demo_workbook import TODAY, demo_workbook, examined

PARTS = [part for view in VIEWS.values() for part in view.parts]
parts = pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.view}-{part.name}")
spoken = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def standing():
    found = examined(demo_workbook("zh"))
    return Standing(found.snapshot, found.parsed, found.outcome, TODAY)


def test_every_view_is_drawn():
    assert DRAWN.keys() == VIEWS.keys()


@spoken
def test_a_view_goes_by_its_name_and_stands_behind_its_sheet(language):
    words = wording(language)
    names = opened(demo_workbook(language)).sheetnames
    views = {view_of(name) for name in names} - {None}
    assert views == VIEWS.keys()
    for view in VIEWS.values():
        before = [name for name in names[: names.index(words.view(view.key))] if not view_of(name)]
        assert before[-1:] == ([words.sheet(view.after)] if view.after else [])


@spoken
def test_the_name_of_a_view_is_no_sheets(language):
    words = wording(language)
    sheets = {name for sheet in SHEETS for name in words.sheet_names(sheet)}
    assert sheets.isdisjoint(name for view in VIEWS for name in words.view_names(view))


@parts
def test_what_is_computed_has_a_value_for_each_column(part, standing):
    rows = standing.values(part)
    assert {len(row) for row in rows} <= {len(part.columns)}
    assert len(rows) <= part.rows


def test_parts_do_not_overlap():
    for view in VIEWS.values():
        for one, other in combinations(view.parts, 2):
            assert not _overlap(corners(one), corners(other)), (
                one.name,
                other.name,
            )


def corners(part):
    names = list(part.columns)
    return range_boundaries(part.area(names[0], names[-1], part.rows))


def _overlap(one, other):
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


@spoken
@parts
def test_every_formula_is_short_enough_for_excel(part, language):
    for column in part.columns:
        assert len(formula(part, column, 1, VIEWS, wording(language))) < 8192


@spoken
def test_only_what_charts_and_drop_downs_need_is_hidden(language):
    pages = opened(demo_workbook(language)).worksheets
    hidden = [page.title for page in pages if page.sheet_state != "visible"]
    assert hidden == [wording(language).view("figures"), wording(language).text("workbook", "lists")]
