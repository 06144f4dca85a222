"""Whatever people type, views show something and never fall over it."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.app.pipeline import examine
from sheetplan.model.values import ErrorValue
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.views import VIEWS
from sheetplan.views.standing import Standing
from sheetplan.wiring import Holidays
from support.demo_workbook import TODAY, demo_workbook, examined

CELLS = st.one_of(
    st.none(),
    st.sampled_from(["T1", "", " ", "李雷，王芳", "进行中", "100%", "、", "已关闭"]),
    st.integers(-5, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.just(time(9, 30)),
    st.just(ErrorValue("#N/A")),
)
PLACES = st.tuples(st.integers(0, 40), st.integers(4, 44), st.integers(1, 30))
"""Sheet, row and column, headings among them."""


def typed_over(snapshot: Snapshot, cells: dict[tuple[int, int, int], object]) -> Snapshot:
    """The workbook with some of its cells replaced."""
    grids = [[list(row) for row in grid.rows] for grid in snapshot.grids]
    for (sheet, row, column), value in cells.items():
        rows = grids[sheet % len(grids)]
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1][column - 1] = value
    made = (
        Grid(grid.name, tuple(map(tuple, rows)), grid.formulas, grid.tables)
        for grid, rows in zip(snapshot.grids, grids, strict=True)
    )
    return snapshot._replace(grids=tuple(made))


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(PLACES, CELLS, min_size=1, max_size=40))
def test_any_workbook_is_shown(cells):
    snapshot = typed_over(examined(demo_workbook("zh")).snapshot, cells)
    found = examine(snapshot, status_date=None, today=TODAY, holidays=Holidays())
    standing = Standing(found.snapshot, found.parsed, found.outcome, TODAY)
    for view in VIEWS.values():
        for part in view.parts:
            for value in chain.from_iterable(part.shown(standing).rows):
                assert isinstance(value, str | int | float)
