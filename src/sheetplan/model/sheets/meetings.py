"""会议: kick-off, weekly progress, execution meeting, review."""

from datetime import date, time
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Date, Names, Text, Time
from sheetplan.model.row import Row


class Meeting(Row):
    """A meeting and what it decided."""

    sheet: ClassVar[str] = "meetings"
    table: ClassVar[str] = "Meetings"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "H"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    kind: Annotated[str | None, Column(kind=Choice("meeting_kind"), required=True, width=11)] = None
    topic: Annotated[str | None, Column(kind=Text(), required=True, width=26)] = None
    day: Annotated[date | None, Column(kind=Date(), required=True, width=12)] = None
    at: Annotated[time | None, Column(kind=Time(), width=8)] = None
    place: Annotated[str | None, Column(kind=Text(), width=16)] = None
    chair: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    participants: Annotated[tuple[str, ...] | None, Column(kind=Names(), width=26, offers="people")] = None
    recorder: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    agenda: Annotated[str | None, Column(kind=Text(long=True), width=34)] = None
    decisions: Annotated[str | None, Column(kind=Text(long=True), width=34)] = None
    follow_up: Annotated[str | None, Column(kind=Text(long=True), width=28)] = None
    status: Annotated[str | None, Column(kind=Choice("meeting_status"), width=10)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
