"""The night shift on several machines: here, on several worker processes behind a scheduler of their own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from support import samba
from support.house import demo
from support.processes import sheetplan
from support.slow_work import Warmth, named, warmed

pytest.importorskip("distributed", reason="needs distributed, of the extra cluster")
pytestmark = pytest.mark.slow
DAY = ("--status-date", "2024-03-20")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def running(*arguments):
    process = subprocess.Popen(
        [sys.executable, "-m", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        process.wait()


@pytest.fixture
def scheduler():
    port = free_port()
    with running("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"):
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield f"127.0.0.1:{port}"


@contextmanager
def worker(scheduler, folder):
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", folder)
    with running("distributed.cli.dask_worker", f"tcp://{scheduler}", *options) as process:
        yield process


@pytest.fixture
def office(tmp_path):
    (tmp_path / "plans").mkdir()
    for number in range(12):
        (tmp_path / "plans" / f"{number:02}.xlsx").write_bytes(demo("zh"))
    (tmp_path / "plans" / "bad.xlsx").write_bytes(b"x")
    return tmp_path


def test_a_cluster_does_what_one_machine_does(office, scheduler):
    with worker(scheduler, office / "w1"), worker(scheduler, office / "w2"):
        options = ("--store", "d.sqlite", "--doc", "weekly", "--engine", f"dask://{scheduler}")
        done = sheetplan("batch", "plans", *DAY, *options, folder=office)
    assert (done.returncode, "12 done, 0 unchanged, 1 failed" in done.stdout) == (1, True)
    assert len(list((office / "documents").iterdir())) == 12


def test_files_of_a_lost_worker_are_done_by_the_others(tmp_path, scheduler):
    from sheetplan.adapters.cluster import Cluster

    with worker(scheduler, tmp_path / "w1") as lost, worker(scheduler, tmp_path / "w2"):
        cluster = Cluster(named, f"dask://{scheduler}")
        answers = []
        for answer in cluster(Path(f"{number}.xlsx") for number in range(20)):
            if not answers:
                lost.send_signal(signal.SIGKILL)
            answers.append(answer.outcome)
        cluster.end()
    assert sorted(answers, key=int) == [str(number) for number in range(20)]


def test_what_the_work_has_warmed_up_stays_on_its_machine(tmp_path, scheduler):
    from sheetplan.adapters.cluster import Cluster

    with worker(scheduler, tmp_path / "w1"):
        cluster = Cluster(partial(warmed, Warmth()), f"dask://{scheduler}")
        answers = [answer.outcome for answer in cluster(Path(f"{number}.xlsx") for number in range(5))]
        cluster.end()
    assert sorted(answers) == [1, 2, 3, 4, 5]


@pytest.mark.skipif(bool(samba.missing()), reason=samba.missing() or "-")
def test_machines_reach_files_by_their_address(tmp_path, scheduler, monkeypatch):
    pytest.importorskip("smbclient", reason="needs smbprotocol, of the extra remote")
    monkeypatch.setenv("SHEETPLAN_SMB_PASSWORD", samba.PASSWORD)
    with samba.server(tmp_path / "server") as port, worker(scheduler, tmp_path / "w1"):
        (tmp_path / "server" / "share" / "a.xlsx").write_bytes(demo("zh"))
        address = f"smb://{samba.PEOPLE[0]}@127.0.0.1:{port}/{samba.SHARE}"
        options = (*DAY, "--store", "done.sqlite", "--engine", f"dask://{scheduler}")
        done = sheetplan("recalc", address, *options, folder=tmp_path)
    assert (done.returncode, done.stdout.startswith(f"{address}/a.xlsx: ")) == (0, True)


def test_where_nobody_answers_it_is_told_in_one_line(office):
    done = sheetplan("check", "plans", "--engine", f"dask://127.0.0.1:{free_port()}", folder=office)
    assert (done.returncode, "no Dask scheduler answers there" in done.stderr) == (2, True)
