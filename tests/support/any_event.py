"""Events that nobody planned: every sheet filled at random, with slips that people make."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from sheetplan.build.content import Cell, Record, WorkbookContent
from sheetplan.language import wording
from sheetplan.model.column import Column, Owner
from sheetplan.model.kinds import Choice, Date, Names, Number, Offset, Quantity, Rate, Time
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS

FIRST_DAY = date(2026, 1, 1)
DAYS, BUSY = 400, 130
SHARED = {
    "category": ("场地", "物料", "推广", "场租*", "备用金"),
    "purchase": ("舞台搭建", "音响", "Catering", "catering"),
    "rate_card": ("达人甲", "达人乙", "KOL C"),
    "funnel_step": (Decimal(1), Decimal(2), Decimal(3)),
    "rule_set": ("企业标准", "Company standard"),
    "channel": ("公众号", "抖音", "小红书", "WeChat", "wechat"),
}
"""What rows have in common by column, so that they meet in sums. Case does not matter to Excel, nor to us."""
SLIPS = ("3个", "约500", -7, "待定", "n/a", 99999)
FEW = Decimal("0.01"), Decimal("0.5"), Decimal(1), Decimal(2), Decimal(3), Decimal("7.5"), Decimal(30)
MANY = Decimal(0), Decimal(120), Decimal("1234.56"), Decimal(5000), Decimal(10_000), Decimal("98765.4")
FILLED, SLIPPED = 0.8, 0.03


def any_event(seed: int, language: str) -> WorkbookContent:
    """Return a workbook's content, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - tests want the same again, not secrets
    draw = _Draw(random, language)
    forms = {sheet: draw.record(sheet) for sheet, row in SHEETS.items() if row.shape is Shape.FORM}
    forms["settings"] = {
        "language": language,
        "status_date": draw.day(),
        "day_count": random.choice((None, "working", "calendar")),
        "rule_sets": random.choice(
            (None, "企业标准", "社群标准，Company standard", "company standard; 别的")
        ),
    }
    tables = {
        sheet: [draw.record(sheet) for _ in range(random.randint(0, 12))]
        for sheet, row in SHEETS.items()
        if row.shape is Shape.TABLE and sheet != "findings"
    }
    return WorkbookContent(forms=forms, tables=tables)


class _Draw:
    """Draws cells of every kind."""

    def __init__(self, random: Random, language: str) -> None:
        self.random = random
        self.language = language

    def record(self, sheet: str) -> Record:
        people = SHEETS[sheet].columns_of(Owner.PEOPLE)
        return {
            name: self.cell(name, column) for name, column in people.items() if self.random.random() < FILLED
        }

    def cell(self, name: str, column: Column) -> Cell:
        if isinstance(column.kind, Number) and self.random.random() < SLIPPED:
            return self.random.choice(SLIPS)  # type: ignore[no-any-return]
        if name in SHARED:
            return self.random.choice(SHARED[name])
        return self.of_kind(name, column.kind)

    def of_kind(self, name: str, kind: Any) -> Cell:  # noqa: PLR0911 - one for each kind
        random = self.random
        if isinstance(kind, Choice):
            words = wording(self.language).choices(kind.choices)
            return random.choice([*words, *(word for names in words.values() for word in names)])
        if isinstance(kind, Date):
            return self.day()
        if isinstance(kind, Time):
            return time(random.randrange(24), random.randrange(60))
        if isinstance(kind, Rate):
            return Decimal(random.randrange(101)) / 100
        if isinstance(kind, Number):
            low, high = kind.low or 0, kind.high or 10**6
            return random.choice([number for number in (*FEW, *MANY) if low <= number <= high])
        if isinstance(kind, Quantity):
            return random.choice((Decimal(0), Decimal(500), "1.2万", "10万+", "5%", "300人", Decimal("0.25")))
        if isinstance(kind, Offset):
            return random.choice(("T-7", Decimal(-3), "T"))
        if isinstance(kind, Names):
            return tuple(random.sample(("王芳", "李雷", "T01"), random.randint(1, 2)))
        return random.choice((f"{name}{random.randrange(9)}", "备注 & <说明>", "A", "0012"))

    def day(self) -> date:
        """Return any day of a year and more, or often one of a few days on end."""
        number = self.random.choice((self.random.randrange(DAYS), BUSY + self.random.randrange(3)))
        return FIRST_DAY + timedelta(days=number)
