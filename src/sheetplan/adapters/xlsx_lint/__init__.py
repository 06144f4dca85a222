"""Faults for which Excel would offer to repair a workbook, and which no schema sees."""

from pathlib import Path

from .cells import cell_faults, rule_faults
from .parts import Book, Fault, NotAWorkbook
from .tables import merge_faults, table_faults
from .workbook import calculation_chain_faults, name_faults, package_faults, sheet_list_faults, style_faults

__all__ = ["Fault", "lint"]

_OF_THE_BOOK = (package_faults, style_faults, sheet_list_faults, name_faults)
_OF_A_SHEET = (cell_faults, rule_faults, merge_faults)


def lint(workbook: bytes | Path) -> list[Fault]:
    """The faults of a workbook, an empty list if Excel should open it without a word."""
    data = workbook.read_bytes() if isinstance(workbook, Path) else workbook
    try:
        book = Book(data)
    except NotAWorkbook as error:
        return [Fault("no-workbook", "file", str(error))]
    faults = [fault for check in _OF_THE_BOOK for fault in check(book)]
    faults += [fault for sheet in book.sheets for check in _OF_A_SHEET for fault in check(book, sheet)]
    return [*faults, *table_faults(book), *calculation_chain_faults(book)]
