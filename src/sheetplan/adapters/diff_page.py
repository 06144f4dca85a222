"""Differences as one self-contained page for a browser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


class Difference(NamedTuple):
    """One line of the list: a cell with both contents."""

    sheet: str
    row: str
    kind: str
    kind_word: str
    heading: str
    before: str
    after: str


_STYLE = """
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,"Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:2rem auto;max-width:70rem;
padding:0 1rem}
h1{font-size:1.35rem;margin-bottom:.2rem}p{margin:.2rem 0 1.4rem;opacity:.75}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th:nth-child(1){width:16%}th:nth-child(2){width:9%}th:nth-child(3){width:17%}
caption{text-align:left;font-weight:600;padding:1.2rem 0 .3rem}
th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #8884;vertical-align:top;
overflow-wrap:anywhere;white-space:pre-wrap}
th{font-weight:600;opacity:.75}
.added{color:#1a7f37}.removed,del{color:#cf222e}ins{color:#1a7f37;text-decoration:none}
@media (prefers-color-scheme:dark){.added,ins{color:#56d364}.removed,del{color:#ff7b72}}
"""


def page(
    title: str, summary: str, headings: Sequence[str], differences: Iterable[Difference], language: str
) -> str:
    """Return a page with a table for each sheet."""
    sheets: dict[str, list[Difference]] = {}
    for difference in differences:
        sheets.setdefault(difference.sheet, []).append(difference)
    tables = "".join(_table(sheet, headings, rows) for sheet, rows in sheets.items())
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style>"
        f"<h1>{escape(title)}</h1><p>{escape(summary)}</p>{tables}</html>\n"
    )


def _table(sheet: str, headings: Sequence[str], rows: Iterable[Difference]) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        f'<tr><td>{escape(row.row)}</td><td class="{row.kind}">{escape(row.kind_word)}</td>'
        f"<td>{escape(row.heading)}</td><td><del>{escape(row.before)}</del></td>"
        f"<td><ins>{escape(row.after)}</ins></td></tr>"
        for row in rows
    )
    return f"<table><caption>{escape(sheet)}</caption><tr>{head}</tr>{body}</table>"
