"""Which years of public holidays a workbook is computed with."""

from datetime import date

import pytest

from sheetplan.app.pipeline import examine
from sheetplan.engine.working_calendar import CalendarData
from support.sketch import sketch

TODAY = date(2026, 3, 2)


class NationalDayOnly:
    """A country with one holiday, published until the end of 2027, that remembers what it was asked for."""

    def __init__(self):
        self.asked = set()

    def calendar(self, country, years):  # noqa: ARG002
        self.asked.update(years)
        days = frozenset(date(year, 10, 1) for year in years)
        return CalendarData(days, frozenset(), date(2027, 12, 31))


def examined(text):
    country = NationalDayOnly()
    return examine(sketch(text), status_date=TODAY, today=TODAY, holidays=country), country


LONG = "tasks T1 title=筹备 responsible=王芳 accountable=李雷 duration={}"


def test_years_that_only_the_forecast_reaches_have_their_holidays_too():
    found, country = examined(LONG.format(500))
    assert country.asked == {2026, 2027, 2028}
    # 500 working days from Monday 2 March 2026 but for two holidays, both on weekdays.
    assert found.outcome.tasks[0].finish == date(2028, 2, 1)


def test_a_forecast_beyond_the_published_years_is_provisional():
    found, _ = examined(LONG.format(500))
    assert found.outcome.provisional_from == date(2028, 1, 1)
    assert "CAL003" in {finding.code for finding in found.findings}


@pytest.mark.parametrize("days", [50_000, 3_000_000])
def test_a_forecast_without_end_asks_for_a_few_years_only(days):
    _, country = examined(LONG.format(days))
    assert len(country.asked) < 15
