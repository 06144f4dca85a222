"""What finished events measured, kept in SQLite for this user, and rebuilt from the workbooks at any time.

SQLite, not DuckDB or Parquet: a thousand events come to some ten thousand rows, every Python brings it along,
and a check that asks it starts no slower. DuckDB and pandas read its tables as they are.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from sheetplan.engine.benchmark import Benchmark
from sheetplan.language import fold

_TABLES = """
create table benchmark (type text, kind text, measure text, "group" text, events integer,
  median real, low real, high real, least real, most real);
create index by_kind on benchmark (kind, measure);
create table forecast (type text, held integer, events integer);
"""


class HistoryStore:
    """A file of benchmarks; none, where nobody has gathered any."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def replace(self, benchmarks: Iterable[Benchmark], held: Mapping[str, tuple[int, int]]) -> None:
        """Keep these in place of everything that was kept."""
        import sqlite3  # noqa: PLC0415

        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_name(f"{self._file.name}.new")
        new.unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(new)) as database, database:
            database.executescript(_TABLES)
            rows = ((one.type, fold(one.type), *one[1:4], *map(float, one[4:])) for one in benchmarks)
            database.executemany("insert into benchmark values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            counts = ((kind, *numbers) for kind, numbers in held.items())
            database.executemany("insert into forecast values (?, ?, ?)", counts)
        new.replace(self._file)

    def benchmarks(self, event_type: str = "") -> tuple[Benchmark, ...]:
        """Return what is known of events, of one type where it is named."""
        rows = self._rows(
            'select type, measure, "group", events, median, low, high, least, most from benchmark '
            "where ? in ('', kind) order by type, measure, \"group\"",
            fold(event_type),
        )
        return tuple(Benchmark(*row[:4], *map(_decimal, row[4:])) for row in rows)

    def past(self, event_type: str) -> dict[str, Benchmark]:
        """Return what events of a type reached in each metric, by its name as it is compared."""
        known = self.benchmarks(event_type) if event_type else ()
        return {fold(one.group): one for one in known if one.measure == "metric"}

    def held(self) -> dict[str, tuple[int, int]]:
        """Return by event type how many forecasts held, and how many there were."""
        return {kind: (held, events) for kind, held, events in self._rows("select * from forecast")}

    def _rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        if not self._file.exists():
            return []
        import sqlite3  # noqa: PLC0415 - most checks find no file

        try:
            with contextlib.closing(sqlite3.connect(f"{self._file.as_uri()}?mode=ro", uri=True)) as database:
                return database.execute(query, values).fetchall()
        except sqlite3.Error:  # damaged, or of another version: as good as none
            return []


def _decimal(number: float) -> Decimal:
    return Decimal(str(round(number, 6)))
