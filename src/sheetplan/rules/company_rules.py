"""Rules of 规则: what the company's own rows demand, and rows that make no sense or contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from sheetplan.language import fold
from sheetplan.model.sheets.company_rules import CompanyRule
from sheetplan.rules.measures import MEASURES, Measured
from sheetplan.rules.rule import Case, Hit, Range, Severity, Word, at, rule
from sheetplan.rules.units import UNITS_OF, said, wanted

Limits = tuple[Decimal | None, Decimal | None]
"""The least and the most that a row allows; None where it leaves that open."""

_QUOTES = (
    "quotes Q1 purchase=舞台搭建 supplier=公司1 price=9000\n"
    "quotes Q2 purchase=舞台搭建 supplier=公司2 price=9900\n"
)
_RULE = (
    "company_rules Y1 subject=quote_count operator=at_least value={} unit=count clause=4.2 text=采购须比价"
)
_RESERVE = (
    "company_rules {} rule_set={} subject=reserve_share operator=between value={} upper={} unit=percent"
)
_BOTH = "settings rule_sets=甲、乙"


@rule("RUL001", Severity.ERROR, bad=_QUOTES + _RULE.format(3), good=_QUOTES + _RULE.format(2))
def company_rule_broken(case: Case) -> Iterator[Hit]:
    """Yield what is more or less than a row of the company's rules allows; the row says how grave that is."""
    for row in active(case):
        limits = limits_of(row)
        if row.subject in MEASURES and limits:
            for measured in MEASURES[row.subject](case, row):
                if breaks(measured, limits):
                    yield _hit(row, measured)


@rule(
    "RUL002",
    Severity.ERROR,
    bad="\n".join(
        (_BOTH, _RESERVE.format("Y1", "甲", "10%", "15%"), _RESERVE.format("Y2", "乙", "5%", "8%"))
    ),
    good="\n".join(
        (_BOTH, _RESERVE.format("Y1", "甲", "10%", "15%"), _RESERVE.format("Y2", "乙", "10%", "12%"))
    ),
)
def rules_contradict(case: Case) -> Iterator[Hit]:
    """Yield rows that nothing can satisfy together with another row about the same."""
    for first, second in _pairs(case):
        low, high = _both(first, second)
        if low is not None and high is not None and low > high:
            yield at(second, "value", **_conflict(first, second))


@rule(
    "RUL003",
    Severity.WARNING,
    bad="\n".join(
        (_BOTH, _RESERVE.format("Y1", "甲", "10%", "15%"), _RESERVE.format("Y2", "乙", "5%", "10%"))
    ),
    good="\n".join(
        (_BOTH, _RESERVE.format("Y1", "甲", "10%", "15%"), _RESERVE.format("Y2", "乙", "5%", "15%"))
    ),
)
def rules_disagree(case: Case) -> Iterator[Hit]:
    """Yield ranges of two rule sets that overlap in part only: what one allows, the other forbids."""
    for first, second in _pairs(case):
        ranges = limits_of(first), limits_of(second)
        if all(limits and None not in limits for limits in ranges):
            (low, high), (other_low, other_high) = sorted(filter(None, ranges))
            if low < other_low <= high < other_high:  # type: ignore[operator]
                facts = _conflict(first, second)
                yield at(second, "value", low=said(other_low, second), high=said(high, second), **facts)


@rule(
    "RUL004",
    Severity.ERROR,
    bad=_RESERVE.format("Y1", "甲", "15%", "10%"),
    good=_RESERVE.format("Y1", "甲", "10%", "15%"),
)
def range_upside_down(case: Case) -> Iterator[Hit]:
    """Yield ranges without an upper end, or with one below the lower."""
    for row in case.plan.company_rules:
        if (
            row.operator == "between"
            and row.value is not None
            and (row.upper is None or row.upper < row.value)
        ):
            yield at(row, "upper", value=row.value)


@rule(
    "RUL005",
    Severity.ERROR,
    bad="company_rules Y1 subject=reserve_share operator=at_least value=10 unit=days",
    good="company_rules Y1 subject=reserve_share operator=at_most value=10% unit=percent",
)
def unit_of_something_else(case: Case) -> Iterator[Hit]:
    """Yield rows whose unit does not go with what they are about."""
    for row in case.plan.company_rules:
        if row.subject and row.unit and row.unit not in UNITS_OF.get(row.subject, ()):
            facts = {"subject": Word("rule_subject", row.subject), "unit": Word("rule_unit", row.unit)}
            units = tuple(Word("rule_unit", unit) for unit in UNITS_OF.get(row.subject, ()))
            yield at(row, "unit", units=units, **facts)


@rule(
    "RUL006",
    Severity.WARNING,
    bad="settings rule_sets=乙\n" + _RESERVE.format("Y1", "甲", "10%", "15%"),
    good="settings rule_sets=甲\n" + _RESERVE.format("Y1", "甲", "10%", "15%"),
)
def chosen_set_without_rules(case: Case) -> Iterator[Hit]:
    """Yield rule sets that are chosen and have no row."""
    known = {fold(row.rule_set) for row in case.plan.company_rules if row.rule_set}
    chosen = case.plan.settings.rule_sets or ()
    missing = tuple(name for name in chosen if fold(name) not in known)
    if known and missing:
        yield at(case.plan.settings, "rule_sets", missing=missing)


@rule(
    "RUL007",
    Severity.NOTE,
    bad="company_rules Y1 subject=status_interval operator=at_most value=1 unit=days",
    good="company_rules Y1 subject=data_interval operator=at_most value=1 unit=days",
)
def nothing_to_measure(case: Case) -> Iterator[Hit]:
    """Yield rows of one's own about what leaves no trace in a workbook, so that nobody relies on them."""
    for row in case.plan.company_rules:
        if row.subject and row.subject not in MEASURES and not row.rule_set:
            yield at(row, "subject", subject=Word("rule_subject", row.subject))


def active(case: Case) -> Iterator[CompanyRule]:
    """Yield the rows that apply: those in force, as the sheet itself shows them, that name a value."""
    for row, shown in zip(case.plan.company_rules, case.outcome.company_rules, strict=True):
        if shown.in_force == "yes" and row.value is not None:
            yield row


def limits_of(row: CompanyRule) -> Limits | None:
    """Return what a row allows, in the measure of its subject; None where it does not say."""
    low = wanted(row.value, row)
    match row.operator:
        case "at_least":
            return low, None
        case "at_most":
            return None, low
        case "equal":
            return low, low
        case "between" if row.upper is not None:
            return low, wanted(row.upper, row)
        case _:
            return None


def breaks(measured: Measured, limits: Limits) -> bool:
    """Tell whether a measure lies outside; what is still open can only be too late."""
    low, high = limits
    too_small = low is not None and measured.value < low
    return too_small or (not measured.is_open and high is not None and measured.value > high)


def _hit(row: CompanyRule, measured: Measured) -> Hit:
    subject = row.subject or ""
    facts = {
        "what": measured.what or Word("rule_subject", subject),
        "subject": Word("rule_subject", subject),
        "value": said(measured.value, row),
        "operator": Word("rule_operator", row.operator or ""),
        "limit": _limit(row),
        "clause": row.clause or row.code or "–",
        "text": row.text or row.rule_set or "–",
    }
    severity = Severity(row.severity) if row.severity else None
    return measured.hit._replace(facts=facts, severity=severity)


def _limit(row: CompanyRule) -> object:
    low = said(wanted(row.value, row), row)
    return low if row.operator != "between" else Range(low, said(wanted(row.upper, row), row))


def _pairs(case: Case) -> Iterator[tuple[CompanyRule, CompanyRule]]:
    """Yield rows of different rule sets about the same."""
    alike: dict[tuple[str, str], list[CompanyRule]] = defaultdict(list)
    for row in active(case):
        alike[row.subject or "", fold(row.scope or "")].append(row)
    for rows in alike.values():
        for first, second in combinations(rows, 2):
            if fold(first.rule_set or "") != fold(second.rule_set or ""):
                yield first, second


def _both(first: CompanyRule, second: CompanyRule) -> Limits:
    """Return what two rows leave when both are to hold."""
    ranges = [limits for limits in (limits_of(first), limits_of(second)) if limits]
    lows = [low for low, _ in ranges if low is not None]
    highs = [high for _, high in ranges if high is not None]
    return max(lows, default=None), min(highs, default=None)


def _conflict(first: CompanyRule, second: CompanyRule) -> dict[str, object]:
    return {
        "subject": Word("rule_subject", second.subject or ""),
        "one": first.rule_set or first.code or "–",
        "other": second.rule_set or second.code or "–",
        "first": _limit(first),
        "second": _limit(second),
    }
