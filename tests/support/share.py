"""Workbooks on shared drives: writing into them, and the traces of people who have them open."""

from __future__ import annotations

import struct

from sheetplan.adapters.share import FileStore
from sheetplan.app.journal import Entry
from sheetplan.app.saving import NOW, Rewrite


def write(path, data, store=None, patience=NOW):
    """Replace whatever stands there."""
    store = store or FileStore()
    return store.rewrite(path, lambda _: (None, Rewrite(data, Entry("recalc"))), patience)[1]


def owner_file(name):
    """The owner file that Excel lays beside an open workbook."""
    return (
        bytes([len(name)])
        + name.encode()
        + b" " * (54 - len(name))
        + struct.pack("<H", len(name))
        + name.encode("utf-16-le")
    )
