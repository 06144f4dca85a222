"""How many earlier states stay."""

from datetime import UTC, datetime, timedelta

import pytest

from sheetplan.adapters.share.fs import FS
from sheetplan.adapters.share.traces import Traces
from sheetplan.adapters.share.versions import prune, version_name, versions_of

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


class Today(FS):
    def now(self):
        return NOW


@pytest.fixture
def traces(tmp_path):
    found = Traces(tmp_path / "a.xlsx")
    found.versions.mkdir(parents=True)
    return found


def keep(traces, *ages_in_hours):
    for number, hours in enumerate(ages_in_hours):
        version_name(traces, NOW - timedelta(hours=hours), f"{number:064x}"[::-1]).write_bytes(b"")


def ages(traces):
    return [(NOW - version.replaced).total_seconds() / 3600 for version in versions_of(FS(), traces)]


def test_the_newest_twenty_stay(traces):
    keep(traces, *range(20))
    prune(Today(), traces)
    assert len(ages(traces)) == 20


def test_beyond_them_the_last_of_each_day_stays_for_thirty_days(traces):
    keep(traces, *([0] * 20), 30, 31, 32, 24 * 10, 24 * 29, 24 * 31, 24 * 400)
    prune(Today(), traces)
    assert ages(traces)[20:] == [30, 240, 696]


def test_an_office_may_keep_fewer(traces):
    traces.keep.write_text("newest = 2\ndays = 0\n")
    keep(traces, 1, 2, 3, 50)
    prune(Today(), traces)
    assert ages(traces) == [1, 2]


def test_where_nobody_knows_what_was_meant_nothing_is_thrown_away(traces):
    traces.keep.write_text("newest = two\n")
    keep(traces, *range(30))
    prune(Today(), traces)
    assert len(ages(traces)) == 30


def test_files_of_others_are_no_versions_and_stay(traces):
    (traces.versions / "notes.txt").write_text("mine")
    keep(traces, 1)
    assert ages(traces) == [1]
