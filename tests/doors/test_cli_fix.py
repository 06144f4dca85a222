"""``sheetplan fix`` and ``sheetplan undo`` as a stranger meets them."""

from __future__ import annotations

import pytest

from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from support.house import demo
from support.processes import sheetplan


@pytest.fixture
def launch(tmp_path):
    path = tmp_path / "发布会.xlsx"
    path.write_bytes(demo("zh"))
    return path


def price(path):
    (grid,) = (grid for grid in read_workbook(path.read_bytes()).grids if grid.name == "预算")
    return grid.cell(12, 5)


def test_each_repair_is_shown_before_and_after(launch):
    done = sheetplan("fix", launch.name, folder=launch.parent)
    assert '预算!E12  "1,200元" → 1200' in done.stdout
    assert (done.returncode, price(launch)) == (0, 1200)


def test_a_dry_run_writes_nothing(launch):
    before = launch.read_bytes()
    done = sheetplan("fix", launch.name, "--dry-run", folder=launch.parent)
    assert "would be fixed" in done.stdout
    assert (launch.read_bytes(), list(launch.parent.iterdir())) == (before, [launch])


def test_what_was_repaired_is_no_finding_any_more(launch):
    sheetplan("fix", launch.name, folder=launch.parent)
    assert "CEL002" not in sheetplan("check", launch.name, folder=launch.parent).stdout


def test_a_second_fix_leaves_the_file_alone(launch):
    sheetplan("fix", launch.name, folder=launch.parent)
    before = launch.read_bytes()
    assert "nothing that can be fixed" in sheetplan("fix", launch.name, folder=launch.parent).stdout
    assert launch.read_bytes() == before


def test_undo_puts_the_cells_back(launch):
    sheetplan("fix", launch.name, folder=launch.parent)
    done = sheetplan("undo", launch.name, folder=launch.parent)
    assert "3 cells put back" in done.stdout
    assert price(launch) == "1,200元"


def test_undo_leaves_what_somebody_changed_since(launch):
    sheetplan("fix", launch.name, folder=launch.parent)
    book = WorkbookPatch(launch.read_bytes())
    book.set_value("预算", 12, 5, 1300)
    launch.write_bytes(book.to_bytes())
    done = sheetplan("undo", launch.name, folder=launch.parent)
    assert "1 cell has been changed since" in done.stdout
    assert price(launch) == 1300


def test_undo_without_fix_is_refused_in_one_line(launch):
    done = sheetplan("undo", launch.name, folder=launch.parent)
    assert (done.returncode, done.stderr.strip()) == (2, f"{launch.name}: there is nothing to undo.")
