"""Files damaged at random: a clean refusal or a clean result, in time and in memory, and nothing else."""

from __future__ import annotations

import io
import random
import resource
import time
import zipfile
from datetime import date
from functools import cache

import pytest

from sheetplan.adapters.docx_package import DocxTemplate, TemplateRefused
from sheetplan.app.pipeline import examine
from sheetplan.app.refusal import Refusal
from sheetplan.cli.workers import Worker
from sheetplan.documents.compose import compose
from sheetplan.documents.fields import document_fields
from sheetplan.language import wording
from sheetplan.wiring import shipped
from support.house import demo, real_house
from support.tiny_workbook import Tiny

SECONDS, MEGABYTES, DAY = 10, 300, date(2024, 3, 29)
NUMBERS = (b"0", b"-1", b"99999999999", b"1048577", b"1e309", b"16385", b"")


@cache
def workbooks():
    """Workbooks of two kinds, each with its parts."""
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


@cache
def templates():
    """Word templates as they are shipped, each with its parts."""
    files = (shipped("templates") / f"zh/{name}.docx" for name in ("复盘报告", "会议纪要"))
    return tuple((data, unpacked(data)) for data in (file.read_bytes() for file in files))


def mutant(originals, seed):
    """A file with some damage; the same seed makes the same."""
    chance = random.Random(seed)  # noqa: S311 - damage needs no secrecy
    data, parts = originals[seed % 7 == 0]
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


def recalculated(seed):
    """What a recalculation makes of a damaged workbook, and what it costs."""
    beside, data, home = born_with(), mutant(workbooks(), seed), real_house()
    began = time.monotonic()
    try:
        snapshot = home.workbooks.read(data)
        found = examine(snapshot, status_date=DAY, today=DAY, holidays=home.holidays)
        home.workbooks.patch(data, found.changes(), found.parsed.layout)
        said = "done"
    except Refusal as refusal:
        said = refusal.code
    return said, time.monotonic() - began, megabytes(beside)


def filled(seed):
    """What becomes of a damaged template, and what it costs."""
    beside, data, began = born_with(), mutant(templates(), seed), time.monotonic()
    try:
        template = DocxTemplate(data, document_fields("zh"))
        said = "problems" if template.problems else "done"
        if not template.problems:
            template.render(context())
    except TemplateRefused as refused:
        said = refused.code
    return said, time.monotonic() - began, megabytes(beside)


@cache
def context():
    """What a document of the example event speaks about."""
    home = real_house()
    found = examine(home.workbooks.read(demo("zh")), status_date=DAY, today=DAY, holidays=home.holidays)
    return compose(found.parsed.plan, found.outcome, wording("zh"))


def megabytes(beside=0):
    """The most memory that this process ever took, beside what it was born with."""
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10) - beside


@cache
def born_with():
    """The memory a process holds before its first work: a forked one begins with all its parent has."""
    return megabytes()


def hold(work, seeds):
    """Hold that every mutant ends in time, in memory, and in a result or a refusal; return what was said."""
    said, worker = [], Worker(work)
    try:
        for seed in seeds:
            code, seconds, memory = worker(seed)
            assert (seconds < SECONDS, memory < MEGABYTES) == (True, True), (seed, seconds, memory)
            said.append(code)
    finally:
        worker.end()
    return said


@pytest.mark.parametrize(("work", "number"), [(recalculated, 40), (filled, 80)])
def test_damaged_files_are_read_or_refused(work, number):
    assert len(set(hold(work, range(number)))) > 2


@pytest.mark.slow
@pytest.mark.parametrize("work", [recalculated, filled])
def test_ten_thousand_damaged_files_are_read_or_refused(work):
    assert len(hold(work, range(10_000))) == 10_000
