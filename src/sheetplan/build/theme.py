"""How the master workbook looks: one dark blue, one grey for what computes itself, three signal tints."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK = "#1F2A44"
NAVY = "#1F3864"
SLATE = "#66758C"
COMPUTED = "#F3F5F8"
COMPUTED_INK = "#44546A"
HAIRLINE = "#D6DCE5"
MUTED = "#7A869A"

SIGNALS: dict[str, dict[str, Any]] = {
    "bad": {"bg_color": "#F9D9D6", "font_color": "#8E1B12"},
    "alarm": {"bg_color": "#C0392B", "font_color": "#FFFFFF", "bold": True},
    "warn": {"bg_color": "#FFECC2", "font_color": "#7A5200"},
    "good": {"bg_color": "#DFF0E3", "font_color": "#235C33"},
    "busy": {"bg_color": "#E1EBF8", "font_color": "#1F4E8C"},
    "late_row": {"bg_color": "#FDF2F1"},
    "late_ink": {"font_color": "#B3261E", "bold": True},
    "error_cell": {"bg_color": "#FFC7CE", "font_color": "#9C0006", "border": 1, "border_color": "#C0392B"},
    "warning_cell": {"bg_color": "#FFEB9C", "font_color": "#7A5200", "border": 1, "border_color": "#D99A00"},
    "note_cell": {"bg_color": "#E8F1FB", "border": 1, "border_color": "#8FB4DD"},
}
FONTS = {"zh": "微软雅黑", "en": "Calibri"}


class Theme:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook, language: str) -> None:
        self._book = book
        self._font = FONTS[language]
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def title(self) -> Format:
        """Return the format of a sheet's name above its table."""
        return self._format(bold=True, font_size=16, font_color=NAVY, valign="vcenter")

    def hint(self) -> Format:
        """Return the format of the line that says what a sheet is for."""
        return self._format(font_size=9, font_color=MUTED, valign="vcenter")

    def heading(self, *, computed: bool) -> Format:
        """Return the format of a heading; that of a computed column is lighter."""
        return self._format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=SLATE if computed else NAVY,
            text_wrap=True,
            align="center",
            valign="vcenter",
            border=1,
            border_color="#FFFFFF",
        )

    def cell(self, *, computed: bool, number_format: str, wrap: bool, align: str) -> Format:
        """Return the format of a body cell."""
        return self._format(
            num_format=number_format,
            text_wrap=wrap,
            align=align,
            valign="vcenter",
            bottom=1,
            bottom_color=HAIRLINE,
            font_color=COMPUTED_INK if computed else INK,
            **({"bg_color": COMPUTED} if computed else {}),
        )

    def label(self) -> Format:
        """Return the format of a form's item."""
        return self._format(
            bold=True, font_color=NAVY, valign="vcenter", bottom=1, bottom_color=HAIRLINE, text_wrap=True
        )

    def link(self) -> Format:
        """Return the format of a cell that leads to another."""
        return self._format(
            font_color="#1F5FBF", underline=1, valign="vcenter", bottom=1, bottom_color=HAIRLINE
        )

    def signal(self, name: str) -> Format:
        """Return a conditional format: only what it changes."""
        return self._book.add_format(SIGNALS[name])

    def _format(self, **properties: Any) -> Format:
        wanted = {"font_name": self._font, "font_size": 10, **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]
