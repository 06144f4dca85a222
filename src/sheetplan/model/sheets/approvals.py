"""审批: who has to agree, in which order, and to which figures they did."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Number, Text
from sheetplan.model.row import Row


class Approval(Row):
    """One person's decision on one document."""

    sheet: ClassVar[str] = "approvals"
    table: ClassVar[str] = "Approvals"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "V"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    document: Annotated[str | None, Column(kind=Text(), required=True, width=22)] = None
    step: Annotated[Decimal | None, Column(kind=Number(low=Decimal(1)), required=True, width=8)] = None
    role: Annotated[str | None, Column(kind=Text(), width=14)] = None
    department: Annotated[str | None, Column(kind=Text(), width=12)] = None
    approver: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    focus: Annotated[str | None, Column(kind=Choice("approval_focus"), width=14)] = None
    figure: Annotated[str | None, Column(kind=Choice("approved_figure"), width=14)] = None
    requested_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    due: Annotated[date | None, Column(kind=Date(), width=12)] = None
    decision: Annotated[str | None, Column(kind=Choice("decision"), width=10)] = None
    decided_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    opinion: Annotated[str | None, Column(kind=Text(long=True), width=34)] = None
    figures: Annotated[str | None, Column(kind=Text(long=True), width=26, filled=True)] = None
    fingerprint: Annotated[str | None, Column(kind=Text(), width=14, filled=True, hidden=True)] = None
    standing: Annotated[
        str | None, Column(kind=Choice("approval_standing"), owner=Owner.SHEETPLAN, width=10)
    ] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
