"""Many events as one page for a browser: all in one file, sorted and filtered without any server."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sheetplan.app.address import is_address
from sheetplan.app.portfolio import Table
from sheetplan.engine.portfolio import Portfolio
from sheetplan.language import Wording

GENERATOR = "sheetplan portfolio"
_MARK = f'<meta name="generator" content="{GENERATOR}">'
_ALARMS = {"slipping": 0, "overdue": 0, "errors": 0, "overload": 0, "days": 0, "forecast_rate": 1}
"""Columns, and the figure above which one of them needs a look."""


def portfolio_page(portfolio: Portfolio, tables: Sequence[Table], words: Wording, folder: Path) -> bytes:
    """Return the page; the name of an event leads to its workbook."""
    say = words.section("portfolio")
    links = [_link(entry.file, folder) for entry in portfolio.entries]
    sections = "".join(
        _section(table, links if table.key == "events" else (), words, hidden=place > 0)
        for place, table in enumerate(table for table in tables if table.rows)
    )
    tabs = "".join(
        f'<button data-tab="{table.key}">{escape(say["tables"][table.key])} <b>{len(table.rows)}</b></button>'
        for table in tables
        if table.rows
    )
    page = (
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">{_MARK}'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(say['title'])}</title><style>{_text('css')}</style></head><body>"
        f"<header><h1>{escape(say['title'])}</h1><p>{escape(_as_of(portfolio, words))}</p></header>"
        f'<div class="tiles">{"".join(_tiles(portfolio, words))}</div>'
        f"<nav>{tabs}</nav>{_filters(portfolio, words)}<main>{sections}</main>"
        f"<script>{_text('js')}</script></body></html>\n"
    )
    return page.encode()


def _link(file: str, folder: Path) -> str:
    if is_address(file):
        return quote(file, safe="/:@")
    return quote(Path(os.path.relpath(file, folder)).as_posix())


def is_untouched(data: bytes) -> bool:
    """Return whether a file is such a page; nobody edits one by hand."""
    return _MARK.encode() in data[:1000]


def _text(ending: str) -> str:
    return Path(__file__).with_name(f"portfolio_page.{ending}").read_text(encoding="utf-8")


def _as_of(portfolio: Portfolio, words: Wording) -> str:
    days = sorted({entry.facts.status_date for entry in portfolio.entries})
    if not days:
        return words.text("portfolio", "empty")
    span = str(days[0]) if len(days) == 1 else f"{days[0]} – {days[-1]}"
    return words.text("portfolio", "as_of", day=span, count=len(portfolio.entries))


def _tiles(portfolio: Portfolio, words: Wording) -> Iterator[str]:
    """Yield the figures at the top; the script adds them up anew for the rows that a filter leaves."""
    totals = portfolio.totals
    figures = {
        "events": f"{totals.events:,}",
        "slipping": f"{totals.tasks_slipping:,}",
        "overdue": f"{totals.tasks_overdue:,}",
        "budget": f"{totals.budget:,.0f}",
        "forecast": f"{totals.forecast:,.0f}",
        "errors": f"{totals.errors:,}",
    }
    for key, figure in figures.items():
        name = escape(words.text("portfolio", "tiles", key))
        yield f'<div class="tile"><b data-sum="{key}">{figure}</b><span>{name}</span></div>'


def _filters(portfolio: Portfolio, words: Wording) -> str:
    say = words.section("portfolio")
    states = "".join(
        f'<option value="{state}">{escape(say["states"][state])} ({count})</option>'
        for state, count in portfolio.totals.by_state.items()
        if count
    )
    types = "".join(
        f"<option>{escape(each)}</option>"
        for each in sorted({entry.facts.type for entry in portfolio.entries if entry.facts.type})
    )
    return (
        f'<form class="filters"><input type="search" id="q" placeholder="{escape(say["search"])}">'
        f'<select id="state"><option value="">{escape(say["all_states"])}</option>{states}</select>'
        f'<select id="type"><option value="">{escape(say["all_types"])}</option>{types}</select>'
        f'<label><input type="checkbox" id="trouble"> {escape(say["trouble"])}</label>'
        f'<output id="shown" data-of="{escape(say["shown"])}"></output></form>'
    )


def _section(table: Table, links: Sequence[str], words: Wording, *, hidden: bool) -> str:
    say = words.section("portfolio")
    titles = {column.key: escape(say["columns"][column.key]) for column in table.columns}
    head = "".join(
        f'<th class="{column.kind}" data-key="{column.key}" tabindex="0">{titles[column.key]}</th>'
        for column in table.columns
    )
    body = "".join(_row(table, number, links, words) for number in range(len(table.rows)))
    note = words.text("portfolio", "left_out", count=table.left_out) if table.left_out else ""
    return (
        f'<section id="{table.key}"{" hidden" * hidden}>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<p>{escape(note)}</p></section>"
    )


def _row(table: Table, number: int, links: Sequence[str], words: Wording) -> str:
    cells = []
    for place, (column, value) in enumerate(zip(table.columns, table.rows[number], strict=True)):
        kind = table.kinds.get((number, place), column.kind)
        shown = escape(_shown(value, kind, words))
        if place == 0 and links:
            shown = f'<a href="{escape(links[number])}">{shown}</a>'
        if kind == "state":
            shown = f'<i class="{value}">{shown}</i>'
        if column.key == "progress" and value is not None:
            shown = f'<span class="bar" style="--p:{float(value):.0%}">{shown}</span>'
        cells.append(f'<td class="{_class(column.key, kind, value)}"{_sorting(value, kind)}>{shown}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _class(key: str, kind: str, value: Any) -> str:
    limit = _ALARMS.get(key)
    return f"{kind} alarm" if limit is not None and value is not None and value > limit else kind


def _sorting(value: Any, kind: str) -> str:
    """Return what a cell is sorted and added up by, where that is not what it shows."""
    if value is None or value == "" or kind in {"text", "date"}:
        return ""
    return f' data-v="{escape(str(value if kind == "state" else float(value)))}"'


def _shown(value: Any, kind: str, words: Wording) -> str:
    if value is None or value == "":
        return ""
    match kind:
        case "state":
            return words.text("portfolio", "states", value)
        case "rate":
            return f"{value:.1%}"
        case "money":
            return f"{value:,.0f}"
        case "number":
            return f"{float(value):,.2f}".rstrip("0").rstrip(".")
        case _:
            return str(value)
