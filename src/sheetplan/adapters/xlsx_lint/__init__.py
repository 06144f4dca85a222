"""Faults for which Excel would offer to repair a workbook, and which no schema sees."""

from collections.abc import Iterator
from pathlib import Path

from .cells import cell_faults, rule_faults
from .inventory import inventory, made_by, sheet_list
from .order import book_order_faults, sheet_order_faults
from .parts import Book, Fault, NotAWorkbook, Unreadable
from .tables import merge_faults, table_faults
from .workbook import calculation_chain_faults, name_faults, package_faults, sheet_list_faults, style_faults

__all__ = [
    "Book",
    "Fault",
    "NotAWorkbook",
    "Unreadable",
    "faults",
    "inventory",
    "lint",
    "made_by",
    "sheet_list",
]

_OF_THE_BOOK = (package_faults, book_order_faults, style_faults, sheet_list_faults, name_faults)
_OF_A_SHEET = (sheet_order_faults, cell_faults, rule_faults, merge_faults)


def lint(workbook: bytes | Path) -> list[Fault]:
    """The faults of a workbook, an empty list if Excel should open it without a word."""
    data = workbook.read_bytes() if isinstance(workbook, Path) else workbook
    try:
        return list(faults(Book(data)))
    except NotAWorkbook as error:
        return [Fault("no-workbook", "file", str(error))]


def faults(book: Book) -> Iterator[Fault]:
    """Yield the faults of a workbook; a part that is no XML ends the search."""
    try:
        for check in _OF_THE_BOOK:
            yield from check(book)
        for sheet in book.sheets:
            for sheet_check in _OF_A_SHEET:
                yield from sheet_check(book, sheet)
        yield from table_faults(book)
        yield from calculation_chain_faults(book)
    except Unreadable as broken:
        yield Fault("part-unreadable", broken.part, str(broken))
