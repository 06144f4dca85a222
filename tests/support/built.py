"""Built workbooks as openpyxl reads them: an independent reader."""

from __future__ import annotations

import warnings
from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook

from sheetplan.build.content import WorkbookContent
from sheetplan.build.workbook import build_workbook
from support.sample_event import sample_content


@cache
def file_of(language: str, *, filled: bool = True) -> bytes:
    """The file of the sample event, or of an empty workbook."""
    return build_workbook(sample_content(language) if filled else WorkbookContent(), language)


def opened(data: bytes, *, values: bool = False) -> Workbook:
    """The workbook with its formulas, or with the values that stand in for them."""
    with warnings.catch_warnings():
        # openpyxl says that it would not keep data bars; nothing is saved here
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(BytesIO(data), data_only=values)
