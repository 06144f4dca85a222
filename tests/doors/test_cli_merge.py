"""``diff`` and ``merge`` as a stranger meets them."""

from __future__ import annotations

import json

import pytest

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.table.layout import locate
from support.house import recalculated_demo
from support.processes import sheetplan


def edited(data, *edits):
    """The workbook with cells of tasks changed, each by its row from the top."""
    where, book = locate(read_workbook(data)).sheets["tasks"], WorkbookPatch(data)
    for index, column, value in edits:
        book.set_value(where.name, *where.cell(where.rows[index], column), value)
    return book.to_bytes()


@pytest.fixture
def folder(tmp_path):
    base = recalculated_demo("zh")
    copies = {
        "base.xlsx": base,
        "a.xlsx": edited(base, (0, "title", "=甲"), (1, "note", "只有甲")),
        "b.xlsx": edited(base, (0, "title", "@乙"), (2, "note", "只有乙")),
    }
    for name, data in copies.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def tasks(path):
    snapshot = read_workbook(path.read_bytes())
    where = locate(snapshot).sheets["tasks"]
    (grid,) = (grid for grid in snapshot.grids if grid.name == where.name)
    return [(grid.cell(*where.cell(row, "title")), grid.cell(*where.cell(row, "note"))) for row in where.rows]


def test_diff_says_which_cells_differ(folder):
    done = sheetplan("diff", "base.xlsx", "a.xlsx", folder=folder, language="zh")
    assert (done.returncode, "备注: – → 只有甲" in done.stdout) == (1, True)


def test_equal_workbooks_do_not_differ(folder):
    assert sheetplan("diff", "a.xlsx", "a.xlsx", folder=folder).returncode == 0


def test_diff_speaks_json(folder):
    done = sheetplan("diff", "base.xlsx", "a.xlsx", "--format", "json", folder=folder)
    assert [row["kind"] for row in json.loads(done.stdout)["differences"]] == ["changed", "changed"]


@pytest.mark.parametrize("form", ["html", "xlsx"])
def test_diff_writes_files_in_which_a_text_stays_a_text(folder, form):
    done = sheetplan("diff", "base.xlsx", "a.xlsx", "--format", form, "--out", f"d.{form}", folder=folder)
    made = (folder / f"d.{form}").read_bytes()
    assert done.returncode == 1
    if form == "html":
        assert "<ins>=甲</ins>" in made.decode()
    else:
        (grid,) = read_workbook(made).grids
        assert (grid.cell(2, 6), grid.formulas) == ("=甲", frozenset())


def test_merge_takes_from_both_and_lists_what_is_doubtful(folder):
    done = sheetplan("merge", "base.xlsx", "a.xlsx", "b.xlsx", "-o", "out.xlsx", folder=folder)
    assert done.returncode == 1
    assert tasks(folder / "out.xlsx")[0][0] == "=甲"
    assert [note for _, note in tasks(folder / "out.xlsx")[1:3]] == ["只有甲", "只有乙"]
    assert lint((folder / "out.xlsx").read_bytes()) == []
    (grid,) = (g for g in read_workbook((folder / "out.xlsx").read_bytes()).grids if g.name == "合并冲突")
    assert grid.rows[1][3:7] == ("需求访谈与市场调研", "=甲", "@乙", "=甲")


def test_a_choice_on_the_list_is_taken_over(folder):
    sheetplan("merge", "base.xlsx", "a.xlsx", "b.xlsx", "-o", "out.xlsx", folder=folder)
    book = WorkbookPatch((folder / "out.xlsx").read_bytes())
    book.set_value("合并冲突", 2, 8, "对方")
    (folder / "out.xlsx").write_bytes(book.to_bytes())
    done = sheetplan("merge", "out.xlsx", folder=folder)
    assert (done.returncode, tasks(folder / "out.xlsx")[0][0]) == (0, "@乙")


def test_the_common_state_may_be_a_kept_one(folder):
    sheetplan("recalc", "a.xlsx", "--status-date", "2024-03-01", folder=folder)
    (version,) = (folder / ".sheetplan/versions/a.xlsx").iterdir()
    mark = version.name.split("_")[1][:8]
    assert sheetplan("merge", mark, "a.xlsx", "b.xlsx", "-o", "out.xlsx", folder=folder).returncode in (0, 1)


def test_without_a_common_state_every_difference_is_listed(folder):
    done = sheetplan("merge", "a.xlsx", "b.xlsx", "-o", "out.xlsx", folder=folder)
    assert (done.returncode, "3 × No common base" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.xlsx", "b.xlsx"),
        ("nothing", "a.xlsx", "b.xlsx", "-o", "out.xlsx"),
        ("a.xlsx", "b.xlsx", "-o", "base.xlsx"),
        ("a.xlsx",),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_is_written(folder, arguments):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = sheetplan("merge", *arguments, folder=folder)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_list_on_which_nothing_is_chosen_says_where_to_choose(folder):
    sheetplan("merge", "base.xlsx", "a.xlsx", "b.xlsx", "-o", "out.xlsx", folder=folder)
    done = sheetplan("merge", "out.xlsx", folder=folder, language="zh")
    assert (done.returncode, "请在“选择”列填" in done.stdout) == (0, True)


@pytest.mark.parametrize("copies", [("no.xlsx", "a.xlsx"), ("a.xlsx", "no.xlsx")])
def test_a_file_that_is_not_there_is_named_by_diff(folder, copies):
    assert sheetplan("diff", *copies, folder=folder).stderr.startswith("no.xlsx: ")


@pytest.mark.parametrize("copies", [("no.xlsx", "a.xlsx"), ("a.xlsx", "no.xlsx")])
def test_a_file_that_is_not_there_is_named_by_merge(folder, copies):
    done = sheetplan("merge", *copies, "-o", "out.xlsx", folder=folder)
    assert done.stderr.startswith("no.xlsx: ")
