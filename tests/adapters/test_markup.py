"""Elements found in bytes are those that a parser finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sheetplan.xlsx.markup import children, inside, root
from sheetplan.xlsx.refusal import WorkbookRefused

NAMES = st.sampled_from(["c", "col", "cols", "row"])
EMPTY = st.builds('<{0} a="b>c" />'.format, NAMES)
TREES = st.recursive(
    EMPTY | st.builds("<{0} r='1'>text</{0}>".format, NAMES),
    lambda inner: st.builds("<{0}>\n{1}</{0} >".format, NAMES, st.lists(inner, max_size=4).map("".join)),
    max_leaves=12,
)


@given(TREES)
def test_children_are_those_that_a_parser_finds(tree):
    data = f"<?xml version='1.0'?><sheet>{tree}{tree}</sheet>".encode()
    found = list(inside(data, root(data)))
    assert [element.local.decode() for element in found] == [each.tag for each in etree.fromstring(data)]
    assert b"".join(data[element.start : element.end] for element in found) == 2 * tree.encode()


@given(TREES)
def test_what_an_element_holds_lies_between_its_tags(tree):
    data = tree.encode()
    (element,) = children(data)
    assert [each.local.decode() for each in inside(data, element)] == [
        each.tag for each in etree.fromstring(data)
    ]


@pytest.mark.parametrize("data", [b"", b"text", b"<a>", b"<a><b></a", b"</a>"])
def test_what_is_no_whole_element_is_no_root(data):
    with pytest.raises(WorkbookRefused, match="unreadable-part"):
        root(data)
