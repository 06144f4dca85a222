"""The plan as a presentation: complete, within its slides, valid, and the same every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections import ChainMap
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from pptx import Presentation

from sheetplan.app.reports import report_file
from sheetplan.build.deck import build_deck, is_untouched
from sheetplan.build.deck.measure import SIZES, paged
from sheetplan.documents.compose import entitled
from sheetplan.documents.context import Chart, Context, Figure, Table, plain
from sheetplan.documents.deck import CHAPTERS, deck
from sheetplan.documents.fields import document_fields
from sheetplan.documents.kinds import find_document, title
from sheetplan.documents.slides import Cell, Column, Deck, Grid
from sheetplan.language import LANGUAGES, wording
from support.documents import demo_context
from support.docx_schema import schema_errors
from support.house import real_house, recalculated_demo

everywhere = pytest.mark.parametrize("language", LANGUAGES)


@cache
def told(language: str) -> Deck:
    words = wording(language)
    return deck(entitled(demo_context(language), title("deck", words)), words)


@cache
def built(language: str) -> bytes:
    return build_deck(told(language))


def slides(data: bytes):
    return list(Presentation(io.BytesIO(data)).slides)


def texts(data: bytes) -> str:
    """Every word on the slides; words of one box, cell or chart joined, boxes apart."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            archive.read(name).decode()
            for name in archive.namelist()
            if re.match(r"ppt/(slides|charts)/[^/]+xml$", name)
        ]
    return "\n".join(
        re.sub(r"<[^>]+>", "", part.replace("</a:p>", "\n").replace("</c:v>", "\n")) for part in parts
    )


def empty(language: str) -> Context:
    fields = document_fields(language)
    return Context(
        language,
        dict.fromkeys(fields.scalars),
        {name: Table(columns) for name, columns in fields.tables.items()},
        {name: Chart((), ()) for name in fields.charts},
    )


@everywhere
def test_it_has_the_six_chapters_in_order(language):
    chapters = [slide.chapter for slide in told(language).slides]
    assert chapters == sorted(chapters)
    assert set(chapters) == set(range(1, len(CHAPTERS) + 1))


@everywhere
def test_it_is_valid(language):
    assert schema_errors(built(language)) == []


@everywhere
def test_the_same_plan_makes_the_same_bytes(language):
    assert build_deck(told(language)) == built(language)


@everywhere
def test_every_slide_has_a_title_that_programs_find(language):
    assert all(slide.shapes.title.text_frame.text for slide in slides(built(language)))


@everywhere
def test_nothing_stands_beyond_the_edge_of_a_slide(language):
    presentation = Presentation(io.BytesIO(built(language)))
    for slide in presentation.slides:
        for shape in slide.shapes:
            assert 0 <= shape.left <= shape.left + shape.width <= presentation.slide_width
            assert 0 <= shape.top <= shape.top + shape.height <= presentation.slide_height


@everywhere
def test_a_grid_ends_above_the_foot_of_its_slide(language):
    for slide in slides(built(language)):
        foot = max(shape.top for shape in slide.shapes)
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= foot


@everywhere
def test_its_charts_are_native_and_can_be_edited(language):
    charts = [shape.chart for slide in slides(built(language)) for shape in slide.shapes if shape.has_chart]
    assert len(charts) >= 4
    for chart in charts:
        assert chart.part.chart_workbook.xlsx_part.blob.startswith(b"PK")


@everywhere
def test_before_anything_is_known_each_chapter_has_a_slide_that_says_so(language):
    words = wording(language)
    data = build_deck(deck(empty(language), words))
    assert len(slides(data)) == 2 + len(CHAPTERS)
    assert texts(data).count(words.text("deck", "unwritten")) >= len(CHAPTERS)
    assert schema_errors(data) == []


@everywhere
def test_no_word_of_the_sheets_it_shows_is_lost_however_long(language):
    context, words = demo_context(language), wording(language)
    risks, metrics = words.sheet("risks"), words.sheet("metrics")
    count = 20
    tables = {
        risks: _marked(context.tables[risks], words.heading("risks", "response"), count),
        metrics: _marked(context.tables[metrics], words.heading("metrics", "definition"), count),
    }
    marked = replace(context, tables=ChainMap(tables, context.tables))
    said = texts(build_deck(deck(marked, words))).replace("\n", "")
    assert [number for number in range(count) if f"《{number}》" not in said] == []


def _marked(table: Table, column: str, count: int) -> Table:
    long = "很长的文字 & <tag> 🎉 " * 20
    rows = [table.rows[at % len(table.rows)] for at in range(count)]
    return replace(
        table, rows=tuple({**row, column: f"{long}《{number}》"} for number, row in enumerate(rows))
    )


def test_a_row_higher_than_a_slide_goes_on_on_the_next():
    grid = Grid((Column("", 1),), ((Cell("字" * 5000),),), headed=False)
    _, parts = paged(grid, 400, 400, 400)
    assert len(parts) > 1
    said = "".join(cell.text for part in parts for row in part.rows for cell in row)
    assert said.replace("\n", "") == "字" * 5000


def test_few_words_are_set_large_and_many_small():
    columns = (Column("A", 1), Column("B", 1))
    few, many = (Grid(columns, ((Cell("a"), Cell("b")),) * count) for count in (3, 14))
    assert paged(few, 800, 400, 400)[0] == SIZES[0] > paged(many, 800, 400, 400)[0]


@everywhere
def test_metrics_without_targets_have_no_cards(language):
    context, words = demo_context(language), wording(language)
    name, column = words.sheet("metrics"), words.heading("metrics", "target")
    rows = tuple({**row, column: words.text("sentences", "dash")} for row in context.tables[name].rows)
    open_ = replace(
        context, tables=ChainMap({name: replace(context.tables[name], rows=rows)}, context.tables)
    )
    assert not any(slide.cards for slide in deck(open_, words).slides)


@everywhere
def test_the_figures_are_those_of_the_workbook(language):
    context = demo_context(language)
    total = context.scalars[wording(language).heading("event", "budget_total")]
    assert isinstance(total, Figure)
    assert f"{Decimal(plain(total)):,.0f}" in texts(built(language))


def test_odd_names_survive():
    words = wording("zh")
    odd = "A&T <中国> 🎉\x0b“新品”" + "长" * 400
    context = demo_context("zh")
    name = words.heading("event", "name")
    named = replace(
        context,
        scalars={**context.scalars, name: odd},
        properties=replace(context.properties, title=odd),
    )
    data = build_deck(deck(named, words))
    assert "A&amp;T &lt;中国&gt; 🎉" in texts(data)
    assert schema_errors(data) == []


def test_it_goes_by_its_names():
    assert {
        find_document(name) for name in ("deck", "幻灯片", "《策划方案汇报》", "Plan deck", "plan deck.pptx")
    } == {"deck"}


def decks(book):
    made = report_file(
        real_house(), book, documents=("deck",), folder=lambda path: path.parent, status_date=None
    )
    return made.documents


def test_it_gives_way_until_somebody_saves_it(tmp_path):
    book = tmp_path / "活动.xlsx"
    book.write_bytes(recalculated_demo("zh"))
    (first,), (again,) = decks(book), decks(book)
    assert (first.how, first.path.name, again.how) == ("new", "活动_策划方案汇报.pptx", "unchanged")
    saved = Presentation(io.BytesIO(first.path.read_bytes()))
    saved.slides[0].shapes.title.text_frame.text = "我的标题"
    saved.save(str(first.path))
    (third,) = decks(book)
    assert (third.how, third.path.name) == ("edited", "活动_策划方案汇报_v2.pptx")


def test_what_is_no_presentation_is_not_ours():
    assert not is_untouched(b"not a zip")
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a", "b")
        assert not is_untouched(out.getvalue())
