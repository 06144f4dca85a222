"""What was approved stays approved only while it stays what it was: through real files."""

from __future__ import annotations

import pytest

from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.app.workbooks import check_file, recalc_file
from sheetplan.table.layout import locate
from support.house import demo, real_house


class Book:
    """A workbook with an approval in it, written into as people do."""

    def __init__(self, path):
        self.path, self.home = path, real_house()
        path.write_bytes(demo("zh"))

    def write(self, sheet, column, value, *, row=None):
        """Let somebody type into a cell: of the first row below the headings, or of another."""
        data = self.path.read_bytes()
        where = locate(self.home.workbooks.read(data)).sheets[sheet]
        book = WorkbookPatch(data)
        first = where.rows[0] if where.rows and row is None else where.header_row + 1
        book.set_value(where.name, *where.cell(row or first, column), value)
        self.path.write_bytes(book.to_bytes())

    def cell(self, sheet, column):
        """What stands in the first row of a sheet."""
        snapshot = self.home.workbooks.read(self.path.read_bytes())
        where = locate(snapshot).sheets[sheet]
        (grid,) = (grid for grid in snapshot.grids if grid.name == where.name)
        return grid.cell(*where.cell(where.rows[0], column))

    def voided(self):
        """The approvals that check calls void."""
        found = check_file(self.home, self.path, None).findings
        return [finding.hit.key for finding in found if finding.code == "APR001"]


@pytest.fixture
def book(tmp_path):
    made = Book(tmp_path / "a.xlsx")
    for column, value in (("document", "预算"), ("step", 1), ("approver", "李雷"), ("decision", "同意")):
        made.write("approvals", column, value)
    recalc_file(made.home, made.path, None)
    return made


def test_recalculating_keeps_a_fingerprint_of_what_was_approved(book):
    assert book.cell("approvals", "fingerprint")
    assert (book.cell("approvals", "standing"), book.voided()) == ("有效", [])


def test_a_figure_that_changes_afterwards_voids_the_approval_and_the_row_says_so(book):
    book.write("budget", "unit_price", 99_999)
    assert book.cell("approvals", "code") in book.voided()
    recalc_file(book.home, book.path, None)
    assert book.cell("approvals", "standing") == "已失效"


def test_the_kept_fingerprint_does_not_follow_the_figures(book):
    before = book.cell("approvals", "fingerprint")
    book.write("budget", "unit_price", 99_999)
    recalc_file(book.home, book.path, None)
    assert book.cell("approvals", "fingerprint") == before


def test_a_figure_that_comes_back_makes_it_valid_again(book):
    price = book.cell("budget", "unit_price")
    book.write("budget", "unit_price", 99_999)
    recalc_file(book.home, book.path, None)
    book.write("budget", "unit_price", price)
    assert book.voided() == []
