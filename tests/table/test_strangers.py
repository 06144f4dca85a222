"""Strangers' layouts: what each is taken for, how sure that is, and the rows that come of it."""

from datetime import date
from functools import partial

from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.model.sheets import SHEETS
from sheetplan.table.cell import Grid, Snapshot
from sheetplan.table.layout import locate
from sheetplan.table.parse import parse
from sheetplan.table.recognition.finishing import adopted
from sheetplan.table.recognition.likeness import CORES
from sheetplan.table.recognition.money import counted
from sheetplan.table.recognition.recognise import recognise
from sheetplan.wiring import XlsxWorkbooks
from support.golden import assert_golden
from support.strangers import STRANGERS, made


def projection(name):
    """What a workbook is taken for, and what its rows say."""
    workbooks, data = XlsxWorkbooks(), made(name)
    snapshot = workbooks.read(data, whole=True)
    formats = partial(workbooks.number_formats, data)
    found = [counted(snapshot.grids, one, formats) for one in recognise(snapshot.grids)]
    parsed = parse(snapshot._replace(adopted=tuple(map(adopted, found))))
    lines = [f"== {name}"]
    for one in found:
        counted_from = "years" if one.yearless else "counted"
        since = f", {counted_from} from {one.first_day}" if one.first_day else ""
        place = "column" if one.turned else "row"
        lines.append(f"{one.sheet} at {place} {one.header_row}, {one.rows} rows{since}")
        lines += [
            f"  {guess.heading or '–'}{f' ({guess.way})' if guess.way else ''} → {key} {guess.confidence:.2f}"
            for key, guess in one.columns.items()
        ]
        lines += [f"  amounts in {one.money.currency}{said_of(one.money)}" for _ in [0] if one.money]
        lines += [f"  {heading}: no dates without the first day" for heading in [one.periods] if heading]
        lines += [f"  {key}: either {' or '.join(headings)}" for key, headings in one.rivals.items()]
        lines += [f"  not read from row {one.unread} on" for _ in [0] if one.unread]
        lacking = "knowing day from month" if one.unordered else "a year"
        lines += [f"  {heading}: no dates without {lacking}" for heading in [one.undated] if heading]
    for sheet in CORES:
        where = parsed.layout.sheets.get(sheet)
        for row in parsed.plan.rows(sheet):
            said = (getattr(row, key) for key in SHEETS[sheet].columns())
            lines.append(
                f"  {where.place(row.row, 'none').cell} | "
                + " | ".join(shown(one) for one in said if one is not None)
            )
    lines += [f"  ! {misfit.raw}: {misfit.flaw.code}" for misfit in parsed.misfits]
    return "\n".join(lines if found else [*lines, "refused"])


def said_of(money):
    """What is said of the unit of amounts, and what is open."""
    units = "".join(f", {key} ×{per}" for key, per in money.units.items())
    return (
        units
        + ("" if money.said else ", which nothing says")
        + (f", in doubt: {money.doubt}" * bool(money.doubt))
    )


def shown(value):
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def test_what_strangers_layouts_are_taken_for():
    assert_golden("strangers.txt", "\n\n".join(map(projection, STRANGERS)) + "\n")


WORDS = "任务 Task Owner 开始 End Total 1月 2月 3月 预算 实际 一、前期 x Week\xa01 第2周 3月2日-3月5日 1.1"
NUMBERS = [1, 2, 3, 0.5, 80, True, date(2026, 3, 2), date(2026, 3, 9)]
CELLS = st.sampled_from([None, None, None, *WORDS.split(" "), *NUMBERS])
SHEETS_OF_NOISE = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=10)


@settings(max_examples=60, deadline=None)
@given(rows=SHEETS_OF_NOISE)
def test_whatever_is_recognised_is_read_again(rows):
    grid = Grid("预算", tuple(map(tuple, rows)))
    found = recognise([grid])
    layout = locate(Snapshot((grid,), "", adopted=tuple(map(adopted, found))))
    assert {one.sheet: one.rows for one in found} == {
        one.sheet: len(layout.sheets[one.sheet].rows) for one in found
    }
