"""Checks of rows, cells, formulas, and of the rules that lie over them."""

import re
from collections.abc import Iterator

from lxml import etree

from .parts import Book, Fault, Sheet, name, named, number, place, text_of

_TEXT_LIMIT = 32_767
_FORMULA_LIMIT = 8_192
_LIST_LIMIT = 255
_ERRORS = frozenset(
    {
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#GETTING_DATA",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#BLOCKED!",
        "#UNKNOWN!",
        "#CONNECT!",
        "#BUSY!",
        "#EXTERNAL!",
        "#PYTHON!",
        "#TIMEOUT!",
    }
)
_LITERAL = re.compile(r"\"[^\"]*\"|'(?:[^']|'')*'|\[[^\[\]]*\]")
_NEWER = re.compile(
    r"(?<![\w.])(?:XLOOKUP|XMATCH|FILTER|SORT|SORTBY|UNIQUE|LET|LAMBDA|SEQUENCE|RANDARRAY|TEXTJOIN|IFS|CONCAT"
    r"|MAXIFS|MINIFS|SWITCH|TEXTSPLIT|TEXTBEFORE|TEXTAFTER|VSTACK|HSTACK|TOROW|TOCOL|TAKE|DROP|CHOOSECOLS"
    r"|CHOOSEROWS|EXPAND)\(",
    re.IGNORECASE,
)


def cell_faults(book: Book, sheet: Sheet) -> Iterator[Fault]:
    """Yield rows and cells out of order, and cells whose content Excel does not accept."""
    last_row = 0
    for row_number, row in sheet.rows():
        if row_number <= last_row:
            yield Fault("row-order", sheet.part, str(row_number))
        last_row = row_number
        yield from _order_faults(sheet, row_number, row)
    formats = book.style_count("cellXfs")
    for cell in sheet.cells.values():
        where = cell.get("r", "")
        if formats is not None and number(cell.get("s")) >= max(formats, 1):
            yield Fault("cell-style", sheet.part, f"{where}: {cell.get('s')}")
        for code, detail in (*_value_faults(book, cell), *_formula_faults(cell)):
            yield Fault(code, sheet.part, f"{where}: {detail[:80]}")


def _order_faults(sheet: Sheet, row_number: int, row: etree._Element) -> Iterator[Fault]:
    last = 0
    for cell in named(row, "c"):
        reference = cell.get("r")
        where = place(reference) if reference else None
        if reference and (where is None or where.row != row_number):
            yield Fault("cell-reference", sheet.part, f"{reference} in row {row_number}")
            continue
        column = where.column if where else last + 1
        if column <= last:
            yield Fault("cell-order", sheet.part, f"{reference}")
        last = column


def _value_faults(book: Book, cell: etree._Element) -> Iterator[tuple[str, str]]:
    kind = cell.get("t", "n")
    value = next((item.text or "" for item in named(cell, "v")), None)
    if kind == "inlineStr" and len(text_of(cell)) > _TEXT_LIMIT:
        yield "text-too-long", ""
    if value is None:
        return
    if kind == "s":
        yield from _shared_string_faults(book, value)
    elif kind == "n" and value and not _is_number(value):
        yield "not-a-number", value
    elif kind == "b" and value.strip() not in ("0", "1", "true", "false"):
        yield "not-a-boolean", value
    elif kind == "e" and value not in _ERRORS:
        yield "not-an-error-value", value
    elif kind == "str" and len(value) > _TEXT_LIMIT:
        yield "text-too-long", ""


def _shared_string_faults(book: Book, value: str) -> Iterator[tuple[str, str]]:
    if number(value, -1) not in range(len(book.strings)):
        yield "shared-string", value
    elif len(book.strings[number(value)]) > _TEXT_LIMIT:
        yield "text-too-long", f"shared string {value}"


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _formula_faults(cell: etree._Element) -> Iterator[tuple[str, str]]:
    text = next((item.text or "" for item in named(cell, "f")), "")
    bare = _LITERAL.sub('""', text)
    if len(text) > _FORMULA_LIMIT:
        yield "formula-too-long", text
    if _NEWER.search(bare):
        yield "formula-needs-prefix", text
    if bare.count("(") != bare.count(")"):
        yield "formula-brackets", text
    if ";" in re.sub(r"\{[^}]*\}", "", bare):
        yield "formula-semicolon", text


def rule_faults(book: Book, sheet: Sheet) -> Iterator[Fault]:
    """Yield conditional formats and validations that are incomplete, and pointers to nowhere."""
    formats = book.style_count("dxfs")
    for item in sheet.root.iter():
        for key, value in item.attrib.items():
            if str(key).endswith("/relationships}id") and value not in sheet.links:
                yield Fault("pointer-to-nowhere", sheet.part, str(value))
        if name(item) == "cfRule":
            yield from _format_rule_faults(sheet, item, formats)
        if (
            name(item) in ("conditionalFormatting", "dataValidation")
            and item.get("sqref", "A1").strip() == ""
        ):
            yield Fault("rule-without-range", sheet.part, name(item))
        if name(item) == "formula1":
            yield from _list_faults(sheet, item)


def _format_rule_faults(sheet: Sheet, rule: etree._Element, formats: int | None) -> Iterator[Fault]:
    if formats is not None and rule.get("dxfId") and number(rule.get("dxfId")) >= formats:
        yield Fault("rule-style", sheet.part, rule.get("dxfId", ""))
    texts = ((item.text or "").strip() for item in rule if name(item) in ("formula", "f"))
    if rule.get("type") in ("expression", "cellIs") and not any(texts):
        yield Fault("rule-without-formula", sheet.part, rule.get("type", ""))


def _list_faults(sheet: Sheet, formula: etree._Element) -> Iterator[Fault]:
    text = "".join(str(piece) for piece in formula.itertext()).strip()
    quotes = 2
    if text.startswith('"') and len(text) > _LIST_LIMIT + quotes:
        yield Fault("list-too-long", sheet.part, f"{len(text)} characters")
