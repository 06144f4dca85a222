"""文字: prose that goes into documents; where a passage is empty, sheetplan writes its own sentence."""

from typing import Annotated, ClassVar

from sheetplan.model.column import Column
from sheetplan.model.kinds import Choice, Text
from sheetplan.model.row import Row


class Passage(Row):
    """A passage for one place of one document."""

    sheet: ClassVar[str] = "texts"
    table: ClassVar[str] = "Texts"

    passage: Annotated[str | None, Column(kind=Choice("passage"), required=True, width=18)] = None
    title: Annotated[str | None, Column(kind=Text(), width=24)] = None
    content: Annotated[str | None, Column(kind=Text(long=True), width=80)] = None
