"""Where charts, pictures and shapes lie on a sheet."""

import re
from collections.abc import Iterator

from sheetplan.xlsx.references import Area

_ANCHOR = re.compile(rb"<(?:[\w.\-]+:)?twoCellAnchor(?=[\s>]).*?</(?:[\w.\-]+:)?twoCellAnchor\s*>", re.DOTALL)
_PLACE = re.compile(rb"<(?:[\w.\-]+:)?(col|row)>\s*(\d+)\s*<")


def covered(drawing: bytes) -> Iterator[Area]:
    """Yield the cells that each drawing lies over, as far as it is fastened to cells at both ends."""
    for anchor in _ANCHOR.findall(drawing):
        places = [(name, int(number) + 1) for name, number in _PLACE.findall(anchor)[:4]]
        rows = [number for name, number in places if name == b"row"]
        columns = [number for name, number in places if name == b"col"]
        if len(rows) == len(columns) == 2:
            yield Area(rows[0], columns[0], rows[1], columns[1])
