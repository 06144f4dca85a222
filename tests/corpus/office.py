"""LibreOffice as a witness: what it opened before an edit, it opens after it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from corpus.proof import TEXT, put_to_the_proof

_BATCH = 40
_CSV_OF_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def unopened(workbooks: Mapping[str, Callable[[], bytes]]) -> Iterator[str]:
    """Yield the names of workbooks that LibreOffice opens as they are, but not with the cell once written."""
    names = iter(workbooks)
    while batch := list(islice(names, _BATCH)):
        yield from _unopened({name: workbooks[name]() for name in batch})


def _unopened(workbooks: Mapping[str, bytes]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for number, (name, data) in enumerate(workbooks.items()):
            verdict = put_to_the_proof(data)
            if verdict.sheets and not verdict.faults:
                _put(folder / "before" / f"{number}{Path(name).suffix}", data)
                _put(folder / "after" / f"{number}{Path(name).suffix}", verdict.patched)
        before, after = (converted(folder / moment) for moment in ("before", "after"))
        for number, name in enumerate(workbooks):
            if str(number) in before and TEXT not in after.get(str(number), ""):
                yield name


def converted(folder: Path) -> dict[str, str]:
    """What LibreOffice shows of all sheets of each workbook in a folder, by the stem of its name."""
    office = shutil.which("soffice")
    if not office or not folder.exists():
        return {}
    target = folder / "csv"
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to"]
    files = sorted(path for path in folder.iterdir() if path.is_file())
    subprocess.run(
        [*command, _CSV_OF_ALL_SHEETS, "--outdir", target, *files],
        check=False,
        capture_output=True,
        timeout=600,
    )
    shown: dict[str, str] = {}
    for sheet in sorted(target.glob("*.csv")) if target.exists() else ():
        stem = sheet.name.partition("-")[0]
        shown[stem] = shown.get(stem, "") + sheet.read_text("utf-8", "replace")
    return shown


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
