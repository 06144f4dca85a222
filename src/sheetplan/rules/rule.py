"""What a rule is, and what it says. Rules are the only ones who judge; their words live in `language`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from sheetplan.engine.benchmark import Benchmark
from sheetplan.engine.outcome import Outcome
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.plan import Plan
from sheetplan.model.row import Row
from sheetplan.model.values import EMPTY
from sheetplan.table.layout import Layout
from sheetplan.table.parse import Misfit

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding matters; errors make `check` fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


Past = Mapping[str, Benchmark]


class Case:
    """What a rule looks at.

    Attributes:
        past: what finished events of this type reached in each metric, by its name as it is compared.
    """

    def __init__(
        self,
        plan: Plan,
        outcome: Outcome,
        calendar: WorkingCalendar,
        misfits: tuple[Misfit, ...],
        layout: Layout,
        *,
        past: Past = EMPTY,
    ) -> None:
        self.plan = plan
        self.outcome = outcome
        self.calendar = calendar
        self.misfits = misfits
        self.layout = layout
        self.past = past
        self._found: dict[Callable[[Case], Any], Any] = {}

    def once(self, look_up: Callable[[Case], T]) -> T:
        """Return what is looked up in the case, once for however many rules ask."""
        if look_up not in self._found:
            self._found[look_up] = look_up(self)
        return self._found[look_up]  # type: ignore[no-any-return]


class Hit(NamedTuple):
    """A place where a rule is broken, and the facts for the rule's sentence.

    Attributes:
        facts: texts, numbers and dates by the names that the rule's wording uses. Choices are given as
            ``list.key`` in a `Word`, so that they are said in the reader's language; rates as a `Percent`.
        severity: where it is not that of its rule.
    """

    sheet: str
    row: int = 0
    column: str = ""
    key: str = ""
    facts: Mapping[str, object] = EMPTY
    severity: Severity | None = None


class Word(NamedTuple):
    """A choice within a fact, worded in the reader's language."""

    choices: str
    key: str


class Heading(NamedTuple):
    """A column's name within a fact, worded in the reader's language."""

    sheet: str
    column: str


class Sheet(NamedTuple):
    """A sheet's name within a fact, as it stands on its tab."""

    sheet: str


class Numbered(NamedTuple):
    """A number within a fact, with the unit of a company's rule."""

    number: Decimal
    unit: str


class Range(NamedTuple):
    """Two facts within a fact: the least and the most."""

    low: object
    high: object


class Percent(NamedTuple):
    """A ratio within a fact, said as a percentage."""

    ratio: Decimal


class Finding(NamedTuple):
    """A broken rule at its place."""

    code: str
    severity: Severity
    hit: Hit


Check = Callable[[Case], Iterator[Hit]]


class Rule(NamedTuple):
    """One rule with its examples, which run as its tests.

    Attributes:
        bad: a sketch of a plan that breaks this rule.
        good: a sketch that breaks no rule at all.
    """

    code: str
    severity: Severity
    check: Check
    bad: str
    good: str


RULES: dict[str, Rule] = {}
"""Every rule by its code; filled as the modules of rules are imported by `sheetplan.rules.check`."""


def rule(code: str, severity: Severity, *, bad: str, good: str) -> Callable[[Check], Check]:
    """Return a decorator that makes a rule of a function from a case to its hits.

    Raises:
        ValueError: the code is taken; a code is never used twice.
    """

    def declare(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"rule code {code} is used twice")
        RULES[code] = Rule(code, severity, check, bad, good)
        return check

    return declare


def at(row: Row, column: str, **facts: object) -> Hit:
    """Return a hit at one cell of a row; for a form, at one of its entries."""
    return Hit(sheet=row.sheet, row=row.row, column=column, key=row.id, facts=facts)


def on(sheet: str, column: str = "", **facts: object) -> Hit:
    """Return a hit on a whole sheet, or on one of its columns."""
    return Hit(sheet=sheet, column=column, facts=facts)
