"""Formula text: moving relative references, and functions that need a prefix."""

import re

from sheetplan.xlsx.notation import column_number, letters
from sheetplan.xlsx.references import LAST_COLUMN, LAST_ROW
from sheetplan.xlsx.refusal import WorkbookRefused

_LIMIT = 8192
_STRING = r'"(?:[^"]|"")*"'
_SHEET = r"'(?:[^']|'')*'"
_BRACKET = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_ROWS = r"(?P<row1>\$?[0-9]{1,7}):(?P<row2>\$?[0-9]{1,7})"
_LETTERS = r"(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])"
_COLUMNS = rf"(?P<col1>\$?{_LETTERS}):(?P<col2>\$?{_LETTERS})"
_CELL = rf"(?P<col>\$?{_LETTERS})(?P<row>\$?[0-9]{{1,7}})"
_LITERAL = rf"{_STRING}|{_SHEET}|{_BRACKET}"
_TOKEN = rf"{_LITERAL}|(?<![\w.\\$])(?:{_COLUMNS}|{_ROWS}|{_CELL})(?![\w.\\$(!\[])"
_NEWER = (
    r"(?<![\w.])(XLOOKUP|XMATCH|FILTER|SORT|SORTBY|UNIQUE|LET|LAMBDA|SEQUENCE|RANDARRAY|TEXTJOIN|IFS|CONCAT"
    r"|MAXIFS|MINIFS|SWITCH|TEXTSPLIT|TEXTBEFORE|TEXTAFTER|VSTACK|HSTACK|TOROW|TOCOL|TAKE|DROP|CHOOSECOLS"
    r"|CHOOSEROWS|EXPAND|IFNA|DAYS|NUMBERVALUE|ISOWEEKNUM|FORMULATEXT|SHEET|SHEETS|ISFORMULA)\("
)


def normalised(formula: str) -> str:
    """The formula as it stands in a file: without the equals sign, fit for Excel."""
    formula = formula.removeprefix("=")
    if len(formula) > _LIMIT:
        raise WorkbookRefused("formula-too-long", f"{len(formula)} characters")
    newer = re.search(_NEWER, re.sub(_LITERAL, '""', formula), re.IGNORECASE)
    if newer:
        raise WorkbookRefused("formula-needs-prefix", newer[1].upper())
    return formula


def moved(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when filled that many rows down and columns right."""

    def shift(match: re.Match[str]) -> str:
        if match["col"]:
            return _column(match["col"], columns) + _row(match["row"], rows)
        if match["col1"]:
            return f"{_column(match['col1'], columns)}:{_column(match['col2'], columns)}"
        if match["row1"]:
            return f"{_row(match['row1'], rows)}:{_row(match['row2'], rows)}"
        return match[0]

    return re.sub(_TOKEN, shift, formula)


def _row(text: str, rows: int) -> str:
    if text.startswith("$"):
        return text
    return str(_within(int(text) + rows, LAST_ROW))


def _column(text: str, columns: int) -> str:
    if text.startswith("$"):
        return text
    return letters(_within(column_number(text) + columns, LAST_COLUMN))


def _within(number: int, last: int) -> int:
    if not 1 <= number <= last:
        raise WorkbookRefused("shared-formula", "a reference would leave the sheet")
    return number
