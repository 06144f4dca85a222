"""The file around the parts: what is refused at the door, and what stays byte for byte."""

import gc
import io
import struct
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from sheetplan.adapters.xlsx_reader import read_workbook
from support.tiny_workbook import Tiny, part, parts

TINY = Tiny('<row r="1"><c r="A1"><v>1</v></c></row>').to_bytes()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_part(name, content="<x/>"):
    return Tiny(parts={name: content}).to_bytes()


def without(name):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for other, content in parts(TINY).items():
            if other != name:
                package.writestr(other, content)
    return stream.getvalue()


def binary():
    return with_part("_rels/.rels", parts(TINY)["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin"))


def unknown():
    return with_part("xl/workbook.xml", '<workbook xmlns="urn:other"/>')


def password_protected():
    data = bytearray(TINY)
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not-zip"),
        (b"PK\3\4 and nothing more", "not-zip"),
        (TINY[:-30], "not-zip"),
        (b"id,task\n1,a\n", "not-zip"),
        (OLE + b"\0" * 600, "xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (password_protected(), "encrypted"),
        (without("_rels/.rels"), "no-workbook"),
        (without("xl/workbook.xml"), "no-workbook"),
        (with_part("word/document.xml"), None),
        (with_part("_rels/.rels", parts(TINY)["_rels/.rels"].replace(b"workbook", b"absent")), "no-workbook"),
        (with_part("xl/workbook.bin"), None),
        (unknown(), "unknown-namespace"),
        (with_part("_xmlsignatures/sig1.xml"), "signed"),
        (with_part("xl/revisions/revisionHeaders.xml"), "shared-workbook"),
        (with_part("XL/Workbook.xml"), "duplicate-part"),
        (with_part("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><workbook/>"), "doctype"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused_at_the_door(data, reason):
    if reason is None:
        WorkbookPatch(data)
        return
    with pytest.raises(WorkbookRefused) as refusal:
        WorkbookPatch(data)
    assert refusal.value.reason == reason


def test_binary_workbooks_are_refused():
    data = Tiny(parts={"_rels/.rels": part(binary(), "_rels/.rels"), "xl/workbook.bin": "x"}).to_bytes()
    with pytest.raises(WorkbookRefused) as refusal:
        WorkbookPatch(data)
    assert refusal.value.reason == "xlsb"


def test_a_file_that_unpacks_beyond_all_measure_is_refused():
    data = bytearray(TINY)
    struct.pack_into("<L", data, data.index(b"PK\1\2") + 24, 500 << 20)
    with pytest.raises(WorkbookRefused) as refusal:
        WorkbookPatch(bytes(data))
    assert refusal.value.reason == "too-big"


def test_a_part_whose_checksum_is_wrong_is_refused():
    data = bytearray(TINY)
    at = data.index(b"PK\1\2", data.index(b"PK\1\2") + 1)
    at = data.index(b"xl/workbook.xml", at) - 46
    data[at + 16] ^= 0xFF
    with pytest.raises(WorkbookRefused) as refusal:
        WorkbookPatch(bytes(data))
    assert refusal.value.reason == "unreadable-part"


def test_without_edits_the_bytes_are_the_same_object():
    assert WorkbookPatch(TINY).to_bytes() is TINY


def streamed():
    """A zip as streaming writers make it: sizes behind the data, a stored part, a comment, odd fields."""
    stream = io.BytesIO()

    class Unseekable(io.RawIOBase):
        def writable(self):
            return True

        def write(self, data):
            return stream.write(data)

    with zipfile.ZipFile(Unseekable(), "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts(TINY).items():
            info = zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6))
            info.compress_type = zipfile.ZIP_STORED if "styles" in name else zipfile.ZIP_DEFLATED
            info.comment, info.extra, info.external_attr = b"note", b"\xfe\xca\2\0ab", 0o600 << 16
            package.writestr(info, content)
        package.writestr("docProps/图.bin", b"\0" * 99)
        package.comment = b"made by hand"
    return stream.getvalue()


def test_untouched_entries_keep_headers_and_compressed_bytes():
    before = streamed()
    patch = WorkbookPatch(before)
    patch.set_value("S", 1, 1, 2)
    after = patch.to_bytes()
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert new.testzip() is None
        assert new.comment == b"made by hand"
        assert new.namelist() == old.namelist()
        for info in old.infolist():
            same = new.getinfo(info.filename)
            assert (same.date_time, same.external_attr, same.comment) == (
                info.date_time,
                info.external_attr,
                info.comment,
            )
            if info.filename not in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
                start, end = info.header_offset, info.header_offset + info.compress_size
                assert after[same.header_offset : same.header_offset + end - start] == before[start:end]
                assert (same.flag_bits, same.extra) == (info.flag_bits, info.extra)


def with_long_sizes():
    """The sizes of the first part given in the zip64 field, as streaming writers do."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts(TINY).items():
            with package.open(name, "w", force_zip64=True) as entry:
                entry.write(content)
    data = bytearray(stream.getvalue())
    at = data.index(b"PK\1\2")
    size, packed = struct.unpack_from("<LL", data, at + 20)[::-1]
    extra = struct.pack("<HHQQ", 1, 16, size, packed)
    name_length = struct.unpack_from("<H", data, at + 28)[0]
    struct.pack_into("<LL", data, at + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", data, at + 30, len(extra))
    after_name = at + 46 + name_length
    data[after_name:after_name] = extra
    end = data.rindex(b"PK\5\6")
    struct.pack_into("<L", data, end + 12, struct.unpack_from("<L", data, end + 12)[0] + len(extra))
    return bytes(data)


def test_sizes_may_be_long():
    patch = WorkbookPatch(with_long_sizes())
    patch.set_value("S", 1, 1, 2)
    assert parts(patch.to_bytes()).keys() == parts(TINY).keys()


def test_only_the_touched_parts_change():
    patch = WorkbookPatch(TINY)
    patch.set_value("S", 1, 1, 2)
    before, after = parts(TINY), parts(patch.to_bytes())
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/workbook.xml", "xl/worksheets/sheet1.xml"}


def test_a_changed_part_that_is_not_well_formed_is_never_handed_out():
    data = Tiny('<row r="1"><c r="A1"><v>1</v></c></row>', after="<unclosed>").to_bytes()
    patch = WorkbookPatch(data)
    patch.set_value("S", 1, 1, 2)
    with pytest.raises(WorkbookRefused) as refusal:
        patch.to_bytes()
    assert refusal.value.reason == "self-check"


RICH = Tiny(
    '<row r="1"><c r="A1" t="s"><v>0</v></c>'
    '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>1</v></c></row>'
    '<row r="2" spans="1:2"><c r="B2"><f t="shared" si="0"/><v>1</v></c></row>',
    before='<dimension ref="A1:B2"/><cols><col min="1" max="2" width="9" style="1"/></cols>',
    after='<mergeCells><mergeCell ref="D1:E2"/></mergeCells><hyperlinks><hyperlink ref="A9"/></hyperlinks>',
    strings="<si><t>a</t></si>",
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]),
    st.integers(0, 10_000),
    st.binary(min_size=0, max_size=3),
)
def test_damaged_parts_raise_nothing_but_a_refusal(name, at, noise):
    content = RICH._all_parts()[name].encode()
    at %= len(content)
    damaged = content[:at] + noise + content[at + 1 :]
    try:
        patch = WorkbookPatch(Tiny(parts={**RICH._all_parts(), name: damaged}).to_bytes())
        for sheet in patch.sheet_names:
            patch.set_value(sheet, 1, 1, "b")
            patch.set_value(sheet, 1, 2, 3)
            patch.replace_rows(sheet, 9, 1, [[1]], [])
        patch.to_bytes()
    except WorkbookRefused:
        pass


def with_long_end(data):
    """The file with its end told in the records of large archives, as some writers always do."""
    at = data.rfind(b"PK\5\6")
    count, length, start = struct.unpack_from("<HLL", data, at + 10)
    long_end = struct.pack("<4sQHHLLQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, length, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, at, 1)
    end = struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return data[:at] + long_end + locator + end


def test_an_end_told_at_length_is_understood():
    data = with_long_end(Tiny().to_bytes())
    patch = WorkbookPatch(data)
    patch.set_value(patch.sheet_names[0], 1, 1, 5)
    made = patch.to_bytes()
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert package.testzip() is None
    assert read_workbook(made).grids[0].cell(1, 1) == 5


@pytest.mark.parametrize("at", [-42, -98])
def test_one_that_is_damaged_is_refused(at):
    data = bytearray(with_long_end(Tiny().to_bytes()))
    data[at] ^= 0xFF
    with pytest.raises(WorkbookRefused, match="not-zip"):
        WorkbookPatch(bytes(data))


def test_a_sheet_that_was_packed_may_be_written_again():
    patch = WorkbookPatch(Tiny().to_bytes())
    (sheet,) = patch.sheet_names
    patch.set_value(sheet, 1, 1, 5)
    patch.finish(sheet)
    patch.set_value(sheet, 2, 1, 6)
    grid = read_workbook(patch.to_bytes()).grids[0]
    assert (grid.cell(1, 1), grid.cell(2, 1)) == (5, 6)


def test_a_patch_goes_as_soon_as_its_bytes_are_taken():
    def patched():
        rows = '<row r="1"><c r="A1" s="2" t="s"><v>0</v></c></row>'
        patch = WorkbookPatch(Tiny(rows, strings="<si><t>soon</t></si>").to_bytes())
        patch.set_value("S", 1, 1, date(2026, 2, 28))
        return patch.to_bytes()

    patched()
    gc.collect()
    gc.disable()
    try:
        patched()
        assert gc.collect() == 0
    finally:
        gc.enable()
