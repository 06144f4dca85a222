"""Formulas: refreshed, given, taken away, and shared between cells."""

import io

import openpyxl
import pytest

from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from sheetplan.adapters.xlsx_patch.formulas import moved
from support.tiny_workbook import CALC_CHAIN, Tiny, parts, rows_of

SUM = '<row r="1"><c r="A1" s="1" cm="1" vm="2"><f ca="1">B1+1</f><v>3</v></c></row>'


def opened(rows, **about):
    return WorkbookPatch(Tiny(rows, **about).to_bytes())


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (4, '<c r="A1" s="1" cm="1"><f ca="1">B1+1</f><v>4</v></c>'),
        (True, '<c r="A1" s="1" cm="1" t="b"><f ca="1">B1+1</f><v>1</v></c>'),
        ("a&b", '<c r="A1" s="1" cm="1" t="str"><f ca="1">B1+1</f><v>a&amp;b</v></c>'),
        ("", '<c r="A1" s="1" cm="1" t="str"><f ca="1">B1+1</f><v></v></c>'),
        (None, '<c r="A1" s="1" cm="1"><f ca="1">B1+1</f></c>'),
    ],
)
def test_a_result_is_refreshed_under_its_formula(value, cell):
    patch = opened(SUM)
    patch.set_cached("S", 1, 1, value)
    assert rows_of(patch.to_bytes()) == f'<row r="1">{cell}</row>'


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><f>1</f><v>3</v></c>', 3),
        ('<c r="A1" t="str"><f>1</f><v></v></c>', ""),
        ('<c r="A1" t="str"><f>1</f><v/></c>', ""),
        ('<c r="A1"><f>1</f></c>', None),
    ],
)
def test_the_same_result_changes_nothing(cell, value):
    before = Tiny(f'<row r="1">{cell}</row>').to_bytes()
    patch = WorkbookPatch(before)
    patch.set_cached("S", 1, 1, value)
    assert patch.to_bytes() is before


@pytest.mark.parametrize("rows", ["", '<row r="1"><c r="A1"><v>3</v></c></row>'])
def test_only_a_formula_has_a_result(rows):
    with pytest.raises(WorkbookRefused) as refusal:
        opened(rows).set_cached("S", 1, 1, 3)
    assert refusal.value.reason == "no-formula"


@pytest.mark.parametrize("formula", ["=B1&C1", "B1&C1"])
def test_a_formula_comes_with_its_result(formula):
    patch = opened("")
    patch.set_formula("S", 1, 1, formula, "x")
    assert rows_of(patch.to_bytes()) == ('<row r="1"><c r="A1" t="str"><f>B1&amp;C1</f><v>x</v></c></row>')


def test_a_formula_may_take_the_format_of_another_cell():
    patch = opened('<row r="1"><c r="A1" s="2"/></row>')
    patch.set_formula("S", 2, 1, "1+1", 2, style_from=(1, 1))
    assert '<c r="A2" s="2"><f>1+1</f><v>2</v></c>' in rows_of(patch.to_bytes())


def test_the_same_formula_and_result_change_nothing():
    before = Tiny('<row r="1"><c r="A1"><f>B1&lt;2</f><v>3</v></c></row>').to_bytes()
    patch = WorkbookPatch(before)
    patch.set_formula("S", 1, 1, "=B1<2", 3)
    assert patch.to_bytes() is before


def test_the_same_formula_with_another_result_keeps_its_element():
    patch = opened(SUM)
    patch.set_formula("S", 1, 1, "=B1+1", 9)
    assert '<f ca="1">B1+1</f><v>9</v>' in rows_of(patch.to_bytes())


def test_newer_functions_need_their_prefix():
    with pytest.raises(WorkbookRefused) as refusal:
        opened("").set_formula("S", 1, 1, "=XLOOKUP(1,A:A,B:B)", 1)
    assert refusal.value.reason == "formula-needs-prefix"


def test_names_of_newer_functions_in_text_are_only_text():
    opened("").set_formula("S", 1, 1, '=_xlfn.XLOOKUP("SORT(",A:A,B:B)', 1)


def test_formulas_end_at_excels_limit():
    with pytest.raises(WorkbookRefused) as refusal:
        opened("").set_formula("S", 1, 1, "1+" * 5000, 1)
    assert refusal.value.reason == "formula-too-long"


# --- the calculation chain ---

CHAIN = {"xl/calcChain.xml": CALC_CHAIN}


def after(edit):
    patch = opened(SUM, parts=CHAIN)
    edit(patch)
    return parts(patch.to_bytes())


@pytest.mark.parametrize(
    "edit",
    [
        lambda patch: patch.set_value("S", 1, 1, 1),
        lambda patch: patch.set_formula("S", 2, 1, "1", 1),
        lambda patch: patch.replace_rows("S", 1, 1, [], []),
    ],
)
def test_the_chain_goes_when_formulas_come_or_go(edit):
    result = after(edit)
    assert "xl/calcChain.xml" not in result
    assert b"calcChain" not in result["xl/_rels/workbook.xml.rels"]
    assert b"calcChain" not in result["[Content_Types].xml"]


@pytest.mark.parametrize(
    "edit",
    [
        lambda patch: patch.set_value("S", 2, 1, 1),
        lambda patch: patch.set_cached("S", 1, 1, 9),
        lambda patch: patch.set_formula("S", 1, 1, "B1+2", 1),
    ],
)
def test_the_chain_stays_when_formulas_stay(edit):
    assert "xl/calcChain.xml" in after(edit)


# --- shared formulas ---

SHARED = (
    '<row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+$C1+D$1</f><v>1</v></c></row>'
    '<row r="2"><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>'
    '<row r="3"><c r="B3"><f t="shared" si="0"/><v>3</v></c></row>'
)


def formulas(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return [sheet.cell(row, 2).value for row in (1, 2, 3)]


def test_the_first_follower_becomes_the_master():
    patch = opened(SHARED)
    patch.set_value("S", 1, 2, "x")
    data = patch.to_bytes()
    assert '<f t="shared" ref="B2:B3" si="0">A2*$A$1+$C2+D$1</f><v>2</v>' in rows_of(data)
    assert formulas(data) == ["x", "=A2*$A$1+$C2+D$1", "=A3*$A$1+$C3+D$1"]


def test_the_master_moves_past_followers_that_leave_too():
    patch = opened(SHARED)
    patch.set_value("S", 1, 2, "x")
    patch.set_value("S", 2, 2, "y")
    assert formulas(patch.to_bytes()) == ["x", "y", "=A3*$A$1+$C3+D$1"]


def test_a_shared_formula_may_leave_altogether():
    patch = opened(SHARED)
    for row in (1, 2, 3):
        patch.set_value("S", row, 2, row)
    assert "shared" not in rows_of(patch.to_bytes())


def test_a_follower_leaves_alone():
    patch = opened(SHARED)
    patch.set_value("S", 2, 2, "y")
    assert formulas(patch.to_bytes()) == ["=A1*$A$1+$C1+D$1", "y", "=A3*$A$1+$C3+D$1"]


def test_a_follower_keeps_its_formula_when_its_result_is_refreshed():
    patch = opened(SHARED)
    patch.set_cached("S", 2, 2, 9)
    assert '<c r="B2"><f t="shared" si="0"/><v>9</v></c>' in rows_of(patch.to_bytes())


def test_a_follower_that_is_given_what_it_means_changes_nothing():
    before = Tiny(SHARED).to_bytes()
    patch = WorkbookPatch(before)
    patch.set_formula("S", 3, 2, "=A3*$A$1+$C3+D$1", 3)
    assert patch.to_bytes() is before


def test_an_index_used_twice_is_not_guessed():
    twice = SHARED + (
        '<row r="4"><c r="C4"><f t="shared" ref="C4:C5" si="0">1+1</f></c></row>'
        '<row r="5"><c r="C5"><f t="shared" si="0"/></c></row>'
    )
    patch = opened(twice)
    patch.set_value("S", 1, 2, "x")
    with pytest.raises(WorkbookRefused) as refusal:
        patch.to_bytes()
    assert refusal.value.reason == "shared-formula"


@pytest.mark.parametrize(
    ("formula", "two_down_one_right"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:B2,C:C,$C:C,1:1,$1:1)", "SUM(B3:C4,D:D,$C:D,3:3,$1:3)"),
        ("LOG10(A1)&DAYS360(A1,B1)", "LOG10(B3)&DAYS360(B3,C3)"),
        ('"A1"&A1&"a""A1"', '"A1"&B3&"a""A1"'),
        ("'Q1 A1'!A1+Sheet1!A1+任务!A1", "'Q1 A1'!B3+Sheet1!B3+任务!B3"),
        ("T[A1]+T[[#This Row],[A1]]+A1", "T[A1]+T[[#This Row],[A1]]+B3"),
        ("[1]Sheet1!A1", "[1]Sheet1!B3"),
        ("1E5+1.5E10+A1E", "1E5+1.5E10+A1E"),
        ("rate_A1+ZZZ1+AB12.x", "rate_A1+ZZZ1+AB12.x"),
        ("A1#", "B3#"),
        ('IF(A1="\n",1,#REF!)', 'IF(B3="\n",1,#REF!)'),
    ],
)
def test_relative_references_move(formula, two_down_one_right):
    assert moved(formula, 2, 1) == two_down_one_right


def test_references_do_not_leave_the_sheet():
    with pytest.raises(WorkbookRefused) as refusal:
        moved("A1", -1, 0)
    assert refusal.value.reason == "shared-formula"
