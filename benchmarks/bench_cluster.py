"""What a Dask cluster of two worker processes adds to a pool of two on the same files (at most a fifth).

Both are warm: each does another folder first. Beside the seconds stands the processor time of all processes,
scheduler and workers included, which a busy machine does not falsify. ``python bench_cluster.py 200`` takes
so many workbooks.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from departments import conditions, ended, fill, sheetplan

from plans import STATUS_DATE, large_workbook

WORKBOOKS, TASKS, WORKERS, ROUNDS = 200, 60, 2, 3
RUN = ("batch", "plans", "--force", "--doc", "weekly", "--doc", "plan", "--status-date", STATUS_DATE)


def main() -> None:
    """Print the medians and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else WORKBOOKS
    print(conditions(f"{count} workbooks of {TASKS} tasks, {WORKERS} workers"))
    with tempfile.TemporaryDirectory() as name, cluster(Path(name)) as (address, running):
        original = large_workbook(TASKS)
        ways = {"pool": ("--jobs", WORKERS), "cluster": ("--engine", f"dask://{address}")}
        taken: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
        for number in range(ROUNDS + 1):
            for way, options in ways.items():
                folder = Path(name, f"{way}{number}")
                fill(folder / "plans", original, count if number else 2 * WORKERS)
                began, before = time.perf_counter(), _processor_time(running)
                ended(sheetplan(folder, *RUN, "--store", "done.sqlite", *options), folder)
                if number:
                    taken[way].append((time.perf_counter() - began, _processor_time(running) - before))
                    print(f"{way:8} {taken[way][-1][0]:6.2f} s, processors {taken[way][-1][1]:6.2f} s")
    for place, what in enumerate(("time", "processor time")):
        pool, others = (statistics.median(each[place] for each in taken[way]) for way in ways)
        print(f"{what}: cluster / pool = {others / pool:.2f} (at most 1.20)")


def _processor_time(running: Sequence[subprocess.Popen[bytes]]) -> float:
    """Return the seconds of a processor that runs which are over, and processes which go on, have taken."""
    import psutil  # noqa: PLC0415 - comes with distributed

    ours = sum(os.times()[2:4])
    return ours + sum(sum(psutil.Process(process.pid).cpu_times()[:2]) for process in running)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, Sequence[subprocess.Popen[bytes]]]]:
    """Yield the address of a scheduler that has its workers, and their processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", address.partition(":")[2])
    worker = ("distributed.cli.dask_worker", f"tcp://{address}", "--nthreads", "1", "--no-nanny")
    running = [_started(*scheduler, "--no-dashboard")]
    try:
        running += [
            _started(*worker, "--no-dashboard", "--local-directory", folder / f"w{number}")
            for number in range(WORKERS)
        ]
        _wait_for_workers(address)
        yield address, running
    finally:
        for process in running:
            process.kill()
            process.wait()


def _wait_for_workers(address: str) -> None:
    from distributed import Client  # noqa: PLC0415 - an optional extra

    for _ in range(100):
        with suppress(OSError), Client(f"tcp://{address}", timeout="5s", set_as_default=False) as client:
            client.wait_for_workers(WORKERS, timeout=30)
            return
        time.sleep(0.2)
    raise SystemExit("no cluster came up")


def _started(*arguments: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
