"""Rows inserted or deleted, and where that puts everything that names a row."""

import re
from typing import NamedTuple

from sheetplan.xlsx.references import LAST_ROW, Area, parse_area
from sheetplan.xlsx.refusal import WorkbookRefused

_STRING = r'"(?:[^"]|"")*"'
_BRACKET = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_SHEET = r"(?P<sheet>'(?:[^']|'')+'!|(?:\[[^\[\]]*\])?[\w.]+(?::[\w.]+)?!)"
_COLUMN = r"\$?(?:[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D])"
_ROW = r"\$?[1-9][0-9]{0,6}"
_AREA = (
    rf"(?P<left>{_COLUMN})(?P<top>{_ROW})(?::(?P<right>{_COLUMN})(?P<bottom>{_ROW}))?"
    rf"|(?P<first>{_ROW}):(?P<last>{_ROW})"
)
_REFERENCE = rf"(?<![\w.\\$]){_SHEET}?(?:{_AREA})(?![\w.\\$(!\[])"
_TOKEN = re.compile(rf"{_STRING}|(?P<reference>{_REFERENCE})|{_BRACKET}|'(?:[^']|'')*'")


class RowMove(NamedTuple):
    """Rows of one sheet that are inserted before a row or, counted below zero, deleted from it on."""

    sheet: str
    first: int
    shift: int

    @property
    def last(self) -> int:
        """The last row that is deleted."""
        return self.first - self.shift - 1

    def row(self, number: int) -> int | None:
        """Where a row comes to lie; None if it is deleted."""
        if number < self.first:
            return number
        return None if self.shift < 0 and number <= self.last else number + self.shift

    def span(self, top: int, bottom: int) -> tuple[int, int] | None:
        """Where the rows from one to another come to lie; None if all are deleted."""
        if (top, bottom) == (1, LAST_ROW):
            return top, bottom
        if self.shift > 0:
            moved = top + self.shift * (top >= self.first), bottom + self.shift * (bottom >= self.first)
            return (moved[0], min(moved[1], LAST_ROW)) if moved[0] <= LAST_ROW else None
        start = self.row(top) or self.first
        end = self.row(bottom) or self.first - 1
        return (start, end) if start <= end else None

    def area(self, area: Area) -> Area | None:
        """Where an area comes to lie; None if all of it is deleted."""
        rows = self.span(area.top, area.bottom)
        return area._replace(top=rows[0], bottom=rows[1]) if rows else None

    def references(self, text: str) -> str:
        """The same for a list of areas, empty if nothing of them is left."""
        return " ".join(filter(None, map(self._reference, text.split())))

    def formula(self, text: str, home: str) -> str:
        """A formula of some sheet as it reads afterwards."""

        def moved(match: re.Match[str]) -> str:
            if not match["reference"] or not self._is_meant(match["sheet"], home):
                return match[0]
            return (match["sheet"] or "") + self._moved(match)

        return _TOKEN.sub(moved, text)

    def _reference(self, reference: str) -> str:
        area = parse_area(reference.replace("$", ""))
        moved = self.area(area)
        if moved == area:
            return reference
        return str(moved) if moved else ""

    def _is_meant(self, qualifier: str | None, home: str) -> bool:
        """Whether a reference is to the sheet whose rows move."""
        if not qualifier:
            return home.casefold() == self.sheet.casefold()
        name = qualifier[:-1]
        if name.startswith("'"):
            name = name[1:-1].replace("''", "'")
        if "[" in name:
            return False  # another workbook's
        if ":" in name:
            raise WorkbookRefused("rows-cannot-move", f"{qualifier} spans sheets")
        return name.casefold() == self.sheet.casefold()

    def _moved(self, match: re.Match[str]) -> str:
        if match["first"]:
            return self._rows(match["first"], match["last"], "", "")
        if match["bottom"]:
            return self._rows(match["top"], match["bottom"], match["left"], match["right"])
        row = self.row(_number(match["top"]))
        return "#REF!" if row is None or row > LAST_ROW else match["left"] + _like(match["top"], row)

    def _rows(self, top: str, bottom: str, left: str, right: str) -> str:
        first, last = sorted((_number(top), _number(bottom)))
        moved = self.span(first, last)
        if moved is None:
            return "#REF!"
        start, end = moved if _number(top) == first else moved[::-1]
        return f"{left}{_like(top, start)}:{right}{_like(bottom, end)}"


def _number(row: str) -> int:
    return int(row.removeprefix("$"))


def _like(row: str, number: int) -> str:
    """A number of a row, fixed if the other one is."""
    return f"${number}" if row.startswith("$") else str(number)
