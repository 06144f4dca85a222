"""What a value looks like once it stands in its cell."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from support.tiny_workbook import Tiny, part, rows_of

NOON = datetime.combine(date(2026, 2, 28), time(12))


def given(value, rows='<row r="1"><c r="A1" s="2"/></row>', **about):
    """The rows after A1 was given the value."""
    patch = WorkbookPatch(Tiny(rows, **about).to_bytes())
    patch.set_value("S", 1, 1, value)
    return rows_of(patch.to_bytes())


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (3, '<c r="A1" s="2"><v>3</v></c>'),
        (2.5, '<c r="A1" s="2"><v>2.5</v></c>'),
        (Decimal("0.10"), '<c r="A1" s="2"><v>0.1</v></c>'),
        (1e300, '<c r="A1" s="2"><v>1e+300</v></c>'),
        (True, '<c r="A1" s="2" t="b"><v>1</v></c>'),
        ("天", '<c r="A1" s="2" t="inlineStr"><is><t>天</t></is></c>'),
        ("a<b & c", '<c r="A1" s="2" t="inlineStr"><is><t>a&lt;b &amp; c</t></is></c>'),
        (timedelta(hours=36), '<c r="A1" s="3"><v>1.5</v></c>'),
        (time(6), '<c r="A1" s="3"><v>0.25</v></c>'),
    ],
)
def test_a_value_is_written_as_excel_does(value, cell):
    assert given(value) == f'<row r="1">{cell}</row>'


@pytest.mark.parametrize("value", [" a", "a ", "a\nb", "\t"])
def test_outer_blanks_and_line_breaks_are_preserved(value):
    assert 'xml:space="preserve"' in given(value)


def test_control_characters_are_escaped_and_so_is_text_that_looks_escaped():
    assert "<t>a_x0001_b_x005F_x000D_</t>" in given("a\x01b_x000D_")


def test_carriage_returns_survive_the_xml_parser():
    assert "a_x000D_\nb" in given("a\r\nb")


def test_lone_surrogates_become_the_replacement_character():
    assert "<t>\ufffd</t>" in given("\ud800")


@pytest.mark.parametrize("empty", [None, ""])
def test_an_emptied_cell_keeps_its_format(empty):
    filled = '<row r="1"><c r="A1" s="2"><v>1</v></c></row>'
    assert given(empty, filled) == '<row r="1"><c r="A1" s="2"/></row>'


def test_text_ends_at_excels_limit():
    with pytest.raises(WorkbookRefused) as refusal:
        given("x" * 32_768)
    assert refusal.value.reason == "text-too-long"


def test_an_emoji_counts_twice():
    with pytest.raises(WorkbookRefused) as refusal:
        given("🎪" * 16_384)
    assert refusal.value.reason == "text-too-long"


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 10**400])
def test_numbers_are_finite(value):
    with pytest.raises(WorkbookRefused) as refusal:
        given(value)
    assert refusal.value.reason == "not-finite"


def test_what_no_cell_holds_is_a_mistake_of_the_caller():
    with pytest.raises(TypeError):
        given(object())


# --- dates ---


@pytest.mark.parametrize(
    ("value", "serial"),
    [
        (date(2026, 2, 28), "46081"),
        (NOON, "46081.5"),
        (date(1900, 3, 1), "61"),
        (date(1900, 2, 28), "59"),
        (date(1900, 1, 1), "1"),
    ],
)
def test_days_count_from_1900_and_believe_in_its_leap_day(value, serial):
    assert f"<v>{serial}</v>" in given(value)


def test_days_may_count_from_1904():
    book = '<workbookPr date1904="1"/>' + Tiny().workbook
    assert "<v>44619</v>" in given(date(2026, 2, 28), workbook=book)


def test_days_before_1900_are_refused():
    with pytest.raises(WorkbookRefused) as refusal:
        given(date(1899, 12, 31))
    assert refusal.value.reason == "date-range"


def test_time_zones_are_refused():
    with pytest.raises(WorkbookRefused) as refusal:
        given(datetime(2026, 1, 1, tzinfo=UTC))
    assert refusal.value.reason == "time-zone"


def test_a_date_keeps_a_date_format():
    assert '<c r="A1" s="1"><v>46081</v></c>' in given(
        date(2026, 2, 28), '<row r="1"><c r="A1" s="1"><v>1</v></c></row>'
    )


def test_a_date_in_a_plain_cell_gets_a_date_format_with_everything_else_kept():
    patch = WorkbookPatch(Tiny('<row r="1"><c r="A1" s="2"/></row>').to_bytes())
    patch.set_value("S", 1, 1, date(2026, 2, 28))
    styles = part(patch.to_bytes(), "xl/styles.xml")
    assert '<cellXfs count="4">' in styles
    assert (
        '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1">'
        '<alignment wrapText="1"/></xf></cellXfs>'
    ) in styles


def test_a_number_format_is_added_once():
    patch = WorkbookPatch(Tiny().to_bytes())
    for row in (1, 2, 3):
        patch.set_value("S", row, 1, row, number_format='0" 天"')
    styles = part(patch.to_bytes(), "xl/styles.xml")
    assert '<numFmts count="1"><numFmt numFmtId="164" formatCode="0&quot; 天&quot;"/></numFmts>' in styles
    assert '<cellXfs count="4">' in styles


def test_an_existing_format_is_used_again():
    patch = WorkbookPatch(Tiny().to_bytes())
    patch.set_value("S", 1, 1, date(2026, 2, 28))
    after = patch.to_bytes()
    assert '<c r="A1" s="1">' in rows_of(after)
    assert part(after, "xl/styles.xml") == Tiny().styles


def test_the_number_format_alone_may_change():
    before = Tiny('<row r="1"><c r="A1"><v>1</v></c></row>').to_bytes()
    patch = WorkbookPatch(before)
    patch.set_value("S", 1, 1, 1, number_format="0.00%")
    assert rows_of(patch.to_bytes()) == '<row r="1"><c r="A1" s="3"><v>1</v></c></row>'


def test_without_formats_a_date_is_refused():
    bare = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    with pytest.raises(WorkbookRefused) as refusal:
        given(date(2026, 2, 28), styles=bare)
    assert refusal.value.reason == "no-styles"


# --- nothing to do ---

STRINGS = "<si><t>文本</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "文本"),
        ('<c r="A1" t="s"><v>1</v></c>', "rich"),
        ('<c r="A1" t="inlineStr"><is><t>a</t></is></c>', "a"),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>&amp;b</t></r></is></c>', "a&b"),
        ('<c r="A1" t="str"><v>a_x000D_</v></c>', "a\r"),
        ('<c r="A1"><v>3.0</v></c>', 3),
        ('<c r="A1"><v>0.1</v></c>', Decimal("0.1")),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1"><v>46081.520833333336</v></c>', NOON + timedelta(minutes=30)),
        ('<c r="A1" t="d"><v>2026-02-28T00:00:00</v></c>', date(2026, 2, 28)),
        ('<c r="A1"/>', None),
        ('<c r="A1"><v/></c>', None),
        ('<c r="B1"><v>1</v></c>', None),
        ('<c r="A1"><v>46081</v></c>', date(2026, 2, 28)),
    ],
)
def test_what_already_stands_there_changes_nothing(cell, value):
    before = Tiny(f'<row r="1">{cell}</row>', strings=STRINGS).to_bytes()
    patch = WorkbookPatch(before)
    patch.set_value("S", 1, 1, value)
    assert patch.to_bytes() is before


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="b"><v>1</v></c>', 1),
        ('<c r="A1" t="inlineStr"><is><t>1</t></is></c>', 1),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1"><f>1</f><v>1</v></c>', 1),
    ],
)
def test_the_same_look_of_another_kind_is_a_change(cell, value):
    before = Tiny(f'<row r="1">{cell}</row>').to_bytes()
    patch = WorkbookPatch(before)
    patch.set_value("S", 1, 1, value)
    assert patch.to_bytes() != before


def test_the_same_edits_twice_give_the_same_bytes():
    def run(data):
        patch = WorkbookPatch(data)
        for column, value in enumerate(["a", 1, True, date(2026, 2, 28), time(9, 15), 0.1], 1):
            patch.set_value("S", 7, column, value)
        patch.set_formula("S", 8, 1, "=A7&B7", "a1")
        return patch.to_bytes()

    once = run(Tiny().to_bytes())
    assert run(once) is once


def test_many_values_are_given_as_one_by_one():
    values = {(1, 1): "a", (1, 2): date(2026, 2, 28), (3, 1): None, (3, 2): True, (4, 1): 1}
    one_by_one, at_once = (WorkbookPatch(Tiny('<row r="3"><c r="A3"/></row>').to_bytes()) for _ in range(2))
    for place, value in values.items():
        one_by_one.set_value("S", *place, value)
    at_once.edit("S", [(*place, value, None) for place, value in values.items()])
    assert at_once.to_bytes() == one_by_one.to_bytes()


def test_the_refusal_of_one_among_many_names_its_cell():
    patch = WorkbookPatch(Tiny().to_bytes())
    with pytest.raises(WorkbookRefused) as refusal:
        patch.edit("S", [(1, 1, 1, None), (2, 3, float("nan"), None)])
    assert refusal.value.detail.startswith("S!C2")


# --- formats ---


def test_the_same_value_and_number_format_change_nothing():
    before = Tiny('<row r="1"><c r="A1" s="2"><v>1</v></c></row>').to_bytes()
    patch = WorkbookPatch(before)
    patch.set_value("S", 1, 1, 1, number_format="0.00")
    assert patch.to_bytes() is before


def test_a_second_number_format_joins_the_first():
    formats = '<numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;"/></numFmts>'
    styles = Tiny().styles.replace("<fonts", f"{formats}<fonts")
    patch = WorkbookPatch(Tiny(styles=styles).to_bytes())
    patch.set_value("S", 1, 1, 1, number_format="0.0")
    patch.set_value("S", 1, 2, 1, number_format='yyyy"年"')
    written = part(patch.to_bytes(), "xl/styles.xml")
    assert '<numFmts count="2">' in written
    assert '<numFmt numFmtId="171" formatCode="0.0"/></numFmts>' in written
    assert written.count('numFmtId="170"') == 2


@pytest.mark.parametrize(
    ("code", "is_date"), [('yyyy"年"m"月"', True), ("[h]:mm", True), ('0" days"', False), ("[Red]0", False)]
)
def test_formats_that_show_dates_are_left_alone(code, is_date):
    escaped = code.replace('"', "&quot;")
    formats = f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{escaped}"/></numFmts>'
    styles = Tiny().styles.replace("<fonts", f"{formats}<fonts").replace('numFmtId="2"', 'numFmtId="170"')
    assert ('s="2"' in given(date(2026, 2, 28), styles=styles)) is is_date


def test_a_workbook_without_room_for_formats_is_refused():
    xf = '<xf numFmtId="3" fontId="0" fillId="0" borderId="0"/>'
    styles = Tiny().styles.replace("</cellXfs>", xf * 64_000 + "</cellXfs>")
    with pytest.raises(WorkbookRefused) as refusal:
        given(date(2026, 2, 28), styles=styles)
    assert refusal.value.reason == "too-many-styles"


def test_a_format_that_does_not_exist_is_refused():
    with pytest.raises(WorkbookRefused) as refusal:
        given(date(2026, 2, 28), '<row r="1"><c r="A1" s="77"/></row>')
    assert refusal.value.reason == "no-styles"


def test_a_string_that_does_not_exist_is_refused():
    with pytest.raises(WorkbookRefused) as refusal:
        given("x", '<row r="1"><c r="A1" t="s"><v>9</v></c></row>')
    assert refusal.value.reason == "unreadable-part"
    assert refusal.value.detail.startswith("S!A1")


def test_a_number_that_is_none_is_replaced():
    assert "<v>1</v>" in given(1, '<row r="1"><c r="A1"><v>one</v></c></row>')
