"""Worksheets that know what XlsxWriter would look for in vain."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class Page(Worksheet):  # type: ignore[misc]
    """A worksheet whose formulas are written as they stand in a file, and nothing that may be left out.

    XlsxWriter looks through every formula for three dozen newer functions. None of ours has one, and looking
    takes longer than writing. From which to which column a row reaches is a hint for readers, which the last
    written cell tells as well.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]]) -> None:
        if tag == "row":
            attributes = [(name, value) for name, value in attributes if name != "spans"]
        super()._xml_start_tag_unencoded(tag, attributes)

    def _prepare_formula(
        self,
        formula: str,
        expand_future_functions: bool = False,  # noqa: ARG002, FBT001, FBT002 - as XlsxWriter calls it
    ) -> str:
        return formula.removeprefix("=")
