"""Workbooks damaged at random: a clean refusal or a clean result, in time and in memory, and nothing else."""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
from datetime import date
from functools import cache

import pytest

from sheetplan.app.pipeline import examine
from sheetplan.app.refusal import Refusal
from sheetplan.cli.workers import Worker
from support.house import demo, real_house
from support.tiny_workbook import Tiny

SECONDS, MEGABYTES = 10, 300
NUMBERS = (b"0", b"-1", b"99999999999", b"1048577", b"1e309", b"16385", b"")


@cache
def originals():
    """Workbooks of two kinds, unpacked: part by part."""
    files = (
        demo("zh"),
        Tiny(rows='<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings="<si><t>a</t></si>").to_bytes(),
    )
    return tuple((data, unpacked(data)) for data in files)


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def mutant(seed):
    """A workbook with some damage; the same seed makes the same."""
    chance = random.Random(seed)  # noqa: S311 - damage needs no secrecy
    data, parts = originals()[seed % 7 == 0]
    if chance.random() < 0.3:
        return damaged(data, chance, most=8)
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    content = parts[name]
    for _ in range(chance.randrange(1, 4)):
        content = chance.choice((damaged, without_some, with_some_twice, with_other_numbers))(content, chance)
    return packed({**parts, name: content})


def damaged(data, chance, most=4):
    """Bytes flipped here and there."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, most)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def span(data, chance):
    """The beginning and the end of some bytes in a row."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, 400))


def without_some(data, chance):
    """Some bytes left out."""
    start, end = span(data, chance)
    return data[:start] + data[end:]


def with_some_twice(data, chance):
    """Some bytes said twice, and again and again."""
    start, end = span(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 50)) + data[end:]


def with_other_numbers(data, chance):
    """A number in quotes replaced by one that nobody expects."""
    start, _ = span(data, chance)
    opened = data.find(b'="', start)
    closed = data.find(b'"', opened + 2)
    if opened < 0 or closed < 0:
        return data
    return data[: opened + 2] + chance.choice(NUMBERS) + data[closed:]


def run(seed):
    """What a recalculation makes of a mutant, and how long it takes."""
    data, home, began = mutant(seed), real_house(), time.monotonic()
    try:
        snapshot = home.workbooks.read(data)
        examined = examine(
            snapshot, status_date=date(2024, 3, 1), today=date(2024, 3, 1), holidays=home.holidays
        )
        home.workbooks.patch(data, examined.changes(), examined.parsed.layout)
        said = "done"
    except Refusal as refusal:
        said = refusal.code
    return said, time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def hold(seeds):
    """Hold that every mutant ends in time, in memory, and in a result or a refusal; return what was said."""
    said, worker = [], Worker(run)
    try:
        for seed in seeds:
            code, seconds, megabytes = worker(seed)
            assert code not in {"parser-died", "took-too-long", "too-much-memory"}, seed
            assert (seconds < SECONDS, megabytes < MEGABYTES) == (True, True), (seed, seconds, megabytes)
            said.append(code)
    finally:
        worker.end()
    return said


def test_damaged_workbooks_are_read_or_refused():
    said = hold(range(80))
    assert len(set(said)) > 2


@pytest.mark.slow
def test_ten_thousand_damaged_workbooks_are_read_or_refused():
    assert len(hold(range(10_000))) == 10_000
