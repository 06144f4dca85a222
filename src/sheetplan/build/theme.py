"""How the workbook looks: calm navy on white with one accent. Colours, fonts and cell formats."""

from __future__ import annotations

from typing import Any

from xlsxwriter.theme import THEME_XML_2007

from sheetplan.build.layout import HINT_ROW, TITLE_ROW
from sheetplan.changes.highlights import TINTS, Tint
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Kind, Names, Number, Offset, Quantity, Text, Time

NAVY = "#1F3864"
SLATE = "#5B6B85"
ACCENT = "#C55A11"
BLUE = "#2E75B6"
INK = "#262F3D"
COMPUTED_INK = "#51617A"
COMPUTED_FILL = "#F0F2F5"
LINE = "#DFE4EC"
WHITE = "#FFFFFF"
BAR = "#B9CCE6"

TABLE_STYLE = "Table Style Light 7"
"""Bands in a tint of the theme's sixth accent, which `theme_xml` makes very light."""

FONTS = {"zh": "微软雅黑", "en": "Calibri"}
FONT_SIZE = 10

GOAL, WORK, MONEY, SHOW, LOOKING_BACK, BASICS = NAVY, BLUE, "#7F8FA9", "#4F8A6B", "#A6B1C2", "#D0D5DD"
TABS = {
    "event": GOAL, "brief": GOAL, "metrics": GOAL,
    "tasks": WORK, "people": WORK,
    "budget": MONEY, "budget_summary": MONEY, "quotes": MONEY, "rate_tiers": MONEY, "contracts": MONEY,
    "approvals": MONEY,
    "resources": WORK, "materials": WORK, "promotion": WORK, "channels": WORK, "daily": WORK,
    "technical_tests": SHOW, "run_of_show": SHOW, "guests": SHOW, "cooperation": SHOW, "meetings": SHOW,
    "risks": SHOW, "log": SHOW,
    "feedback": LOOKING_BACK, "review": LOOKING_BACK, "actions": LOOKING_BACK, "texts": LOOKING_BACK,
    "baselines": BASICS, "calendar": BASICS, "company_rules": BASICS, "settings": BASICS,
    "accepted": ACCENT, "findings": ACCENT,
}  # fmt: skip

Style = dict[str, Any]
"""Properties of a cell format, as XlsxWriter names them."""

BAND: Style = {
    "bg_color": NAVY,
    "font_color": WHITE,
    "bold": True,
    "font_size": 16,
    "valign": "vcenter",
    "indent": 1,
}
HINT: Style = {
    "font_color": SLATE,
    "font_size": 9,
    "valign": "vcenter",
    "indent": 1,
    "top": 5,
    "top_color": ACCENT,
}

FRAME = {TITLE_ROW: BAND, HINT_ROW: HINT}
"""The look of whole rows, so that the band is as wide as the window."""


def _style(tint: Tint) -> Style:
    style: Style = {"bg_color": f"#{tint.fill}"} if tint.fill else {}
    style |= {"font_color": f"#{tint.ink}"} if tint.ink else {}
    return style | {"bold": True} if tint.bold else style


TONES: dict[str, Style] = {
    **{tone: _style(tint) for tone, tint in TINTS.items()},
    "error mark": {"bg_color": "#FBE1DE", "border": 1, "border_color": "#C0392B"},
    "warning mark": {"bg_color": "#FFF0CC", "border": 1, "border_color": "#D69A00"},
}
"""What conditional formats paint."""


def header_style(*, computed: bool) -> Style:
    """Return the format of a heading; those of computed columns are quieter."""
    return {
        "bg_color": SLATE if computed else NAVY, "font_color": WHITE, "bold": True, "text_wrap": True,
        "align": "center", "valign": "vcenter", "border": 1, "border_color": WHITE,
    }  # fmt: skip


def cell_style(column: Column) -> Style:
    """Return the format of a cell of this kind and owner."""
    style: Style = {
        "valign": "vcenter", "border": 1, "border_color": LINE, "font_color": INK,
        "num_format": column.kind.number_format, **alignment(column.kind),
    }  # fmt: skip
    if column.owner is not Owner.PEOPLE:
        return style | {"bg_color": COMPUTED_FILL, "font_color": COMPUTED_INK}
    return style


def label_style(column: Column) -> Style:
    """Return the format of the item of a form's entry."""
    return cell_style(column) | {"bold": True, "font_color": NAVY}


def entry_style(column: Column) -> Style:
    """Return the format of the content of a form's entry: below each other, all kinds start at the left."""
    return cell_style(column) | {"align": "left", "indent": 1}


def theme_xml() -> str:
    """Return the workbook's theme: the Office theme in our colours, so that charts of people's own match."""
    xml = str(THEME_XML_2007)
    for theirs, ours in _THEME.items():
        xml = xml.replace(f'<a:srgbClr val="{theirs}"/>', f'<a:srgbClr val="{ours}"/>')
    return xml


def alignment(kind: Kind) -> Style:
    """Return how a kind of cell is set: words to the left, numbers to the right, days in the middle."""
    if isinstance(kind, Choice):
        return {"align": "center", "text_wrap": True}
    if isinstance(kind, Date | Time | Offset):
        return {"align": "center"}
    if isinstance(kind, Number | Quantity):
        return {"align": "right", "indent": 1}
    if isinstance(kind, Text | Names):
        return {"align": "left", "indent": 1, "text_wrap": True}
    return {}


_THEME = {
    "1F497D": "1F3864",
    "4F81BD": "1F3864",
    "C0504D": "C55A11",
    "9BBB59": "2E75B6",
    "8064A2": "7F8FA9",
    "4BACC6": "4F8A6B",
    "F79646": "D5DDEA",
}
