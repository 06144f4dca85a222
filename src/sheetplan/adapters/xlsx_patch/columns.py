"""What a worksheet says of whole columns, before its rows: format and width."""

import re

from sheetplan.xlsx.markup import attributes, element_pattern, with_attribute


def column_styles(head: bytes, prefix: bytes) -> list[tuple[int, int, int]]:
    """First column, last column and style of each stated range of columns."""
    return [(first, last, int(tag.get(b"style", 0))) for first, last, tag in _ranges(head, prefix)]


def widened(head: bytes, column: int, width: float, prefix: bytes) -> bytes:
    """What precedes the rows, with a column at least so many characters wide; one that is hidden stays so."""
    columns = re.search(rb"<%bcols(?:\s[^>]*)?>(.*?)</%bcols\s*>" % (prefix, prefix), head, re.DOTALL)
    written = b' width="%.2f" customWidth="1"' % width
    if columns is None:
        at = len(head)
        column_element = b'<%bcol min="%d" max="%d"%b/>' % (prefix, column, column, written)
        return b"%b<%bcols>%b</%bcols>" % (head[:at], prefix, column_element, prefix)
    pieces: list[bytes] = []
    placed = False
    for first, last, tag in _ranges(columns[0], prefix):
        if not placed and column < first:
            pieces.append(_column(prefix, column, column, written))
            placed = True
        if not first <= column <= last:
            pieces.append(_column(prefix, first, last, _rest(tag)))
            continue
        placed = True
        if float(tag.get(b"width", b"0")) >= width or tag.get(b"hidden") in (b"1", b"true"):
            return head
        wider = with_attribute(_rest(tag), b"width", b"%.2f" % width)
        wider = with_attribute(wider, b"customWidth", b"1")
        pieces += [_column(prefix, first, column - 1, _rest(tag))] if first < column else []
        pieces.append(_column(prefix, column, column, wider))
        pieces += [_column(prefix, column + 1, last, _rest(tag))] if column < last else []
    if not placed:
        pieces.append(_column(prefix, column, column, written))
    return head[: columns.start(1)] + b"".join(pieces) + head[columns.end(1) :]


def _ranges(data: bytes, prefix: bytes) -> list[tuple[int, int, dict[bytes, bytes]]]:
    tags = (attributes(match[1]) for match in element_pattern(prefix, b"col").finditer(data))
    return [(int(tag[b"min"]), int(tag[b"max"]), tag) for tag in tags]


def _rest(tag: dict[bytes, bytes]) -> bytes:
    return b"".join(b' %b="%b"' % item for item in tag.items() if item[0] not in (b"min", b"max"))


def _column(prefix: bytes, first: int, last: int, rest: bytes) -> bytes:
    return b'<%bcol min="%d" max="%d"%b/>' % (prefix, first, last, rest)
