"""Python for analysts, on the example event as a file."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

import sheetplan
from sheetplan.api import Journey, attribute
from sheetplan.app.refusal import Refusal
from support.house import demo

STATUS = date(2024, 3, 11)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("api") / "发布会.xlsx"
    path.write_bytes(demo("zh"))
    return sheetplan.open(path, status_date=STATUS)


def test_a_book_says_what_it_is(book):
    assert repr(book) == "<Book 2024企业新品发布会: 39 tasks at 2024-03-11>"


def test_the_tasks_are_a_frame_by_their_codes(book):
    assert book.tasks.loc["T16", "finish"] == pd.Timestamp(2024, 3, 7)
    assert book.tasks.loc["T16", "finish_variance"] == 2


def test_frames_hold_the_same_as_the_outcome(book):
    for index, task in enumerate(book.outcome.tasks):
        assert book.tasks["finish"].iloc[index].date() == task.finish


@pytest.mark.parametrize(
    ("column", "dtype"), [("duration", "f"), ("deadline", "M"), ("late_start", "M"), ("effort", "f")]
)
def test_columns_have_their_types_even_where_nothing_is_filled_in(book, column, dtype):
    assert book.tasks[column].dtype.kind == dtype


def test_every_sheet_has_a_frame(book):
    for sheet in book.sheets:
        assert len(book.frame(sheet)) == len(book.plan.rows(sheet))


def test_the_budget_adds_up_in_a_frame(book):
    assert book.budget["planned"].sum() == float(book.outcome.event.budget_total)


def test_an_unknown_sheet_is_a_key_error(book):
    with pytest.raises(KeyError):
        book.frame("tusks")


def test_delays_have_causes(book):
    assert [cause.kind for cause in book.why("T16")] == ["waited", "took_longer"]


def test_without_baselines_movements_are_told_by_the_tasks_own(book):
    moved = {move.code: move.finish_variance for move in book.movements()}
    assert moved["T16"] == 2


def test_an_unknown_baseline_is_refused(book):
    with pytest.raises(Refusal):
        book.movements("v9")


def test_a_simulation_knows_tasks_by_their_codes(book):
    found = book.simulate(runs=20)
    assert found.finish(80, "T16") == date(2024, 3, 7)
    assert list(found.frame().columns) == ["title", "forecast", "p50", "p80", "p95", "criticality"]
    assert found.chance_of_the_event() == 1


def test_the_event_is_ready_before_all_is_done(book):
    found = book.simulate(runs=20)
    assert found.event(80) <= book.plan.event.event_date < found.finish(80)


def test_paths_lead_to_the_last_task(book):
    assert book.paths[0][-1] == "T39"


def test_values_by_day_are_a_frame(book):
    series = book.value_series()
    assert pd.Timestamp(STATUS) in series.index
    assert series["earned_value"].loc[series.index > pd.Timestamp(STATUS)].isna().all()


def test_the_workload_is_a_frame_of_people_and_weeks(book):
    assert {"person", "week", "effort", "capacity", "overload"} <= set(book.workload().columns)


def test_money_questions_are_answered(book):
    assert book.reserve().planned == 30_000
    assert book.payments().outstanding == book.payments().owed - book.payments().paid
    assert sum(split.share for split in book.splits()) == pytest.approx(Decimal(1))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(Refusal):
        sheetplan.open(tmp_path / "nothing.xlsx")


def test_opening_is_all_there_is_at_the_top():
    assert attribute([Journey(["微信"])])["微信"] == 1
    with pytest.raises(AttributeError):
        sheetplan.close  # noqa: B018


def test_the_package_itself_loads_nothing_heavy():
    names = "'pandas', 'numpy', 'sheetplan.api'"
    said = f"import sheetplan, sys; print([name for name in ({names}) if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
