"""团队: who takes part, in which role and group."""

from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Days, Text
from sheetplan.model.row import Row


class Person(Row):
    """A person of the team; named in tasks by this name."""

    sheet: ClassVar[str] = "people"
    table: ClassVar[str] = "People"
    key: ClassVar[str] = "name"

    name: Annotated[str | None, Column(kind=Text(), required=True, width=12)] = None
    role: Annotated[str | None, Column(kind=Text(), required=True, width=16)] = None
    group: Annotated[str | None, Column(kind=Text(), width=14)] = None
    department: Annotated[str | None, Column(kind=Text(), width=14)] = None
    duties: Annotated[str | None, Column(kind=Text(long=True), width=36)] = None
    contact: Annotated[str | None, Column(kind=Text(), width=28)] = None
    capacity: Annotated[Decimal | None, Column(kind=Days(low=Decimal(0), high=Decimal(7)), width=12)] = None
    on_site_role: Annotated[str | None, Column(kind=Text(), width=16)] = None
    backup: Annotated[str | None, Column(kind=Text(), width=12, offers="people")] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
