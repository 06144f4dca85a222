"""A native chart is filled with as many series and categories as there are."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from lxml import etree

from sheetplan.adapters.docx_package.chart import chart_workbook, fill_chart
from sheetplan.build.word.charts import chart_xml
from sheetplan.documents.context import Chart

TWO = Chart(("a", "b"), (("目标", (1, 2)), ("实际", (Decimal("1.5"), None))), "0.0")


def filled(chart: Chart) -> etree._Element:
    root = etree.fromstring(chart_xml(TWO, ("000000", "FFFFFF"), "rId1", "column", "Arial"))
    fill_chart(root, chart)
    return root


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_there_are_as_many_series_as_asked_for(count):
    chart = Chart(("a",), tuple((f"s{index}", (index,)) for index in range(count)))
    assert [name.text for name in filled(chart).iterfind(".//{*}ser/{*}tx//{*}v")] == [
        f"s{i}" for i in range(count)
    ]


def test_categories_and_values_are_replaced():
    values = [value.text for value in filled(TWO).iterfind(".//{*}ser/{*}val//{*}v")]
    assert values == ["1", "2", "1.5"]


def test_a_chart_without_data_keeps_none_of_the_old():
    assert not filled(Chart((), ())).findall(".//{*}ser//{*}v[.='目标']")
    assert not filled(Chart((), ())).findall(".//{*}ser/{*}val//{*}pt")


def test_a_missing_value_is_a_gap():
    (second,) = filled(TWO).findall(".//{*}ser")[1:]
    assert second.find("{*}val//{*}ptCount").get("val") == "2"
    assert [point.get("idx") for point in second.iterfind("{*}val//{*}pt")] == ["0"]


def test_filling_is_the_same_every_time():
    assert chart_workbook(TWO) == chart_workbook(TWO)


def test_the_embedded_workbook_holds_the_same_data_and_no_formulas():
    book = openpyxl.load_workbook(io.BytesIO(chart_workbook(Chart(("=1+1",), (("@x", (3,)),)))))
    sheet = book.active
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [[None, "@x"], ["=1+1", 3]]
    assert sheet["A2"].data_type == "s"
    book.close()
