"""The one exception of the patcher: it refuses rather than guesses."""

from types import TracebackType

from .notation import a1

_BASE = "Nothing was written."

REASONS = {
    # the file
    "not-zip": "The file is not a readable .xlsx workbook.",
    "encrypted": "The workbook is protected by a password; remove it in Excel and save.",
    "xls": "The workbook has the old .xls format; save it as .xlsx.",
    "xlsb": "The workbook has the binary .xlsb format; save it as .xlsx.",
    "no-workbook": "The file holds no Excel workbook.",
    "unknown-namespace": "The workbook is written in a dialect nobody knows.",
    "signed": "The workbook is digitally signed; a change would break the signature.",
    "shared-workbook": "The workbook is a legacy shared workbook; end sharing in Excel and save.",
    "duplicate-part": "The file holds the same part twice.",
    "missing-part": "The file lacks a part that it refers to.",
    "doctype": "A part of the file carries a DOCTYPE, which no workbook needs.",
    "unreadable-part": "A part of the file is not well-formed.",
    "too-big": "The workbook is too big to be changed safely.",
    # the place
    "missing-sheet": "There is no such worksheet.",
    "not-a-worksheet": "The sheet is a chart or dialog sheet and has no cells.",
    "missing-table": "There is no such table on the sheet.",
    "bad-place": "Row or column lies outside the sheet.",
    "rows-out-of-order": "Rows or cells of the sheet do not ascend; open and save it in Excel.",
    "no-formula": "No formula stands in the cell, so there is no result to refresh.",
    "merged": "The cell is hidden inside a merged area; use its first cell.",
    "array-formula": "The cell belongs to an array, spill or what-if table formula.",
    "pivot": "The cell belongs to a pivot table.",
    "table-header": "The cell is a table heading.",
    "table-totals": "The table has a totals row; switch it off in Excel.",
    "table-overlap": "The table would run into something else on the sheet.",
    "query-table": "The table is filled by a query, which owns its size.",
    "shared-formula": "A formula that is shared between cells cannot be moved.",
    # the value
    "text-too-long": "A cell holds at most 32767 characters.",
    "formula-too-long": "A formula holds at most 8192 characters.",
    "formula-needs-prefix": "A newer function must be written with its _xlfn. prefix.",
    "not-finite": "A cell cannot hold infinity or not-a-number.",
    "date-range": "Excel cannot show the date.",
    "time-zone": "Excel knows no time zones; give local time.",
    "no-styles": "The workbook has no cell formats to add a number format to.",
    "too-many-styles": "The workbook has used up its cell formats.",
    # ourselves
    "self-check": "The changed workbook did not pass its own inspection.",
}


class WorkbookRefused(Exception):  # noqa: N818 - a refusal is an answer, not a mishap
    """The workbook, or one edit of it, is beyond what can be changed without risk."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        place = f" ({detail})" if detail else ""
        super().__init__(f"{REASONS[reason]}{place} {_BASE}")


class At:
    """Inside it, every refusal names the place, and what a damaged part does to its reader is one."""

    def __init__(self, sheet: str, row: int = 0, column: int = 0) -> None:
        self._place = (sheet, row, column)

    def __enter__(self) -> None:
        """Return nothing; the place was given before."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Return, or refuse naming the place."""
        if isinstance(error, WorkbookRefused):
            raise WorkbookRefused(error.reason, self._with_place(error.detail)) from error
        if isinstance(error, (ValueError, LookupError, OverflowError)):
            raise WorkbookRefused("unreadable-part", self._with_place(str(error))) from error

    def _with_place(self, detail: str) -> str:
        sheet, row, column = self._place
        cell = f"{sheet}!{a1(row, column)}" if row > 0 and column > 0 else sheet
        return f"{cell}: {detail}" if detail else cell
