"""The copies of cells that a chart keeps, for programs that draw it without computing."""

import re
from collections.abc import Mapping, Sequence

from sheetplan.model.values import Block
from sheetplan.xlsx.markup import escape
from sheetplan.xlsx.references import parse_area

from .cells import Value


def redrawn(chart: bytes, results: Mapping[str, Sequence[Block]]) -> bytes:
    """The chart with its copies of these cells renewed, told by the name of their sheet; others stay."""

    def renewed(match: re.Match[bytes]) -> bytes:
        sheet, _, reference = match["place"].decode().rpartition("!")
        held = results.get(sheet.strip("'").replace("''", "'"))
        if held is None:
            return match[0]
        top, left, bottom, right = parse_area(reference.replace("$", ""))
        places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        numeric = match["kind"] == b"num"
        points = (_point(index, _value(held, *place), numeric=numeric) for index, place in enumerate(places))
        count = b'<c:ptCount val="%d"/>' % len(places)
        return b"".join([match["head"], match["shape"] or b"", count, *points, match["tail"]])

    return _COPY.sub(renewed, chart)


def _value(blocks: Sequence[Block], row: int, column: int) -> Value:
    values = (block.value(row, column) for block in blocks)
    return next((value for value in values if value is not None), None)


def _point(index: int, value: Value, *, numeric: bool) -> bytes:
    """A point of a copy; nothing for what a chart does not draw."""
    if isinstance(value, str):
        shown = b"" if numeric else escape(value)
    else:
        shown = repr(value).removesuffix(".0").encode() if isinstance(value, float | int) else b""
    return b'<c:pt idx="%d"><c:v>%b</c:v></c:pt>' % (index, shown) if shown else b""


_COPY = re.compile(
    rb"(?P<head><c:(?P<kind>num|str)Ref><c:f>(?P<place>[^<]*)</c:f><c:(?P=kind)Cache>)"
    rb"(?P<shape><c:formatCode>[^<]*</c:formatCode>)?"
    rb"(?:(?!</c:(?P=kind)Cache>).)*"
    rb"(?P<tail></c:(?P=kind)Cache>)",
    re.DOTALL,
)
