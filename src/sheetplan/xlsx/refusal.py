"""The one exception of the patcher: it refuses rather than guesses."""

from types import TracebackType

from .notation import a1

TRAPS = frozenset(
    {
        "bad-place",
        "doctype",
        "duplicate-part",
        "impossible-count",
        "packed-too-small",
        "too-far-apart",
        "too-many-cells",
        "too-many-links",
        "too-many-merges",
        "too-many-parts",
        "unsafe-name",
    }
)
"""What no program that people use writes: the file is not read any further."""
REASONS = TRAPS.union(
    {
        "not-zip",
        "encrypted",
        "xls",
        "xlsb",
        "ods",
        "no-workbook",
        "unknown-namespace",
        "signed",
        "shared-workbook",
        "missing-part",
        "unreadable-part",
        "too-big",
        "missing-sheet",
        "sheet-name-taken",
        "not-a-worksheet",
        "missing-table",
        "sheet-name",
        "structure-locked",
        "column-taken",
        "rows-cannot-move",
        "rows-out-of-order",
        "no-formula",
        "merged",
        "array-formula",
        "pivot",
        "table-header",
        "table-totals",
        "table-overlap",
        "query-table",
        "shared-formula",
        "text-too-long",
        "formula-too-long",
        "formula-needs-prefix",
        "not-finite",
        "date-range",
        "time-zone",
        "no-styles",
        "too-many-styles",
        "self-check",
    }
)
"""Every reason there is; each has its sentence in the wording's ``workbook_refusals``."""


class WorkbookRefused(Exception):  # noqa: N818 - a refusal is an answer, not a mishap
    """The workbook, or one edit of it, is beyond what can be changed without risk; nothing was changed."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


class At:
    """Inside it, every refusal names the place, and what a damaged part does to its reader is one."""

    def __init__(self, sheet: str, row: int = 0, column: int = 0) -> None:
        self._sheet = sheet
        self.cell(row, column)

    def cell(self, row: int, column: int) -> None:
        """Return nothing; from now on another cell is the place."""
        self._row, self._column = row, column

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
        place = self._sheet
        if self._row > 0 and self._column > 0:
            place += f"!{a1(self._row, self._column)}"
        return f"{place}: {detail}" if detail else place
