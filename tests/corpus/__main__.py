"""All workbooks under some folders put to the proof: ``python -m corpus FOLDER …`` from ``tests/``."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections import Counter
from pathlib import Path

from corpus.office import unopened
from corpus.proof import Verdict, put_to_the_proof


def workbooks(folders: list[Path]) -> list[Path]:
    """Every workbook under some folders, files among them as they are; what Excel locks with is none."""
    found = [
        path
        for folder in folders
        for path in ([folder] if folder.is_file() else sorted(folder.rglob("*")))
        if path.suffix.lower() in (".xlsx", ".xlsm", ".xltx", ".xltm") and path.is_file()
    ]
    return [path for path in found if not path.name.startswith(("~$", ".~"))]


def main() -> int:
    """Print what came of every workbook; 1 if a promise is broken."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folders", nargs="+", type=Path)
    options.add_argument("--office", action="store_true", help="also open the results in LibreOffice")
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--quiet", action="store_true", help="only the summary and broken promises")
    given = options.parse_args()
    paths = workbooks(given.folders)
    broken = 0
    outcomes: Counter[str] = Counter()
    with multiprocessing.Pool(given.jobs, maxtasksperchild=50) as pool:
        for path, verdict in pool.imap(_verdict, paths):
            outcomes[_outcome(verdict)] += 1
            broken += bool(verdict.faults)
            if verdict.faults or not given.quiet:
                print(f"{path}: {_outcome(verdict)}, {verdict.sheets} sheets, {verdict.seconds:.2f} s")  # noqa: T201
            for fault in verdict.faults:
                print(f"    {fault}")  # noqa: T201
    if given.office:
        for path in unopened({str(path): path.read_bytes for path in paths}):
            broken += 1
            print(f"{path}: LibreOffice opened it before, and does not any more")  # noqa: T201
    for outcome, count in outcomes.most_common():
        print(f"{count:6} {outcome}")  # noqa: T201
    return int(broken > 0)


def _verdict(path: Path) -> tuple[Path, Verdict]:
    verdict = put_to_the_proof(path.read_bytes())
    verdict.patched = b""
    return path, verdict


def _outcome(verdict: Verdict) -> str:
    if verdict.faults:
        return "BROKEN PROMISE"
    if verdict.refused:
        return f"refused: {verdict.refused}"
    if not verdict.sheets:
        return f"no sheet took a cell: {', '.join(verdict.closed) or 'no worksheets'}"
    return "kept, but not read: " + verdict.unread if verdict.unread else "kept"


if __name__ == "__main__":
    sys.exit(main())
