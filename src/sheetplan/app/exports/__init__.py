"""Plans for other programs: each module turns a computed workbook into one file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NamedTuple

from sheetplan.app.pipeline import Examined
from sheetplan.app.workbooks import House

FORMS = {"xml": "project", "csv": "csv", "json": "json", "ics": "calendar", "md": "markdown"}
"""Every form by the ending of its files, with the name of its module."""
ABOUT_ITSELF = frozenset(
    {"settings", "findings", "accepted", "baselines", "company_rules", "calendar", "budget_summary"}
)
"""Sheets that serve the workbook, and are only exported by name."""


class Export(NamedTuple):
    """A file for another program, and how many rows or entries it holds."""

    data: bytes
    rows: int


Writer = Callable[[House, Examined, Sequence[str]], Export]


def exported(form: str, house: House, found: Examined, sheets: Sequence[str]) -> Export:
    """Return a plan in a form.

    Args:
        form: one of `FORMS`.
        house: knows the formats of other programs.
        found: the plan, computed.
        sheets: the keys of the sheets that are wanted; what the form is made for, where there is none.

    Raises:
        Refusal: there is nothing to export.
    """
    write: Writer = import_module(f"{__name__}.as_{FORMS[form]}").write
    return write(house, found, sheets)
