"""Where things stand on a sheet: the one place that knows. Rows are counted as people count them, from 1."""

TITLE_ROW = 1
HINT_ROW = 2
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1

LAST_ROW = 1004
"""Drop-downs and conditional formats reach this far, so that a table may grow."""
LAST_MARK_ROW = 5000
"""The marks of findings are looked up this far."""

BLANK_ROWS = {"tasks": 5, "budget_summary": 2, "findings": 1}
FEW_BLANK_ROWS = 2
"""Blank rows at the end of every table, to type into."""

MARKS = "sp_marks"
"""The defined name of the marks of all findings."""


def offered(sheet: str) -> str:
    """Return the defined name of the keys of a sheet, as drop-downs offer them."""
    return f"sp_{sheet}"


def long_list(choices: str) -> str:
    """Return the defined name of the words of a list of choices that is too long for a validation."""
    return f"sp_list_{choices}"
