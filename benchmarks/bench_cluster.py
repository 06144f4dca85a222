"""What a Dask cluster of two worker processes adds to a pool of two on the same files (at most a fifth).

Both are warm: each does another folder first. ``python bench_cluster.py 200`` takes so many workbooks.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
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
    with tempfile.TemporaryDirectory() as name, cluster(Path(name)) as address:
        original = large_workbook(TASKS)
        ways = {"pool": ("--jobs", WORKERS), "cluster": ("--engine", f"dask://{address}")}
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for number in range(ROUNDS + 1):
            for way, options in ways.items():
                folder = Path(name, f"{way}{number}")
                fill(folder / "plans", original, count if number else 2 * WORKERS)
                began = time.perf_counter()
                ended(sheetplan(folder, *RUN, "--store", "done.sqlite", *options), folder)
                if number:
                    taken[way].append(time.perf_counter() - began)
                    print(f"{way:8} {taken[way][-1]:6.2f} s")
    pool, others = (statistics.median(taken[way]) for way in ways)
    print(f"cluster / pool = {others / pool:.2f} (at most 1.20)")


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Yield the address of a scheduler that has its workers."""
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
        yield address
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
