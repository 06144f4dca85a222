"""The ribbon's recalculation of 1,000 tasks in an open workbook, from the click to the last cell.

LibreOffice stands in for Excel, through real xlwings objects; left out where it, or its bridge, is missing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from plans import STATUS_DATE, large_workbook

TASKS, MOST_CALLS, MOST_SECONDS = 1_000, 60, 3
DAYS = (0, 0, 1, 2)
"""The first run writes everything, the second nothing, the others what a day changes."""


def main() -> None:
    """Print the figures."""
    importing()
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
    try:
        from support import calc_engine  # noqa: PLC0415

        office = calc_engine.start()
    except BaseException as error:  # noqa: BLE001 - pytest's way of saying that something is missing
        print(f"live: left out ({error})")
        return
    try:
        clicks(office, calc_engine.ENGINE)
    finally:
        office.quit()


def importing() -> None:
    """What a click costs before anything happens: a cold process that imports the entry."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import sheetplan.ribbon"], check=True)
    print(
        f"import of the ribbon's entry, cold   {(time.perf_counter() - began) * 1000:6.0f} ms (at most 600)"
    )


def clicks(office, engine) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Click on four days."""
    from sheetplan.ribbon import desk, perform  # noqa: PLC0415
    from sheetplan.wiring import house  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.xlsx")
        path.write_bytes(large_workbook(TASKS))
        book = office.books.open(str(path))
        for day in DAYS:
            today = STATUS_DATE + timedelta(days=day)
            desk.house = lambda today=today: house(today=today)
            engine.calls, began = 0, time.perf_counter()
            said = perform("recalc", book)
            seconds = time.perf_counter() - began
            limits = f"(at most {MOST_SECONDS} s, {MOST_CALLS} calls)"
            print(f"live recalc  {seconds:5.2f} s, {engine.calls} range calls {limits}: {said}")
        book.close()


if __name__ == "__main__":
    main()
