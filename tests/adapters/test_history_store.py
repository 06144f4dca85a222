"""Benchmarks as they are kept."""

from decimal import Decimal

import pytest

from sheetplan.adapters.history_store import HistoryStore
from sheetplan.engine.benchmark import Benchmark

NUMBERS = [Decimal(text) for text in ("0.3", "0.2", "0.4", "0.1", "0.5")]
CHANNEL = Benchmark("会员沙龙", "conversion", "抖音", 9, *NUMBERS)
METRIC = Benchmark("Salon", "metric", "Sign-ups", 9, *NUMBERS)


@pytest.fixture
def store(tmp_path):
    kept = HistoryStore(tmp_path / "data" / "history.sqlite")
    kept.replace([CHANNEL, METRIC], {"会员沙龙": (7, 9)})
    return kept


def test_what_was_kept_comes_back_as_it_was(store):
    assert (store.benchmarks(), store.held()) == ((METRIC, CHANNEL), {"会员沙龙": (7, 9)})


def test_a_type_is_found_however_it_is_written(store):
    assert store.benchmarks(" salon ") == (METRIC,)


def test_metrics_go_by_their_folded_names(store):
    assert store.past("Salon") == {"sign-ups": METRIC}


def test_gathering_anew_leaves_nothing_of_before(store):
    store.replace([METRIC], {})
    assert (store.benchmarks(), store.held()) == ((METRIC,), {})


@pytest.mark.parametrize("data", [None, b"damaged" * 1000])
def test_without_a_readable_store_nothing_is_known(tmp_path, data):
    file = tmp_path / "history.sqlite"
    if data:
        file.write_bytes(data)
    assert HistoryStore(file).past("Salon") == {}
