"""Who works on a workbook on a server: people with Excel, and sheetplan. Run as processes of their own.

python -m support.actors person PORT ROW SECONDS     prints the last number that was saved
python -m support.actors sheetplan PORT SEED SECONDS prints how often it saved
"""

from __future__ import annotations

import contextlib
import logging
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from sheetplan.adapters.share import FileStore
from sheetplan.adapters.xlsx_patch import WorkbookPatch
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.refusal import Refusal
from sheetplan.app.saving import Patience
from sheetplan.app.workbooks import recalc_file
from sheetplan.table.layout import locate
from sheetplan.wiring import house
from support.samba import PEOPLE, SmbFS
from support.share import owner_file

BOOK = Path("/活动.xlsx")


class Person:
    """Somebody who opens the workbook in Excel, writes a number into her row, and saves."""

    def __init__(self, fs, row):
        self.fs, self.row, self.saved = fs, row, 0
        self.chance = random.Random(row)  # noqa: S311

    def work(self, until):
        while time.monotonic() < until:
            with contextlib.suppress(OSError):  # somebody else has it open, or is just saving
                self.edit()
            time.sleep(self.chance.random())  # she thinks
        return self.saved

    def edit(self):
        """Open, type, save, close; refused while another person has it open, as long as the saving takes."""
        owner = BOOK.with_name(f"~${BOOK.name}")
        create(self.fs, owner, owner_file("Ann"))
        try:
            with self.fs.hold(BOOK):
                data = self.fs.read(BOOK)
                time.sleep(self.chance.random() * 0.2)
                book = WorkbookPatch(data)
                book.set_value(*note_of(data, self.row), self.saved + 1)
                mine = BOOK.with_name(f"{self.row}.tmp")
                write(self.fs, mine, book.to_bytes())
            self.take_the_name(mine)
            self.saved += 1
        finally:
            self.fs.remove(owner)

    def take_the_name(self, mine):
        """Delete the old file and rename the new one, as Excel does; it does not give up."""
        while self.fs.exists(mine):
            with contextlib.suppress(OSError):
                self.fs.remove(BOOK)
            with contextlib.suppress(OSError):  # sheetplan put it back, or somebody reads it just now
                self.fs.rename(mine, BOOK)


def note_of(data, row):
    """Sheet, row and column of the note of a task."""
    where = locate(read_workbook(data)).sheets["tasks"]
    return where.name, *where.cell(where.rows[row], "note")


def write(fs, path, data):
    """Write a file anew."""
    with contextlib.suppress(FileNotFoundError):
        fs.remove(path)
    create(fs, path, data)


def create(fs, path, data):
    """Write a file that must not be there."""
    handle = fs.open_new(path)
    fs.write(handle, data)
    fs.close(handle)


def recalculate(fs, until, seed):
    """Bring the workbook up to date, every time for another day; return how often it was saved."""
    chance, saved = random.Random(seed), 0  # noqa: S311
    home = house(today=date(2024, 3, 29))._replace(store=FileStore(lambda _: fs))
    while time.monotonic() < until:
        try:
            day = date(2024, 3, 1) + timedelta(days=chance.randrange(60))
            saved += recalc_file(home, BOOK, day, patience=Patience(5)).saved is not None
        except Refusal:  # a person has had it open all the time
            continue
    return saved


def main():
    """Do as the arguments say."""
    logging.disable(logging.CRITICAL)
    role, port, number, seconds = sys.argv[1:]
    fs = SmbFS(int(port), PEOPLE[int(number) % 2])
    until = time.monotonic() + float(seconds)
    saved = Person(fs, int(number)).work(until) if role == "person" else recalculate(fs, until, int(number))
    sys.stdout.write(f"{saved}\n")


if __name__ == "__main__":
    main()
