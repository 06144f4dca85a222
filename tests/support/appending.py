"""One who adds lines to a file on a server, each in a save of its own; run as a process."""

from __future__ import annotations

import logging
import sys

import sheetplan.wiring  # noqa: F401 - where addresses learn of servers
from sheetplan.adapters.share import FileStore
from sheetplan.app.address import address
from sheetplan.app.journal import Entry
from sheetplan.app.saving import Patience, Rewrite

TURNS = 4


def main(book, who):
    """Add lines that nobody else adds."""
    logging.getLogger("smbprotocol").setLevel(logging.CRITICAL)
    for turn in range(TURNS):
        line = f"\n{who}.{turn}".encode()
        FileStore().rewrite(
            address(book),
            lambda data, line=line: (None, Rewrite(data + line, Entry("recalc"))),
            Patience(60),
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
