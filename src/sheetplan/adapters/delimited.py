"""Lists as text, as programs export them: CSV and its kin, in whichever encoding and with whichever mark."""

from __future__ import annotations

import codecs
import re
from io import StringIO

import pandas as pd

ENCODINGS = ("utf-8", "gb18030")
"""What is tried where no mark at the beginning tells; the second one holds GBK and GB2312."""
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
DELIMITERS = (",", "\t", ";", "|")
FORMULA_SIGNS = frozenset("=+-@")
HEAD = 20
"""Lines that tell what parts the cells."""


class NotText(Exception):  # noqa: N818 - a fact about a file
    """Bytes that are no text in the encodings that were tried."""


def read_delimited(data: bytes, encoding: str | None = None) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a list as they stand there, headings included; every cell is a text.

    Raises:
        NotText: the bytes are no text, or not in this encoding.
    """
    text = _decoded(data, encoding)
    if not text.strip():
        return ()
    try:
        delimiter = _delimiter(text)
        width = max(line.count(delimiter) for line in text.splitlines()) + 1
        frame = pd.read_csv(
            StringIO(text),
            sep=delimiter,
            header=None,
            names=range(width),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            engine="python",
        )
    except (ValueError, pd.errors.ParserError) as error:
        raise NotText(str(error)) from error
    frame = frame.fillna("")
    frame = frame.loc[:, (frame != "").any()]
    return tuple(tuple(map(_bare, row)) for row in frame.itertuples(index=False))


def _bare(cell: str) -> str:
    """Return a cell without the sign that keeps programs from taking its text for a formula."""
    bare = cell.strip()
    return bare[1:] if bare[:1] == "'" and bare[1:2] in FORMULA_SIGNS else bare


def _decoded(data: bytes, encoding: str | None) -> str:
    mark = next((name for bom, name in MARKS.items() if data.startswith(bom)), None)
    for candidate in (encoding,) if encoding else (mark,) if mark else ENCODINGS:
        try:
            text = data.decode(candidate)
        except (UnicodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise NotText(encoding or "")


def _delimiter(text: str) -> str:
    """Return the mark that parts most lines of the beginning into as many cells as the others."""
    lines = [line for line in _QUOTED.sub(r"\1", text).splitlines()[:HEAD] if line.strip()]

    def evenness(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(DELIMITERS, key=evenness)


_QUOTED = re.compile(r"(^|[,;\t|])\"(?:[^\"]|\"\")*\"", re.MULTILINE)
"""A cell in quotation marks, in which any mark may stand."""
