"""复盘: what went well and what did not, why, and what is learnt from it."""

from datetime import date
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Text
from sheetplan.model.row import Row


class ReviewPoint(Row):
    """A highlight or a problem of the event."""

    sheet: ClassVar[str] = "review"
    table: ClassVar[str] = "Review"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "R"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    nature: Annotated[str | None, Column(kind=Choice("review_nature"), required=True, width=10)] = None
    point: Annotated[str | None, Column(kind=Text(long=True), required=True, width=34)] = None
    department: Annotated[str | None, Column(kind=Text(), width=12)] = None
    impact: Annotated[str | None, Column(kind=Choice("level"), width=8)] = None
    attribution: Annotated[str | None, Column(kind=Choice("attribution"), width=10)] = None
    cause: Annotated[str | None, Column(kind=Text(long=True), width=34)] = None
    lesson: Annotated[str | None, Column(kind=Text(long=True), width=34)] = None
    evidence: Annotated[str | None, Column(kind=Text(long=True), width=26)] = None
    responsible: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    due: Annotated[date | None, Column(kind=Date(), width=12)] = None
