"""What a view is: formulas over the tables, each kept beside the function that computes the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sheetplan.language import Wording
from sheetplan.model.column import Column
from sheetplan.model.values import Block, column_letters
from sheetplan.table.formula import render
from sheetplan.views.standing import Cell, Standing

SPARE, LEAST = 15, 40
"""Rows that a view has for what is added to a table, and how many it has in any case."""
Rows = Iterable[Sequence[Cell]]


class Part(NamedTuple):
    """A rectangle of formulas in a view.

    Attributes:
        view: the view it stands in.
        name: of the part.
        top: its first row.
        left: its first column.
        rows: how many rows it has at most.
        columns: by name; see `formula` for what may stand in their formulas.
        compute: gives the values of its rows, in the order of the columns; rows left out show nothing.
        follows: the sheet that it has a row for each row of. A workbook is built with as many as that one has
            and `SPARE` more, at least `LEAST`; what speaks of the part speaks of all the rows it may have.
    """

    view: str
    name: str
    top: int
    left: int
    rows: int
    columns: Mapping[str, Column]
    compute: Callable[[Standing], Rows]
    follows: str = ""

    def area(self, first: str, last: str, rows: int) -> str:
        """Return the cells of its columns from one to another, so many rows down."""
        return f"{self.letters(first)}{self.top}:{self.letters(last)}{self.top + rows - 1}"

    def shown(self, standing: Standing) -> Block:
        """Return the value of every cell it may have; "" where nothing shows."""
        nothing = [("",) * len(self.columns)]
        given = standing.values(self)[: self.rows]
        rows = [["" if value is None else value for value in row] for row in given]
        return Block(self.top, self.left, [*rows, *nothing * (self.rows - len(rows))])

    def letters(self, column: str) -> str:
        """Return the letters of the worksheet column of one of its columns."""
        return column_letters(self.left + list(self.columns).index(column))

    def reference(self, column: str) -> str:
        """Return the cells of a column, absolute: a range, or one cell where there is one row."""
        letters = self.letters(column)
        first = f"${letters}${self.top}"
        return first if self.rows == 1 else f"{first}:${letters}${self.top + self.rows - 1}"


class View(NamedTuple):
    """A worksheet that only shows what stands on others.

    Attributes:
        key: of its name in the wording.
        after: the sheet behind which its tab stands; empty for the front.
        parts: its formulas.
        hidden: there for charts, not for people.
    """

    key: str
    after: str
    parts: tuple[Part, ...] = ()
    hidden: bool = False

    def part(self, name: str) -> Part:
        """Return one of its parts."""
        return next(part for part in self.parts if part.name == name)


Views = Mapping[str, View]


def formula(part: Part, column: str, number: int, views: Views, words: Wording) -> str:
    """Return the formula of a cell, without its equals sign.

    ``{n}`` becomes the number of the row within its part, counted from 1, ``{.name}`` the cell of another
    column in this row, ``{@view/part.name}`` a column of any part, ``{:part.name}`` a cell of this view that
    moves along with this one, ``{form.entry}`` the content of a form's entry. Columns of tables and of other
    views go by defined names, because Excel shares no formula that speaks of a table or another sheet. The
    rest is written as in `sheetplan.table.formula`.
    """

    def replace(found: re.Match[str]) -> str:
        if found["own"]:
            return f"${part.letters(found['own'])}{part.top + number - 1}"
        if found["moving"]:
            return _moving(views[part.view].part(found["moving"]), found["beside"])
        if found["view"]:
            other = views[found["view"]].part(found["part"])
            here = other.view == part.view
            return other.reference(found["column"]) if here else column_name(other, found["column"])
        # The same text in every row: a file packs it well, and it stays true where rows are put in above.
        return f"ROW()-ROW($A${part.top - 1})"

    return render(_TOKEN.sub(replace, part.columns[column].formula), "", words.heading, words, named=True)


def column_name(part: Part, column: str) -> str:
    """Return the defined name by which other views speak of a column."""
    return f"sp_{part.view}_{part.name}_{column}"


def columns_named(views: Views) -> Iterator[tuple[Part, str]]:
    """Yield every column that the formulas of another view speak of."""
    found = {
        (match["view"], match["part"], match["column"])
        for view in views.values()
        for part in view.parts
        for declared in part.columns.values()
        for match in _TOKEN.finditer(declared.formula)
        if match["view"] not in {None, view.key}
    }
    return ((views[view].part(part), column) for view, part, column in sorted(found))


def _moving(other: Part, column: str) -> str:
    """A row of headings stays the row it is, a column of rows stays the column it is."""
    letters = other.letters(column)
    return f"{letters}${other.top}" if other.rows == 1 else f"${letters}{other.top}"


_TOKEN = re.compile(
    r"\{(?:n|\.(?P<own>\w+)|:(?P<moving>\w+)\.(?P<beside>\w+)|@(?P<view>\w+)/(?P<part>\w+)\.(?P<column>\w+))\}"
)
