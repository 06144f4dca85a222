"""Network drives: calls that give up, and nothing left behind by whoever asked."""

from __future__ import annotations

import gc
import threading
import time

import pytest

from sheetplan.adapters.share import network
from sheetplan.adapters.share.network import NetworkFS


def threads():
    return sum(thread.name == "network drive" for thread in threading.enumerate())


def test_what_a_server_answers_comes_back(tmp_path):
    (tmp_path / "a").write_bytes(b"here")
    assert NetworkFS().read(tmp_path / "a") == b"here"
    with pytest.raises(FileNotFoundError):
        NetworkFS().read(tmp_path / "b")


def test_a_call_that_hangs_is_given_up_and_so_are_all_after_it(monkeypatch, tmp_path):
    monkeypatch.setattr(network, "DEADLINE", 0.05)
    fs = NetworkFS()
    with pytest.raises(TimeoutError):
        fs._do(time.sleep, 0.3)
    with pytest.raises(TimeoutError):
        fs.exists(tmp_path)


def test_a_thousand_files_do_not_leave_a_thousand_threads(tmp_path):
    """A batch asks for each file anew, and a process has room for some hundreds of threads only."""
    before = threads()
    for _ in range(50):
        NetworkFS().exists(tmp_path)
    gc.collect()
    until = time.monotonic() + 5
    while threads() > before and time.monotonic() < until:
        time.sleep(0.01)
    assert threads() <= before
