"""Worksheets that know what XlsxWriter would look for in vain."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class Page(Worksheet):  # type: ignore[misc]
    """A worksheet whose formulas are written as they stand in a file.

    XlsxWriter looks through every formula for three dozen newer functions. None of ours has one, and looking
    takes longer than writing.
    """

    def _prepare_formula(
        self,
        formula: str,
        expand_future_functions: bool = False,  # noqa: ARG002, FBT001, FBT002 - as XlsxWriter calls it
    ) -> str:
        return formula.removeprefix("=")
