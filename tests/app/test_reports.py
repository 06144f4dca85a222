"""Documents beside their workbook: made anew without destroying what people did."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import report_file, seen_from
from sheetplan.app.verifying import verify_document
from sheetplan.build.documents import build_template
from support.docx_edit import edited, resaved
from support.docx_text import docx_text
from support.house import demo, real_house, recalculated_demo


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "活动.xlsx"
    path.write_bytes(recalculated_demo("zh"))
    return path


def report(book, *documents, folder=None):
    wanted, place = documents or ("weekly",), folder or book.parent
    done = report_file(real_house(), book, documents=wanted, folder=lambda _: place, status_date=None)
    return list(done.documents)


def test_the_same_workbook_makes_the_same_bytes(book, tmp_path):
    (first,) = report(book, folder=tmp_path / "a")
    data = first.path.read_bytes()
    shutil.rmtree(tmp_path / "a")
    (second,) = report(book, folder=tmp_path / "a")
    assert second.path.read_bytes() == data


def test_a_document_that_says_the_same_is_left_as_it_is(book):
    report(book)
    assert [made.how for made in report(book)] == ["unchanged"]


def test_a_document_nobody_touched_gives_way(book):
    report(book)
    book.write_bytes(recalculated_demo("en"))
    (path,) = book.parent.glob("*周报.docx")
    english = report(book)[0].path
    english.rename(path)
    book.write_bytes(recalculated_demo("zh"))
    (made,) = report(book)
    assert (made.how, made.path) == ("replaced", path)


def test_a_document_somebody_edited_stays_and_the_new_one_stands_beside_it(book):
    (first,) = report(book)
    first.path.write_bytes(edited(first.path.read_bytes(), "总体进展", "总体情况"))
    kept = first.path.read_bytes()
    (second,) = report(book)
    assert (second.how, second.path.name, second.stood) == ("edited", "活动_项目周报_v2.docx", first.path)
    assert first.path.read_bytes() == kept


@pytest.mark.parametrize(
    "owner", ["~$活动_项目周报.docx", "~$动_项目周报.docx", ".~lock.活动_项目周报.docx#"]
)
def test_a_document_somebody_has_open_stays(book, owner):
    (first,) = report(book)
    first.path.write_bytes(report(book, folder=book.parent / "other")[0].path.read_bytes())
    (book.parent / owner).write_bytes(b"")
    (second,) = report(book)
    assert second.how == "open"
    assert second.path.name == "活动_项目周报_v2.docx"


def test_handwriting_is_carried_over(book):
    (first,) = report(book)
    hint = "请写下需要上级或其他部门决定的事项；重新生成时会保留。"
    first.path.write_bytes(edited(first.path.read_bytes(), hint, "请批准追加媒体预算 5,000 元"))
    (second,) = report(book)
    assert second.carried == ("需要决策",)
    assert "请批准追加媒体预算 5,000 元" in docx_text(second.path.read_bytes())


@pytest.mark.office
def test_handwriting_survives_libreoffice(book, tmp_path):
    (first,) = report(book)
    hint = "请写下需要上级或其他部门决定的事项；重新生成时会保留。"
    changed = edited(first.path.read_bytes(), hint, "请批准追加媒体预算 5,000 元")
    first.path.write_bytes(resaved(changed, tmp_path))
    (second,) = report(book)
    assert "请批准追加媒体预算 5,000 元" in docx_text(second.path.read_bytes())


def test_there_is_a_letter_for_each_department_and_minutes_for_each_meeting(book):
    names = {made.path.stem.removeprefix("活动_") for made in report(book, "letter", "minutes")}
    assert names == {
        *("活动协作函_销售部", "活动协作函_技术部"),
        *("会议纪要_20240223_启动会", "会议纪要_20240304_进度会", "会议纪要_20240311_进度会"),
        *("会议纪要_20240315_执行会议", "会议纪要_20240327_复盘会"),
    }


def test_a_companys_own_template_beside_the_workbook_comes_first(book):
    folder = book.parent / "templates"
    folder.mkdir()
    (folder / "项目周报.docx").write_bytes(build_template("improvements", "zh"))
    (made,) = report(book)
    assert "来源问题" in docx_text(made.path.read_bytes())


def test_a_template_with_bad_tags_is_refused_with_all_of_them(book):
    folder = book.parent / "templates"
    folder.mkdir()
    data = edited(build_template("weekly", "zh"), "{{进度评述}}", "{{进度评}}{{没有}}")
    (folder / "项目周报.docx").write_bytes(data)
    with pytest.raises(Refusal) as caught:
        report(book)
    assert (caught.value.code, caught.value.facts["count"]) == ("template-problems", 2)
    assert not list(book.parent.glob("*.docx"))


@pytest.mark.parametrize(
    ("folder", "file", "way"),
    [
        ("/a/b", "/a/b/x.xlsx", "x.xlsx"),
        ("/a/b/c", "/a/b/x.xlsx", "../x.xlsx"),
        ("/a", "/b/x.xlsx", "../b/x.xlsx"),
    ],
)
def test_the_way_from_a_document_to_its_workbook(folder, file, way):
    assert seen_from(Path(folder), Path(file)) == way


# -- verify ----------------------------------------------------------------------------------------


def states(path, **options):
    found = verify_document(real_house(), path, options.get("workbook"), None)
    return {figure.state for figure in found.figures}, found


def test_a_fresh_document_is_current(book):
    (made,) = report(book, "review")
    assert states(made.path)[0] == {"current"}


def test_a_figure_somebody_wrote_over_is_edited(book):
    (made,) = report(book, "budget")
    made.path.write_bytes(edited(made.path.read_bytes(), ">294,000<", ">299,000<"))
    found = [figure for figure in states(made.path)[1].figures if figure.state != "current"]
    assert [(figure.state, figure.written) for figure in found] == [("edited", "294,000")]
    assert found[0].address.startswith("策划总表!")


def test_a_figure_the_workbook_has_left_behind_is_stale(book):
    (made,) = report(book, "weekly")
    found = verify_document(real_house(), made.path, None, date(2024, 4, 12))
    assert found.count("stale")


def test_a_workbook_that_changed_is_told_from_the_one_behind_the_document(book):
    (made,) = report(book, "weekly")
    assert states(made.path)[1].same_workbook
    book.write_bytes(demo("zh"))
    assert not states(made.path)[1].same_workbook


@pytest.mark.office
def test_verify_still_reads_a_document_that_libreoffice_saved(book, tmp_path):
    (made,) = report(book, "review")
    made.path.write_bytes(resaved(made.path.read_bytes(), tmp_path))
    assert states(made.path)[0] == {"current"}


def test_a_document_of_somebody_elses_has_nothing_to_verify(book):
    other = book.parent / "other.docx"
    other.write_bytes(build_template("brief", "zh"))
    with pytest.raises(Refusal, match="not-our-document"):
        states(other)
