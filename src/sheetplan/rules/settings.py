"""Rules of 设置: settings that mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sheetplan.rules.rule import Case, Hit, Severity, at, rule

_REGION = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")


@rule("SET001", Severity.ERROR, bad="settings country=中国", good="settings country=CN")
def unknown_region(case: Case) -> Iterator[Hit]:
    """Yield a calendar region that is not a country code."""
    country = case.plan.settings.country
    if country and not _REGION.fullmatch(country):
        yield at(case.plan.settings, "country", country=country)
