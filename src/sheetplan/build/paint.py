"""Conditional formats: Python writes a status word, the workbook paints. Nobody's own fill is ever touched."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from sheetplan.build.theme import Theme
from sheetplan.language import Wording
from sheetplan.model.row import Row, Shape

Area = tuple[int, int, int, int]

STATUS_SIGNALS: dict[tuple[str, str], dict[str, str]] = {
    ("tasks", "status"): {"slipping": "bad", "done": "good", "in_progress": "busy"},
    ("tasks", "warning"): {"overdue": "alarm", "at_risk": "warn"},
    ("metrics", "verdict"): {"met": "good", "nearly": "warn", "missed": "bad"},
    ("actions", "status"): {"done": "good", "in_progress": "busy"},
    ("actions", "priority"): {"high": "bad", "medium": "warn"},
    ("review", "impact"): {"high": "bad", "medium": "warn"},
    ("findings", "severity"): {"error": "bad", "warning": "warn", "note": "busy"},
    ("calendar", "kind"): {"off": "good", "work": "warn"},
}
"""By sheet and column: the signal for each choice."""

ABOVE_ZERO = {"tasks": ("finish_variance",), "budget": ("variance",), "budget_summary": ("variance",)}
"""Columns whose positive values are bad news."""


def paint_findings(sheet: Worksheet, area: Area, row_type: type[Row], words: Wording, theme: Theme) -> None:
    """Mark each cell that the findings sheet speaks about, by severity.

    A finding's mark is ``severity|sheet|row key|heading``; see `sheetplan.changes.findings_rows`.
    """
    if row_type.sheet == "findings":
        return
    first_row, first_column, last_row, last_column = area
    name = words.sheet(row_type.sheet)
    key = xl_col_to_name(first_column)
    here = xl_col_to_name(first_column)
    heading = f"{here}${first_row}"
    if row_type.shape is Shape.FORM:
        content = (first_row, first_column + 1, last_row, first_column + 1)
        _marks(sheet, content, f'|{name}||"&${key}{first_row + 1}', theme)
        beside = (first_row, first_column + 2, last_row, last_column)
        heading = f"{xl_col_to_name(first_column + 2)}${first_row}"
        _marks(sheet, beside, f'|{name}|"&${key}{first_row + 1}&"|"&{heading}', theme)
    elif row_type.key:
        _marks(sheet, area, f'|{name}|"&${key}{first_row + 1}&"|"&{heading}', theme)
    else:
        _marks(sheet, area, f'|{name}|#"&ROW()&"|"&{heading}', theme)


def _marks(sheet: Worksheet, area: Area, mark: str, theme: Theme) -> None:
    for letter, signal in (("E", "error_cell"), ("W", "warning_cell"), ("N", "note_cell")):
        sheet.conditional_format(
            *area,
            {
                "type": "formula",
                "criteria": f'=ISNUMBER(MATCH("{letter}{mark},sp_marks,0))',
                "format": theme.signal(signal),
            },
        )


def paint_status(sheet: Worksheet, area: Area, row_type: type[Row], words: Wording, theme: Theme) -> None:
    """Colour status words, overruns and progress."""
    first_row, first_column, last_row, _ = area
    columns = list(row_type.columns())
    for name in columns:
        place = first_column + columns.index(name)
        cells = (first_row, place, last_row, place)
        choices = row_type.columns()[name].kind
        for choice, signal in STATUS_SIGNALS.get((row_type.sheet, name), {}).items():
            word = words.choice(choices.choices, choice)  # type: ignore[attr-defined]
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": theme.signal(signal)}
            sheet.conditional_format(*cells, rule)
        if name in ABOVE_ZERO.get(row_type.sheet, ()):
            cell = f"{xl_col_to_name(place)}{first_row + 1}"
            rule = {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({cell}),{cell}>0)",
                "format": theme.signal("late_ink"),
            }
            sheet.conditional_format(*cells, rule)
    if row_type.sheet == "tasks":
        _paint_tasks(sheet, area, columns, words, theme)


def _paint_tasks(sheet: Worksheet, area: Area, columns: list[str], words: Wording, theme: Theme) -> None:
    first_row, first_column, last_row, _ = area

    def letter(column: str) -> str:
        return xl_col_to_name(first_column + columns.index(column))

    slipping = words.choice("task_status", "slipping")
    sheet.conditional_format(
        *area,
        {
            "type": "formula",
            "criteria": f'=${letter("status")}{first_row + 1}="{slipping}"',
            "format": theme.signal("late_row"),
        },
    )
    place = first_column + columns.index("percent_complete")
    sheet.conditional_format(
        first_row,
        place,
        last_row,
        place,
        {
            "type": "data_bar",
            "bar_color": "#9DB9DE",
            "bar_solid": True,
            "min_type": "num",
            "min_value": 0,
            "max_type": "num",
            "max_value": 1,
        },
    )
