"""A portfolio of 1,000 events: read for the first time, known again, and its page opened in Chromium.

The navigation's own clock says when the page was ready. As a busy machine makes all clocks run fast, the
processor time of the whole browser is compared with that of a blank page too.
``python bench_portfolio.py 200`` takes so many events.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from departments import conditions, ended, fill, sheetplan

from plans import STATUS_DATE, large_workbook

EVENTS, TASKS = 1000, 60
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
READY = (
    "<script>document.body.offsetHeight;"  # laid out, to the last row
    " document.title = `ready ${Math.round(performance.now())} ms`</script></body>"
)


def main() -> None:
    """Print how long each takes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS
    print(conditions(f"portfolio of {count} events of {TASKS} tasks"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "plans", large_workbook(TASKS), count)
        options = ("--store", "done.sqlite", "--status-date", STATUS_DATE)
        for page, when in (("all.html", "first"), ("all.html", "known"), ("all.xlsx", "known")):
            began = time.perf_counter()
            ended(sheetplan(folder, "portfolio", "plans", "-o", page, *options), folder)
            print(f"{page:10} {when:8} {time.perf_counter() - began:6.2f} s   (known: at most 5)")
        if BROWSER:
            _open(folder / "all.html")


def _open(page: Path) -> None:
    """Print how long a browser takes to show a page."""
    text = page.read_text(encoding="utf-8")
    timed = page.with_name("timed.html")
    timed.write_text(text.replace("</body>", READY), encoding="utf-8")
    _work("about:blank", page.parent)  # the profile is made
    blank, _ = _work("about:blank", page.parent)
    whole, shown = _work(timed.as_uri(), page.parent)
    ready = re.search(r"ready (\d+) ms", shown)
    print(f"page of {len(text.encode()) / 1e6:.1f} MB ready after {ready and ready[1]} ms (at most 1000)")
    print(f"processor time {whole:.2f} s, of a blank page {blank:.2f} s, difference {whole - blank:.2f} s")


def _work(address: str, folder: Path) -> tuple[float, str]:
    """Return the processor time of a browser that shows an address, and what it showed."""
    before = os.times()
    done = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
         "--dump-dom", address],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4]), done.stdout


if __name__ == "__main__":
    main()
