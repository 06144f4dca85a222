"""What tags about a cell write: fill, vertical merge, data bar, an equal share of the width."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sheetplan.adapters.docx_package.program import Show, same
from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.documents.formats import UnknownToneError, fill_colour

if TYPE_CHECKING:
    from sheetplan.adapters.docx_package.program import Scene
    from sheetplan.documents.context import Value
    from sheetplan.documents.template import Reference


@dataclass
class Fill:
    """The colour of a cell."""

    reference: Reference

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the colour.

        Raises:
            TemplateRefused: the value is none.
        """
        try:
            out.append(fill_colour(scene.value(self.reference)))
        except UnknownToneError as error:
            raise TemplateRefused("bad-fill", str(scene.value(self.reference))) from error


@dataclass
class Merged:
    """The text of a vertically merged cell: said once, in its first row."""

    reference: Reference
    format: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the value in the first row of its group."""
        if not _continues(self.reference, scene):
            Show(self.reference, self.format).write(out, scene)


@dataclass
class MergeMark:
    """Whether a cell begins a vertical merge or continues it."""

    reference: Reference

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the kind of merge."""
        out.append("continue" if _continues(self.reference, scene) else "restart")


def _continues(reference: Reference, scene: Scene) -> bool:
    previous = scene.previous.get(reference.table)
    return previous is not None and same(reference, previous, scene.rows[reference.table])


@dataclass
class Bar:
    """A share of the cell's width, drawn as a nested table of shaded cells: it prints, scales and edits."""

    reference: Reference
    width: int
    colour: str

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the nested table."""
        filled = round(self.width * _share(scene.value(self.reference)))
        cells = [(filled, self.colour), (self.width - filled, "E6EAF0")]
        out.append(_shaded_cells([(width, colour) for width, colour in cells if width > 0]))


def _share(value: Value) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or Decimal(value).is_nan():
        return Decimal(0)
    return min(Decimal(1), max(Decimal(0), Decimal(value)))


def _shaded_cells(cells: list[tuple[int, str]]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width, _ in cells)
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{colour}"/></w:tcPr><w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0"'
        ' w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:firstLine="0" w:firstLineChars="0"/>'
        "</w:pPr></w:p></w:tc>"
        for width, colour in cells
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(width for width, _ in cells)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        f'<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="150" w:hRule="exact"/></w:trPr>{row}</w:tr></w:tbl>'
    )


@dataclass
class EqualShare:
    """The width of a cell that stands once for each row of a table, side by side."""

    table: str
    width: int

    def write(self, out: list[str], scene: Scene) -> None:
        """Append the width of one of the cells."""
        out.append(str(self.width // max(1, len(scene.table(self.table)))))
