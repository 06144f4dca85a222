"""Which words and numbers are shown in which tone, and the rules that do so in a stranger's sheet.

In a master workbook whole rows are tinted. A stranger's own fills mean something to him and stay in sight:
there only the columns that sheetplan computes are filled, and the name of a slipping row is written in red.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sheetplan.language import wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Choice
from sheetplan.model.sheets import SHEETS
from sheetplan.model.values import column_letters
from sheetplan.table.layout import SheetLayout


class Tint(NamedTuple):
    """How a tone looks: colours as RRGGBB, empty where nothing is said."""

    fill: str = ""
    ink: str = ""
    bold: bool = False


TINTS = {
    "alarm": Tint("C0392B", "FFFFFF", bold=True),
    "bad": Tint("FBE1DE", "9C1C14"),
    "warn": Tint("FFF0CC", "7A5300"),
    "good": Tint("E3EFE6", "2C6446"),
    "info": Tint("E4ECF7", "1F4E8C"),
    "strong": Tint(ink="C55A11", bold=True),
    "over": Tint(ink="B3261E", bold=True),
    "faint bad": Tint("FDF4F2"),
    "faded": Tint(ink="8C97A6"),
}

WORDS = {
    "task_status": {"slipping": "bad", "done": "good", "in_progress": "info"},
    "task_warning": {"overdue": "alarm", "at_risk": "warn"},
    "flag": {"yes": "strong"},
    "verdict": {"met": "good", "nearly": "warn", "missed": "bad"},
    "action_status": {"done": "good", "in_progress": "info"},
    "payment": {"paid": "good", "deposit": "warn"},
    "review_nature": {"highlight": "good", "problem": "warn"},
    "level": {"high": "bad", "medium": "warn"},
    "severity": {"error": "bad", "warning": "warn", "note": "info"},
    "day_kind": {"work": "info"},
    "decision": {"approved": "good", "revise": "warn", "rejected": "bad"},
    "approval_standing": {"valid": "good", "void": "alarm"},
    "contract_status": {"signed": "good", "fulfilled": "good", "in_review": "info"},
    "resource_status": {"confirmed": "good", "in_place": "good", "cancelled": "faded"},
    "material_status": {"accepted": "good", "delivered": "info", "producing": "info", "cancelled": "faded"},
    "publish_status": {"published": "good", "scheduled": "info", "cancelled": "faded"},
    "test_result": {"passed": "good", "conditional": "warn", "failed": "bad"},
    "guest_status": {"confirmed": "good", "invited": "info", "declined": "faded", "cancelled": "faded"},
    "letter_status": {"confirmed": "good", "sent": "info", "declined": "bad"},
    "meeting_status": {"held": "good", "cancelled": "faded"},
    "risk_status": {"occurred": "bad", "closed": "faded"},
    "log_result": {"resolved": "good", "mitigated": "warn", "open": "bad"},
}
"""The tone of a word, by list of choices."""

ROW_TINTS = {"tasks": ("task_status", "status", {"slipping": "faint bad", "done": "faded"})}
"""By sheet: the list of choices and the column whose words tint their row."""

LIMITS = {
    "variance": (">0", "over"),
    "budget_variance": (">0", "over"),
    "spend_rate": (">1", "over"),
    "finish_variance": (">0", "over"),
    "total_slack": ("<0", "over"),
    "shortfall": (">0", "over"),
    "shift": (">0", "over"),
    "deviation": (">0", "over"),
}
"""Columns whose numbers are painted beyond a limit."""

NAMES = {"tasks": "title", "metrics": "metric", "budget": "item"}
"""The column in which the rows of a sheet are named."""


class Highlight(NamedTuple):
    """A rule: where a formula holds, cells of an area are shown in a tint.

    Attributes:
        name: the tab.
    """

    name: str
    areas: str
    formula: str
    tint: Tint


def highlights(where: SheetLayout, columns: Mapping[str, int], language: str) -> Iterator[Highlight]:
    """Yield the rules of a stranger's sheet, the strongest first.

    Args:
        where: where its rows stand.
        columns: where the columns stand that it has or will have.
        language: of the words that will stand in them.
    """
    first = min([where.header_row + 1, *where.rows])  # their first table may not be the one that is named
    last = max(where.last_row, where.header_row + 1)

    def area(column: int) -> str:
        return f"{column_letters(column)}{first}:{column_letters(column)}{last}"

    def cell(column: int) -> str:
        return f"${column_letters(column)}{first}"

    for key, column in SHEETS[where.sheet].columns_of(Owner.SHEETPLAN, Owner.FORMULA).items():
        if key not in columns:
            continue
        place = columns[key]
        if key in LIMITS:
            limit, tone = LIMITS[key]
            formula = f"AND(ISNUMBER({cell(place)}),{cell(place)}{limit})"
            yield Highlight(where.name, area(place), formula, TINTS[tone])
        if isinstance(column.kind, Choice):
            for choice, tone in WORDS.get(column.kind.choices, {}).items():
                says = f"{cell(place)}={_quoted(wording(language).choice(column.kind.choices, choice))}"
                yield Highlight(where.name, area(place), says, TINTS[tone])
                named = columns.get(NAMES.get(where.sheet, ""))
                if named and tone in {"bad", "alarm"}:
                    yield Highlight(where.name, area(named), says, TINTS["over"])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
