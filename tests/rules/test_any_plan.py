"""Whatever people type, rules judge it and never fall over it."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.engine.recalculate import calendar_of, recalculate
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import ErrorValue
from sheetplan.rules.check import check
from sheetplan.rules.describe import describe
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.parse import parse
from support.verdict import OFFICIAL

WORDS = (
    "T1",
    "T2",
    "t１",
    "T1、T2",
    "王芳",
    "李雷，王芳",
    "问题",
    "备用金",
    "已付",
    "休息",
    "100%",
    "约500",
    "{x}",
    "T-3",
)
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.text(max_size=6),
    st.integers(-5, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.just(ErrorValue("#N/A")),
)
WORDING = wording("zh")


@st.composite
def grids(draw, sheet):
    row_type = SHEETS[sheet]
    headings = [WORDING.heading(sheet, column) for column in row_type.columns()]
    if row_type.shape is Shape.FORM:
        header = tuple(WORDING.form_headings(column)[0] for column in ("item", "content", "due"))
        rows = [(heading, draw(CELLS), draw(CELLS)) for heading in headings]
    else:
        header = tuple(headings)
        row = st.tuples(*(CELLS for _ in headings))
        rows = draw(st.lists(row, max_size=3))
    return Grid(WORDING.sheet(sheet), (header, *rows))


@st.composite
def workbooks(draw):
    sheets = draw(st.sets(st.sampled_from([sheet for sheet in SHEETS if sheet != "findings"]), min_size=1))
    return Snapshot(tuple(draw(grids(sheet)) for sheet in SHEETS if sheet in sheets), "any")


@settings(max_examples=100, deadline=None)
@given(workbooks(), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_any_workbook_is_judged_and_every_finding_can_be_read(snapshot, status_date):
    parsed = parse(snapshot)
    calendar = calendar_of(parsed.plan, OFFICIAL)
    findings = check(parsed, recalculate(parsed.plan, status_date, calendar), calendar)
    for language in LANGUAGES:
        for finding in findings:
            assert describe(finding, wording(language), parsed.layout).message
