"""A workbook with one of nearly everything that XlsxWriter can draw."""

import base64
import io

import xlsxwriter

_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def rich_workbook(*, macros: bool = False) -> bytes:
    """The workbook as a file; with macros it is an .xlsm whose project is a stand-in."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        _data_sheet(book)
        _rules_sheet(book)
        _drawings_sheet(book)
        book.add_chartsheet("图表页").set_chart(_chart(book, "pie"))
        book.define_name("状态日", "=数据!$B$2")
        book.define_name("数据!local", "=数据!$A$1")
        book.set_properties({"title": "计划", "comments": "made for a test"})
        book.set_custom_property("owner", "planner")
        if macros:
            book.add_vba_project(io.BytesIO(b"not a real project"), is_stream=True)
    return stream.getvalue()


def _data_sheet(book):
    sheet = book.add_worksheet("数据")
    day = book.add_format({"num_format": "yyyy-mm-dd", "border": 1, "bg_color": "#DDEBF7"})
    sheet.write_row("A1", ["Name", "Start", "Days", "Done"])
    for row in range(1, 30):
        sheet.write(row, 0, f"任务 {row}")
        sheet.write_number(row, 1, 46_000 + row, day)
        sheet.write_formula(row, 2, f"=B{row + 1}-B$2", None, row - 1)
        sheet.insert_checkbox(row, 3, row % 2 == 0)
    columns = [{"header": name} for name in ("Name", "Start", "Days", "Done")]
    sheet.add_table("A1:D30", {"name": "tasks", "columns": columns, "style": "Table Style Medium 2"})
    sheet.write_dynamic_array_formula("H2:H5", "=_xlfn._xlws.SORT(C2:C5)", None, 0)
    sheet.write_array_formula("I2:I4", "{=C2:C4*2}", None, 2)
    sheet.write_rich_string("J2", book.add_format({"bold": True}), "bold", " and plain")
    sheet.write_url("J3", "https://example.org/?a=1&b=2", string="link")
    sheet.write_url("J4", "internal:'规则'!A1")
    sheet.write_comment("J5", "a note\nin two lines")
    sheet.merge_range("L2:M3", "merged", day)
    sheet.freeze_panes(1, 1)
    sheet.set_row(40, 30, day, {"level": 1, "hidden": True})
    sheet.set_column("N:P", 12, day)
    sheet.protect("", {"insert_rows": True})
    sheet.set_header("&L&G", {"image_left": "logo.png", "image_data_left": io.BytesIO(_PIXEL)})


def _rules_sheet(book):
    sheet = book.add_worksheet("规则")
    sheet.write_column("A1", range(20))
    red = book.add_format({"font_color": "#9C0006"})
    for options in (
        {"type": "cell", "criteria": ">", "value": 5, "format": red},
        {"type": "formula", "criteria": '=$A1="a>b"', "format": red},
        {"type": "text", "criteria": "containing", "value": "a>b", "format": red},
        {"type": "3_color_scale"},
        {"type": "data_bar", "data_bar_2010": True},
        {"type": "icon_set", "icon_style": "5_arrows"},
    ):
        sheet.conditional_format("A1:A20", options)
    sheet.data_validation("B1:B20", {"validate": "list", "source": ["未开始", "进行中", "完成"]})
    sheet.data_validation("C1:C20", {"validate": "date", "criteria": ">", "value": "=状态日"})
    sheet.add_sparkline("D1", {"range": "规则!A1:A20", "type": "column", "markers": True})
    sheet.autofilter("A1:C20")
    sheet.ignore_errors({"number_stored_as_text": "A1:A20"})
    sheet.set_landscape()
    sheet.set_h_pagebreaks([10])
    sheet.outline_settings(symbols_below=False)


def _drawings_sheet(book):
    sheet = book.add_worksheet("图形")
    sheet.insert_chart("A1", _chart(book, "line"))
    sheet.insert_image("H1", "pixel.png", {"image_data": io.BytesIO(_PIXEL), "url": "internal:数据!A1"})
    sheet.embed_image("H20", "pixel.png", {"image_data": io.BytesIO(_PIXEL)})
    sheet.insert_textbox("A20", "text & more", {"textlink": "=数据!$A$2"})
    sheet.insert_button("F20", {"caption": "go", "macro": "run"})
    sheet.set_background(io.BytesIO(_PIXEL))


def _chart(book, kind):
    chart = book.add_chart({"type": kind})
    chart.add_series({"values": "=数据!$C$2:$C$30", "categories": "=数据!$A$2:$A$30", "name": "=数据!$C$1"})
    chart.set_title({"name": "进度"})
    return chart
