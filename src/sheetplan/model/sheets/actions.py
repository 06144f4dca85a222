"""改进清单: what is done better next time, by whom and until when."""

from datetime import date
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Text
from sheetplan.model.row import Row


class Action(Row):
    """An improvement that somebody has taken on."""

    sheet: ClassVar[str] = "actions"
    table: ClassVar[str] = "Actions"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "A"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    action: Annotated[str | None, Column(kind=Text(long=True), required=True, width=44)] = None
    problem: Annotated[str | None, Column(kind=Text(), width=10)] = None
    attribution: Annotated[str | None, Column(kind=Choice("attribution"), width=10)] = None
    responsible: Annotated[str | None, Column(kind=Text(), required=True, width=12, offers="people")] = None
    due: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    priority: Annotated[str | None, Column(kind=Choice("level"), width=9)] = None
    status: Annotated[str | None, Column(kind=Choice("action_status"), width=10)] = None
    done_on: Annotated[date | None, Column(kind=Date(), width=12)] = None
    verification: Annotated[str | None, Column(kind=Text(long=True), width=28)] = None
