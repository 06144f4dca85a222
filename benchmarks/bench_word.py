"""Word documents: rendering against unzipping and zipping the same bytes, and against docxtpl.

The same retrospective is filled by both: 200 tasks, 50 metrics and budget lines, two native charts. docxtpl
(``pip install docxtpl``) is a peer for this comparison only; without it that line says so.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from docx import Document

from sheetplan.adapters.docx_package import DocxTemplate
from sheetplan.build.demo import EVENT_DATE, EVENT_TYPE
from sheetplan.documents.context import Chart, Context, Figure, Origin, Properties, Source, Table
from sheetplan.documents.fields import document_fields
from sheetplan.documents.kinds import DOCUMENTS
from sheetplan.wiring import shipped

try:
    from docxtpl import DocxTemplate as Peer
except ImportError:
    Peer = None

ROUNDS = 9
TASKS, LINES, LONG = 200, 50, 3000
COLUMNS = ("编号", "任务", "负责人", "计划完成", "预计完成", "滞后天数")
COLOUR = "色"


def main() -> None:
    template = (shipped("templates") / "zh" / "复盘报告.docx").read_bytes()
    fields, context = document_fields("zh"), full_context(TASKS)
    compiled = DocxTemplate(template, fields)
    document = compiled.render(context)
    untraced = replace(context, source=Source())
    floor = best(lambda: rezipped(document))
    print(f"floor: unzip and zip the same {len(document) // 1024} KB    {floor:7.1f} ms")
    tell("fill a compiled template", best(lambda: compiled.render(untraced)), floor)
    tell("fill it and trace every figure", best(lambda: compiled.render(context)), floor)
    tell("compile, fill and trace", best(lambda: DocxTemplate(template, fields).render(context)), floor)
    simple = table_template()
    peer(floor, best(lambda: DocxTemplate(simple, fields).render(untraced)))
    long_table(fields)
    all_documents()


def tell(what: str, milliseconds: float, floor: float) -> None:
    print(f"{what:42} {milliseconds:7.1f} ms   {milliseconds / floor:5.2f} × floor")


def best(work: Callable[[], object]) -> float:
    """The best of some rounds, in milliseconds of the processor: others at work do not count."""
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times) * 1000


def rezipped(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, given.read(name))
    return out.getvalue()


# -- the same content for both ---------------------------------------------------------------------


def full_context(rows: int) -> Context:
    """A context in which every table has rows: as many tasks as asked for, fifty of everything else."""
    fields = document_fields("zh")
    charts = {
        name: Chart(tuple(f"c{n}" for n in range(12)), (("a", (1,) * 12), ("b", (2,) * 12)))
        for name in fields.charts
    }
    tables = {
        name: Table(columns, tuple(row(name, columns, n) for n in range(rows if "任务" in name else LINES)))
        for name, columns in fields.tables.items()
        if "." not in name
    }
    source = Source("活动.xlsx", "0" * 64, "review", address=lambda origin: f"任务!H{origin.row}")
    return Context("zh", dict.fromkeys(fields.scalars, "文字"), tables, charts, Properties(), source)


def row(table: str, columns: tuple[str, ...], number: int) -> dict[str, object]:
    def value(column: str) -> object:
        origin = (Origin(table, column, f"T{number}", number + 2),)
        if column.endswith(COLOUR):
            return "good"
        if column.endswith(("率", "金额", "天数", "差异", "曝光")):
            return Figure(Decimal(number) / 7, origin)
        if column.endswith(("完成", "日期", "时限")):
            return Figure(date(2026, 1, 1) + timedelta(number % 365), origin)
        return f"第 {number} 行的{column}"

    return {column: value(column) for column in columns} | {"分工": ()}


def our_tag(column: str) -> str:
    return f"{{{{滞后任务.{column}}}}}"


def table_template(tags: Callable[[str], str] = our_tag, loop: tuple[str, str] = ("", "")) -> bytes:
    """A template of fifty fields and one table of six columns."""
    document = Document()
    for n in range(50):
        document.add_paragraph(f"第 {n} 项：{{{{活动名称}}}}")
    table = document.add_table(rows=0, cols=len(COLUMNS))
    for cells in filter(None, ([loop[0]], [tags(column) for column in COLUMNS], [loop[1]])):
        if any(cells):
            for cell, text in zip(table.add_row().cells, cells, strict=False):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def peer(floor: float, ours: float) -> None:
    """The same fifty fields and 200 rows by docxtpl."""
    tell("50 fields, 200 × 6 table: sheetplan", ours, floor)
    if Peer is None:
        print("docxtpl is not installed: no comparison")
        return
    loop = "{%tr for r in rows %}", "{%tr endfor %}"
    data = table_template(lambda column: f"{{{{ r['{column}'] }}}}", loop)
    rows = [{column: str(n) for column in COLUMNS} for n in range(TASKS)]

    def fill() -> None:
        made = Peer(io.BytesIO(data))
        made.render({"活动名称": "发布会", "rows": rows}, autoescape=True)
        made.save(io.BytesIO())

    theirs = best(fill)
    tell("50 fields, 200 × 6 table: docxtpl", theirs, floor)
    print(f"sheetplan is {theirs / ours:.1f} times as fast")


def long_table(fields: object) -> None:
    compiled = DocxTemplate(table_template(), fields)
    context = full_context(LONG)
    plainly = replace(context, source=Source())
    compiled.render(context)
    print(f"3,000 × 6 table                            {best(lambda: compiled.render(plainly)):7.1f} ms")
    print(f"3,000 × 6 table, traced                    {best(lambda: compiled.render(context)):7.1f} ms")


def all_documents() -> None:
    """All documents of one workbook, the whole process."""
    with tempfile.TemporaryDirectory() as folder:
        program = [sys.executable, "-m", "sheetplan"]
        new = ["new", "活动.xlsx", "--type", EVENT_TYPE, "--date", EVENT_DATE.isoformat()]
        subprocess.run([*program, *new], cwd=folder, check=True, capture_output=True)
        times = []
        for number in range(5):
            begun = time.perf_counter()
            command = [*program, "report", "活动.xlsx", "--out", str(number)]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            times.append(time.perf_counter() - begun)
        count = len(list(Path(folder, "0").glob("*.docx")))
        print(f"{count} documents ({len(DOCUMENTS)} kinds), whole process   {min(times) * 1000:7.0f} ms")


if __name__ == "__main__":
    main()
