"""What the whole protocol of a save costs beyond reading and writing a file of 200 KB on a local disk.

Measured in one process: lock, recovery, probes, journal, temporary file, reading back, renaming, versions.
The floor reads the file, writes it anew, and makes it last (fsync), as whoever fears to lose it must.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from sheetplan.adapters.share import FileStore
from sheetplan.app.journal import Entry
from sheetplan.app.saving import Rewrite

ROUNDS = 50
SIZE = 200 << 10


def main() -> None:
    """Print the medians and the difference."""
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        book = Path(folder, "plan.xlsx")
        floor, whole = [], []
        for _ in range(ROUNDS):
            book.write_bytes(os.urandom(SIZE))
            floor.append(seconds(lambda book=book: plainly(book)))
            data = os.urandom(SIZE)
            whole.append(seconds(lambda book=book, data=data: safely(book, data)))
        low, high = (statistics.median(taken) * 1000 for taken in (floor, whole))
        print(f"read + write            {low:6.1f} ms")
        print(f"the whole protocol      {high:6.1f} ms   {high - low:+.1f} ms (at most +50)")


def plainly(book: Path) -> None:
    """Read a file and write it anew, down to the disk."""
    data = book.read_bytes()
    with book.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def safely(book: Path, data: bytes) -> None:
    """Replace a file as every command does."""
    FileStore().rewrite(book, lambda _: (None, Rewrite(data, Entry("recalc"))))


def seconds(work: object) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
