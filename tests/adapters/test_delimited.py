"""Lists as programs export them."""

import pytest

from sheetplan.adapters.delimited import NotText, read_delimited

ROWS = (("日期", "渠道"), ("2026-06-01", "抖音, 直播"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
def test_the_encoding_is_found_out(encoding):
    text = '日期,渠道\r\n2026-06-01,"抖音, 直播"\r\n'
    given = "utf-16-le" if encoding == "utf-16-le" else None
    assert read_delimited(text.encode(encoding), given) == ROWS


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_so_is_the_mark_between_cells(mark):
    assert read_delimited(f'a{mark}b\n1{mark}"2,5"\n3{mark}4\n'.encode()) == (
        ("a", "b"),
        ("1", "2,5"),
        ("3", "4"),
    )


def test_cells_are_texts_as_they_stand_there():
    assert read_delimited(b"code,share,none\n007,15%,NA\n")[1] == ("007", "15%", "NA")


def test_short_rows_end_in_blanks():
    assert read_delimited(b"a,b,c\n1\n")[1] == ("1", "", "")


def test_a_text_kept_from_being_a_formula_is_bare_again():
    assert read_delimited(b"a,b\n'=1+1,'tis\n")[1] == ("=1+1", "'tis")


def test_nothing_gives_nothing():
    assert read_delimited(b" \n") == ()


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"\xff\xfe\xfa", b"\x80\xff\xff\xff"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(NotText):
        read_delimited(data)


def test_so_is_another_encoding_than_was_said():
    with pytest.raises(NotText):
        read_delimited("日期".encode("gbk"), "utf-8")


def test_marks_within_quotation_marks_part_nothing():
    text = '项目,内容,备注\n场地,"早餐;午餐","张三;李四"\n车辆,2,"东门;西门"\n'
    assert read_delimited(text.encode())[1] == ("场地", "早餐;午餐", "张三;李四")
