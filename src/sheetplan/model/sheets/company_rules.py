"""规则: a company's own standards in numbers, checked like our own rules."""

from decimal import Decimal
from typing import Annotated, ClassVar

from sheetplan.model.column import Column, live
from sheetplan.model.formulas import is_word
from sheetplan.model.kinds import Choice, Quantity, Text
from sheetplan.model.row import Row

_CHOSEN = "{settings.rule_sets}"
for _separator in "，,；;/／":
    _CHOSEN = f'SUBSTITUTE({_CHOSEN},"{_separator}","、")'
_IS_CHOSEN = f'ISNUMBER(SEARCH("、"&{{rule_set}}&"、",SUBSTITUTE("、"&{_CHOSEN}&"、","、 ","、")))'
_IN_FORCE = (
    f'IF({{subject}}="","",IF(AND(OR({{rule_set}}="",{_IS_CHOSEN}),NOT({is_word("{active}", "flag", "no")})),'
    '"{choice:flag.yes}","{choice:flag.no}"))'
)
"""The chosen sets stand in one cell, parted by one mark or another."""


class CompanyRule(Row):
    """One clause: something measured, against a value."""

    sheet: ClassVar[str] = "company_rules"
    table: ClassVar[str] = "Rules"
    key: ClassVar[str] = "code"
    id_prefix: ClassVar[str] = "Y"

    code: Annotated[str | None, Column(kind=Text(), width=7)] = None
    rule_set: Annotated[str | None, Column(kind=Text(), width=16)] = None
    subject: Annotated[str | None, Column(kind=Choice("rule_subject"), required=True, width=22)] = None
    scope: Annotated[str | None, Column(kind=Text(), width=16)] = None
    operator: Annotated[str | None, Column(kind=Choice("rule_operator"), required=True, width=11)] = None
    value: Annotated[Decimal | None, Column(kind=Quantity(), required=True, width=10)] = None
    upper: Annotated[Decimal | None, Column(kind=Quantity(), width=10)] = None
    unit: Annotated[str | None, Column(kind=Choice("rule_unit"), width=11)] = None
    in_force: Annotated[str | None, live(Choice("flag"), _IN_FORCE, width=9)] = None
    severity: Annotated[str | None, Column(kind=Choice("severity"), width=9)] = None
    clause: Annotated[str | None, Column(kind=Text(), width=14)] = None
    text: Annotated[str | None, Column(kind=Text(long=True), width=48)] = None
    active: Annotated[str | None, Column(kind=Choice("flag"), width=8)] = None
    note: Annotated[str | None, Column(kind=Text(long=True), width=24)] = None
