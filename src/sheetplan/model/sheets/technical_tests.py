"""技术测试: whether devices, interaction and the way back from disaster work, before the day."""

from datetime import date
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import is_word
from sheetplan.model.kinds import Choice, Date, Text
from sheetplan.model.row import Row


def _said(cell: str, otherwise: str) -> str:
    """Return the formula for a result in the workbook's own word for it."""
    for key in ("not_run", "conditional", "failed", "passed"):
        otherwise = f'IF({is_word(cell, "test_result", key)},"{{choice:test_result.{key}}}",{otherwise})'
    return otherwise


class TechnicalTest(Row):
    """One thing that was tested."""

    sheet: ClassVar[str] = "technical_tests"
    table: ClassVar[str] = "TechnicalTests"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "X"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    kind: Annotated[str | None, Column(kind=Choice("test_kind"), required=True, width=11)] = None
    item: Annotated[str | None, Column(kind=Text(), required=True, width=24)] = None
    environment: Annotated[str | None, Column(kind=Text(), width=18)] = None
    steps: Annotated[str | None, Column(kind=Text(long=True), width=28)] = None
    expected: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
    observed: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
    result: Annotated[str | None, Column(kind=Choice("test_result"), width=11)] = None
    defect: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    retest: Annotated[str | None, Column(kind=Choice("test_result"), width=11)] = None
    retested_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    final: Annotated[
        str | None, live(Choice("test_result"), _said("{retest}", _said("{result}", '""')), width=11)
    ] = None
    tester: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    tested_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    due: Annotated[date | None, Column(kind=Date(), width=12)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
