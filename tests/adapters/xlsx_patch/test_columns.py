"""Widths of columns, written before the rows."""

import pytest

from sheetplan.adapters.xlsx_patch.columns import column_styles, widened

HEAD = b'<worksheet><cols><col min="2" max="4" width="3" style="7"/><col min="6" max="6" width="30"/></cols>'


def widths(head):
    import re

    return [
        (int(first), int(last), float(width))
        for first, last, width in re.findall(rb'min="(\d+)" max="(\d+)"[^/]*?width="([\d.]+)"', head)
    ]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (1, [(1, 1, 9), (2, 4, 3), (6, 6, 30)]),
        (2, [(2, 2, 9), (3, 4, 3), (6, 6, 30)]),
        (3, [(2, 2, 3), (3, 3, 9), (4, 4, 3), (6, 6, 30)]),
        (5, [(2, 4, 3), (5, 5, 9), (6, 6, 30)]),
        (6, [(2, 4, 3), (6, 6, 30)]),
        (9, [(2, 4, 3), (6, 6, 30), (9, 9, 9)]),
    ],
)
def test_a_column_gets_at_least_the_room_it_needs(column, expected):
    assert widths(widened(HEAD, column, 9, b"")) == expected


def test_its_format_stays():
    assert column_styles(widened(HEAD, 3, 9, b""), b"")[:3] == [(2, 2, 7), (3, 3, 7), (4, 4, 7)]


def test_a_sheet_without_widths_gets_one():
    assert widened(b"<x:sheetFormatPr/>", 3, 9, b"x:").endswith(
        b'<x:cols><x:col min="3" max="3" width="9.00" customWidth="1"/></x:cols>'
    )


def test_a_hidden_column_stays_as_it_is():
    head = b'<cols><col min="3" max="3" width="2" hidden="1"/></cols>'
    assert widened(head, 3, 9, b"") == head
