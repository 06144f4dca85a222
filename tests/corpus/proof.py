"""One workbook put to the proof: one cell is written into each sheet, and everything else is compared."""

from __future__ import annotations

import io
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from python_calamine import CalamineWorkbook

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.adapters.xlsx_patch import WorkbookPatch, WorkbookRefused
from sheetplan.adapters.xlsx_reader import read_workbook
from sheetplan.app.refusal import Refusal
from sheetplan.xlsx.notation import a1
from support.schema import SCHEMAS_AT_HAND, part_errors

TEXT = "sheetplan 补丁 <&>"
_LAST_ROW = 1_048_576
_LISTS = ("[content_types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels")


@dataclass
class Verdict:
    """What came of one workbook."""

    refused: str = ""
    """Why it was not written at all."""
    unread: str = ""
    """Why its tables were not read."""
    sheets: int = 0
    closed: Counter[str] = field(default_factory=Counter)
    """Sheets that took no cell, by reason."""
    faults: list[str] = field(default_factory=list)
    """What is other than promised; empty if the promise is kept."""
    patched: bytes = b""
    seconds: float = 0.0


def put_to_the_proof(data: bytes) -> Verdict:
    """The verdict on one workbook, however broken it is."""
    verdict = Verdict()
    try:
        _prove(data, verdict)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault and the next file's turn
        verdict.faults.append(f"crash: {type(error).__name__}: {error}")
    return verdict


def _prove(data: bytes, verdict: Verdict) -> None:
    try:
        read_workbook(data)
    except Refusal as refusal:
        verdict.unread = refusal.code
    if not _is_sound(data):
        verdict.refused = _refusal_of(data) or "broken before"
        return
    started = time.perf_counter()
    try:
        patch = WorkbookPatch(data)
        written = _one_cell_each(patch, data, verdict)
        verdict.patched = patch.to_bytes()
    except WorkbookRefused as refusal:
        verdict.refused = refusal.reason
        return
    verdict.seconds = time.perf_counter() - started
    verdict.sheets = len(written)
    if not written:
        verdict.faults += ["bytes changed without an edit"] * (verdict.patched is not data)
        return
    verdict.faults += _differences(data, verdict.patched, written)
    verdict.faults += _new_faults(data, verdict.patched, {part for part, _ in written.values()})
    again = WorkbookPatch(verdict.patched)
    for sheet, (_, place) in written.items():
        again.set_value(sheet, *place, TEXT)
    if again.to_bytes() is not verdict.patched:
        verdict.faults.append("the same edit again changes bytes")


def _is_sound(data: bytes) -> bool:
    """Whether other programs can take the file apart; where they cannot, nothing can be compared."""
    try:
        return all(
            _parsed(record.content) is not None for name, record in _records(data).items() if name in _LISTS
        )
    except (
        LookupError,
        OSError,
        EOFError,
        RuntimeError,
        ValueError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
    ):
        return False


def _refusal_of(data: bytes) -> str:
    try:
        WorkbookPatch(data).to_bytes()
    except WorkbookRefused as refusal:
        return refusal.reason
    return ""


def _one_cell_each(
    patch: WorkbookPatch, data: bytes, verdict: Verdict
) -> dict[str, tuple[str, tuple[int, int]]]:
    """The part and the place of the cell that each sheet took."""
    written = {}
    raw = _records(data)
    for sheet in patch.sheet_names:
        try:
            part = patch.sheet_part(sheet)
            place = _free_place(raw[part.lower()].content)
            patch.set_value(sheet, *place, TEXT)
            written[sheet] = part.lower(), place
        except WorkbookRefused as refusal:
            verdict.closed[refusal.reason] += 1
        except (KeyError, etree.XMLSyntaxError):
            verdict.closed["broken before"] += 1
    return written


def _free_place(xml: bytes) -> tuple[int, int]:
    """A cell in a column left of most tables, two rows below all that a sheet holds."""
    rows: set[int] = set()
    last = 0
    for row in _parsed(xml).iter("{*}row"):
        last = int(row.get("r") or last + 1)
        rows.add(last)
    if last + 2 <= _LAST_ROW:
        return last + 2, 2
    return next(row for row in range(_LAST_ROW, 0, -1) if row not in rows), 2


@dataclass(frozen=True)
class Record:
    """An entry of a zip: its headers and bytes as they lie in the file, and what it unpacks to."""

    raw: bytes
    content: bytes


def _records(data: bytes) -> dict[str, Record]:
    """The entries by lower-case name, taken apart by another reader than the one under test."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            start = info.header_offset
            names = int.from_bytes(data[start + 26 : start + 28], "little")
            extra = int.from_bytes(data[start + 28 : start + 30], "little")
            end = start + 30 + names + extra + info.compress_size
            key = info.filename.replace("\\", "/").lstrip("/").lower()
            content = _unpacked(package, info)
            # Where a damaged directory misstates a part, it cannot be told where the part ends.
            found[key] = Record(data[start:end] if content or not info.file_size else b"", content)
    return found


def _unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return package.read(info)
    except (OSError, EOFError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error):
        return b""  # a part that nobody can read is compared as it lies there


def _differences(
    before: bytes, after: bytes, written: dict[str, tuple[str, tuple[int, int]]]
) -> Iterator[str]:
    old, new = _records(before), _records(after)
    if list(old) != list(new):
        yield f"parts come or go: {sorted(old.keys() ^ new.keys())}"
    sheets = dict(written.values())
    for part in old.keys() & new.keys():
        if part in sheets:
            yield from _sheet_differences(part, old[part].content, new[part].content, a1(*sheets[part]))
        elif old[part].raw != new[part].raw and not _only_recalculates(old[part].content, new[part].content):
            yield f"{part}: bytes changed"
    yield from _value_differences(before, after, written)


def _only_recalculates(old: bytes, new: bytes) -> bool:
    """Whether it is the workbook part, and differs in nothing but the order to recalculate."""
    root = _parsed(old)
    return etree.QName(root).localname == "workbook" and (
        _canonical(root, {"calcPr"}) == _canonical(_parsed(new), {"calcPr"})
    )


def _sheet_differences(part: str, old: bytes, new: bytes, place: str) -> Iterator[str]:
    """What differs but for one cell, the row it made, and the stated extent."""
    root = _parsed(new)
    cell = next((item for item in root.iter("{*}c") if item.get("r") == place), None)
    if cell is None:
        yield f"{part}: {place} is not there"
        return
    row = cell.getparent()
    assert row is not None
    row.remove(cell)
    if not len(row) and row.getparent() is not None and _is_new(row, old):
        row.getparent().remove(row)  # type: ignore[union-attr]
    ignored = {"dimension"}
    if _canonical(_parsed(old), ignored) != _canonical(root, ignored):
        yield f"{part}: more than {place} differs"


def _is_new(row: etree._Element, old: bytes) -> bool:
    return all(item.get("r") != row.get("r") for item in _parsed(old).iter("{*}row"))


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, huge_tree=True, resolve_entities=False)
    return etree.fromstring(data, parser)


def _canonical(root: etree._Element, ignored: set[str]) -> list[tuple[object, ...]]:
    """What a part says: elements with attributes and text in order, whitespace between elements left out."""
    said: list[tuple[object, ...]] = []
    for event, item in etree.iterwalk(root, events=("start", "end")):
        local = etree.QName(item).localname
        if local in ignored:
            continue
        if event == "start":
            text = item.text or ""
            said.append((item.tag, sorted(item.attrib.items()), text if len(item) == 0 else text.strip()))
        else:
            said.append((item.tag, (item.tail or "").strip()))
    return said


def _value_differences(
    before: bytes, after: bytes, written: dict[str, tuple[str, tuple[int, int]]]
) -> Iterator[str]:
    """What another reader sees differently."""
    old, new = _shown(before), _shown(after)
    if old is None:
        return
    if new is None:
        yield "calamine cannot read it any more"
        return
    for sheet, (_, place) in written.items():
        if sheet in old:
            old[sheet][place] = TEXT
    yield from (f"{sheet}: values differ" for sheet in old if old[sheet] != new.get(sheet))


def _shown(data: bytes) -> dict[str, dict[tuple[int, int], object]] | None:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {sheet: _cells(book, sheet) for sheet in book.sheet_names}
    except Exception:  # noqa: BLE001 - whatever makes it fail, it is no judge then
        return None


def _cells(book: CalamineWorkbook, sheet: str) -> dict[tuple[int, int], object]:
    try:
        found = book.get_sheet_by_name(sheet)
    except ValueError:  # a chart sheet
        return {}
    if found.total_height * found.total_width > 5_000_000:
        return {}
    rows = found.to_python(skip_empty_area=False)
    return {
        (row, column): value
        for row, line in enumerate(rows, 1)
        for column, value in enumerate(line, 1)
        if value != ""
    }


def _new_faults(before: bytes, after: bytes, parts: set[str]) -> Iterator[str]:
    """What would make Excel repair the file and did not before; schema errors of parts that changed."""
    yield from (f"lint: {fault}" for fault in (Counter(lint(after)) - Counter(lint(before))))
    if not SCHEMAS_AT_HAND:
        return
    old, new = _records(before), _records(after)
    for part in old.keys() & (parts | {"xl/workbook.xml"}):
        added = Counter(part_errors(new[part].content)) - Counter(part_errors(old[part].content))
        yield from (f"schema: {part}: {error}" for error in added)
