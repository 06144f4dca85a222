"""A native chart drawn in the template: its data are replaced, its looks stay the author's."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from sheetplan.adapters.docx_package.archive import Member, pack, read_archive, write_archive
from sheetplan.adapters.docx_package.names import CHART, parent
from sheetplan.adapters.docx_package.program import clean, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sheetplan.documents.context import Chart

_SHEET, _SHEET_PART = "Sheet1", "xl/worksheets/sheet1.xml"
_SHEET_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_BEFORE_VALUES = ("val", "yVal", "smooth", "shape", "extLst")


def c(name: str) -> str:
    """The full name of a chart element."""
    return f"{{{CHART}}}{name}"


def fill_chart(root: etree._Element, chart: Chart) -> None:
    """Replace the cached data of a chart part; series are added or removed as the data ask."""
    wanted = chart.series or (("", ()),)
    drawn = list(root.iter(c("ser")))
    while 0 < len(drawn) < len(wanted):
        drawn.append(_another(drawn[-1]))
    for spare in drawn[len(wanted) :]:
        parent(spare).remove(spare)
    for index, ((name, values), series) in enumerate(zip(wanted, drawn, strict=False)):
        _fill_series(series, index, name, chart, values)


def _another(series: etree._Element) -> etree._Element:
    """A copy of a series in the next colour of the theme."""
    made = deepcopy(series)
    for looks in made.findall(c("spPr")):
        made.remove(looks)
    series.addnext(made)
    return made


def _fill_series(
    series: etree._Element, index: int, name: str, chart: Chart, values: Sequence[Decimal | int | None]
) -> None:
    last = len(chart.categories) + 1
    column = _column_letters(index + 1)
    _attribute(series, "idx").set("val", str(index))
    _attribute(series, "order").set("val", str(index))
    _drop_points_beyond(series, len(chart.categories))
    _reference(_child(series, "tx"), "str", f"${column}$1", [name])
    _reference(_child(series, "cat"), "str", f"$A$2:$A${last}", chart.categories)
    numbers = [None if value is None else format(Decimal(value), "f") for value in values]
    _reference(_child(series, "val"), "num", f"${column}$2:${column}${last}", numbers, chart.number_format)


def _attribute(series: etree._Element, name: str) -> etree._Element:
    found = series.find(c(name))
    return etree.SubElement(series, c(name)) if found is None else found


def _child(series: etree._Element, name: str) -> etree._Element:
    """The series' child of that name, emptied; made in its place where it was missing."""
    found = series.find(c(name))
    if found is not None:
        found.clear()
        return found
    made = etree.Element(c(name))
    if name == "tx":
        _attribute(series, "order").addnext(made)
    else:
        after = next((child for child in series if etree.QName(child).localname in _BEFORE_VALUES), None)
        series.append(made) if after is None else after.addprevious(made)
    return made


def _drop_points_beyond(series: etree._Element, count: int) -> None:
    """Looks and labels of single points that no longer exist."""
    for point in [*series.findall(c("dPt")), *series.findall(f"{c('dLbls')}/{c('dLbl')}")]:
        index = point.find(c("idx"))
        if index is not None and int(index.get("val", "0")) >= count:
            parent(point).remove(point)


def _reference(
    parent: etree._Element, kind: str, cells: str, values: Sequence[str | None], number_format: str = ""
) -> None:
    reference = etree.SubElement(parent, c(f"{kind}Ref"))
    etree.SubElement(reference, c("f")).text = f"{_SHEET}!{cells}"
    cache = etree.SubElement(reference, c(f"{kind}Cache"))
    if number_format:
        etree.SubElement(cache, c("formatCode")).text = number_format
    etree.SubElement(cache, c("ptCount")).set("val", str(len(values)))
    for index, value in enumerate(values):
        if value is not None:
            point = etree.SubElement(cache, c("pt"), idx=str(index))
            etree.SubElement(point, c("v")).text = clean(value)


def _column_letters(index: int) -> str:
    letters = ""
    while index >= 0:
        letters = chr(65 + index % 26) + letters
        index = index // 26 - 1
    return letters


def chart_workbook(chart: Chart) -> bytes:
    """The workbook Word opens for “Edit data”; texts are written as texts, never as formulas."""
    members = dict(_empty_workbook(chart.number_format))
    lines: list[list[str | Decimal | int | None]] = [["", *(name for name, _ in chart.series)]]
    for at, category in enumerate(chart.categories):
        lines.append([category, *(_value_at(values, at) for _, values in chart.series)])
    rows = "".join(_row(number, cells) for number, cells in enumerate(lines, 1))
    members[_SHEET_PART] = pack(f"{_SHEET_HEAD}<sheetData>{rows}</sheetData></worksheet>".encode())
    return write_archive(members)


@cache
def _empty_workbook(number_format: str) -> Mapping[str, Member]:
    """The parts of a workbook with one empty sheet, whose second cell format is that of the numbers."""
    import xlsxwriter  # noqa: PLC0415 - only documents with charts pay for it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - equal data, equal bytes
        sheet = workbook.add_worksheet(_SHEET)
        sheet.write_number(0, 0, 0, workbook.add_format({"num_format": number_format}))
    return read_archive(out.getvalue())


def _value_at(values: Sequence[Decimal | int | None], at: int) -> Decimal | int | None:
    return values[at] if at < len(values) else None


def _row(number: int, cells: Sequence[str | Decimal | int | None]) -> str:
    made = (_cell(f"{_column_letters(at)}{number}", value) for at, value in enumerate(cells))
    return f'<row r="{number}">{"".join(made)}</row>'


def _cell(place: str, value: str | Decimal | int | None) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return (
            f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(clean(value))}</t></is></c>'
        )
    return f'<c r="{place}" s="1"><v>{format(Decimal(value), "f")}</v></c>'
