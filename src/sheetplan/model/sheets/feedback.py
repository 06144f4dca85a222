"""反馈: what those who were there say."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Number, Text
from sheetplan.model.row import Row

ZERO = Decimal(0)


class Feedback(Row):
    """One answer, or one group of answers."""

    sheet: ClassVar[str] = "feedback"
    table: ClassVar[str] = "Feedback"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "F"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    day: Annotated[date | None, Column(kind=Date(), width=12)] = None
    source: Annotated[str | None, Column(kind=Choice("feedback_source"), required=True, width=11)] = None
    respondent: Annotated[str | None, Column(kind=Text(), width=16)] = None
    aspect: Annotated[str | None, Column(kind=Text(), width=14)] = None
    satisfaction: Annotated[
        Decimal | None, Column(kind=Number(low=Decimal(1), high=Decimal(5)), width=10)
    ] = None
    recommendation: Annotated[Decimal | None, Column(kind=Number(low=ZERO, high=Decimal(10)), width=10)] = (
        None
    )
    comment: Annotated[str | None, Column(kind=Text(long=True), width=38)] = None
    suggestion: Annotated[str | None, Column(kind=Text(long=True), width=32)] = None
    responsible: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    status: Annotated[str | None, Column(kind=Choice("action_status"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
