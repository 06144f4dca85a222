"""Files that are not what they seem: each is refused with its own reason, before any parser sees it."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest

from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.language import LANGUAGES, wording
from sheetplan.xlsx.refusal import REASONS
from support.tiny_workbook import Tiny

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'


def refusal(data):
    """Why a file was not read: the code, or the reason behind it."""
    with pytest.raises(Refusal) as caught:
        read_workbook(data)
    reason = caught.value.facts.get("reason")
    return reason.path[-1] if isinstance(reason, Phrase) else caught.value.code


def changed(old, new, part, **fields):
    """A workbook in one part of which something else stands; the directory tells its size rightly."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(Tiny(**fields).to_bytes())) as source,
        zipfile.ZipFile(stream, "w") as made,
    ):
        for name in source.namelist():
            content = source.read(name)
            made.writestr(name, content.replace(old, new) if name == part else content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def with_entry(name, content=b"x"):
    """A workbook with one more entry in its container."""
    stream = io.BytesIO(Tiny(rows=ONE).to_bytes())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def rows(*references):
    """A sheet with a number in some cells."""
    return "".join(f'<row><c r="{reference}"><v>1</v></c></row>' for reference in references)


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        ({"rows": rows("A1", "XFD1048576")}, "too-far-apart"),
        ({"rows": rows("A1", "Z1048576")}, "too-far-apart"),
        ({"rows": rows("A1", "BZ99999")}, "too-far-apart"),
        ({"rows": rows("XFD1048575")}, "too-far-apart"),
        ({"rows": rows("A99999999999")}, "bad-place"),
        ({"rows": rows("ZZZZZZ1")}, "bad-place"),
        ({"rows": rows("zzzz1")}, "bad-place"),
        ({"rows": rows("A1", "XFD1048576").replace(' r="', " r = '").replace('">', "'>")}, "too-far-apart"),
        ({"rows": rows("A1", "XFD1048576").replace(' r="', '\nr="')}, "too-far-apart"),
        (
            {"rows": f"<row>{'<c><v>1</v></c>' * 9000}</row>{'<row><c><v>1</v></c></row>' * 9000}"},
            "too-far-apart",
        ),
        (
            {"rows": ONE, "after": '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'},
            "too-many-merges",
        ),
        (
            {"rows": ONE, "after": "<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 20_001 + "</mergeCells>"},
            "too-many-merges",
        ),
        (
            {"rows": ONE, "after": '<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'},
            "too-many-links",
        ),
    ],
)
def test_a_sheet_that_would_end_the_process_is_refused_by_name(sheet, reason):
    data = Tiny(**sheet).to_bytes()
    assert refusal(data) == reason
    with pytest.raises(Refusal, match="workbook: S: "):
        read_workbook(data)


@pytest.mark.parametrize(
    "sheet",
    [
        {"before": '<dimension ref="A1:XFD1048576"/>', "rows": ONE},
        {"rows": ONE + '<row r="1048576"><c r="XFD1048576" s="1"/></row>'},
        {"rows": rows("A1", "BH99999")},
        {"rows": rows("XFD300")},
        {"rows": "<row><c><v>1</v></c></row>"},
        {"rows": rows("A1").replace('"', "'")},
        {"rows": ONE, "after": '<mergeCells><mergeCell ref="A2:D2"/></mergeCells>'},
    ],
)
def test_a_sheet_that_only_looks_odd_is_read(sheet):
    (grid,) = read_workbook(Tiny(**sheet).to_bytes()).grids
    assert any(cell == 1 for row in grid.rows for cell in row)


@pytest.mark.parametrize("count", ["99999999999", "1000000"])
def test_an_impossible_number_of_texts_is_refused(count):
    lie = f'<sst uniqueCount="{count}" '.encode()
    assert refusal(changed(b"<sst ", lie, "xl/sharedStrings.xml", rows=ONE)) == "impossible-count"


def test_a_true_number_of_texts_is_believed():
    data = changed(b"<sst ", b'<sst count="9" uniqueCount="1" ', "xl/sharedStrings.xml", rows=ONE)
    assert read_workbook(data).grids


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_a_document_type_is_refused_wherever_it_stands(part):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>'
    data = changed(b"<worksheet", bomb + b"<worksheet", part, rows=ONE)
    data = changed(b"<sst", bomb + b"<sst", part, rows=ONE) if "Strings" in part else data
    data = changed(b"<workbook", bomb + b"<workbook", part, rows=ONE) if "workbook." in part else data
    assert refusal(data) == "doctype"


@pytest.mark.parametrize(
    "name", ["../../evil.xml", "xl/../../evil.xml", "C:/evil.xml", "xl\\..\\..\\evil.xml"]
)
def test_a_name_that_leads_out_of_the_file_is_refused(name):
    assert refusal(with_entry(name)) == "unsafe-name"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_two_parts_of_one_name_are_refused(name):
    assert refusal(with_entry(name)) == "duplicate-part"


def test_a_part_packed_absurdly_small_is_refused_unread():
    assert refusal(with_entry("xl/media/picture.bin", bytes(20 << 20))) == "packed-too-small"


def test_a_file_that_unpacks_to_more_than_anybody_needs_is_refused_unread():
    data = bytearray(Tiny(rows=ONE).to_bytes())
    at = data.rindex(b"PK\1\2")
    struct.pack_into("<L", data, at + 24, 1 << 30)
    assert refusal(bytes(data)) == "too-large"


def test_a_part_longer_than_it_says_is_refused():
    data = bytearray(Tiny(rows=ONE).to_bytes())
    at = data.index(b"xl/worksheets/sheet1.xml", data.index(b"PK\1\2"))
    struct.pack_into("<L", data, at - 46 + 24, 10)
    assert refusal(bytes(data)) == "damaged"


def test_entries_that_overlap_are_refused():
    data = bytearray(Tiny(rows=ONE).to_bytes())
    first = data.index(b"PK\1\2")
    second = data.index(b"PK\1\2", first + 4)
    struct.pack_into("<L", data, second + 42, 8)
    assert refusal(bytes(data)) == "damaged"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty-file"),
        (bytes(5000), "empty-file"),
        (b"name,date\n", "not-a-workbook"),
        (b"<html><table></table></html>", "not-a-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old-xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (Tiny(rows=ONE).to_bytes()[:-100], "damaged"),
        (Tiny(rows=ONE).to_bytes()[:200], "damaged"),
    ],
)
def test_another_kind_of_file_is_told_for_what_it_is(data, reason):
    assert refusal(data) == reason


def test_a_flipped_bit_is_noticed():
    data = bytearray(Tiny(rows=ONE).to_bytes())
    data[data.index(b"xl/worksheets/sheet1.xml") + 60] ^= 4
    assert refusal(bytes(data)) == "damaged"


def test_a_number_of_days_that_is_no_date_is_no_date():
    styled = '<row r="1"><c r="A1" s="1"><v>99999999</v></c></row>'
    (grid,) = read_workbook(Tiny(rows=styled).to_bytes()).grids
    assert grid.cell(1, 1) == 99999999


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "=HYPERLINK(&quot;http://x&quot;)"])
def test_text_that_looks_like_a_formula_stays_text(text):
    inline = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>'
    (grid,) = read_workbook(Tiny(rows=inline).to_bytes()).grids
    assert (grid.cell(1, 1), grid.formulas) == (text.replace("&quot;", '"'), frozenset())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_sentence(language):
    assert set(wording(language).section("workbook_refusals")) >= REASONS
