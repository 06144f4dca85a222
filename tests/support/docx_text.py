"""A Word file as plain text a planner can review: one line per paragraph or table row, part by part."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_STORY = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$")
_TRACK = "E6EAF0"


def docx_text(data: bytes) -> str:
    """Every story and chart of the file, in the order of the names of their parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in sorted(archive.namelist())}
    said = [
        f"== {name}\n" + "\n".join(_lines(etree.fromstring(parts[name])))
        for name in parts
        if _STORY.match(name)
    ]
    charts = [name for name in parts if re.match(r"word/charts/chart[^/]*\.xml$", name)]
    said += [f"== {name}\n" + _chart(etree.fromstring(parts[name])) for name in charts]
    return "\n\n".join(said) + "\n"


def part_root(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """The tree of one part of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def _lines(container: etree._Element) -> list[str]:
    lines: list[str] = []
    for child in container:
        if child.tag == W + "p":
            text = _text(child)
            lines += [f"{_style(child)}{text}"] if text.strip() else []
            for box in child.iter(W + "txbxContent"):
                lines += [f"[box] {line}" for line in _lines(box)]
        elif child.tag == W + "tbl":
            lines += [
                "| " + " | ".join(_cell(cell) for cell in row.findall(W + "tc")) + " |"
                for row in _rows(child)
            ]
        else:
            lines += _lines(child)
    return lines


def _rows(table: etree._Element) -> list[etree._Element]:
    return table.findall(W + "tr")


def _cell(cell: etree._Element) -> str:
    if cell.find(W + "tbl") is not None:
        widths = [int(grid.get(W + "w")) for grid in cell.iterfind(f"{W}tbl/{W}tblGrid/{W}gridCol")]
        whole = cell.find(f".//{W}tbl//{W}shd").get(W + "fill") != _TRACK
        filled = widths[0] if whole else 0
        return f"[bar {100 * filled // sum(widths)}]" + " ".join(_lines(cell)[1:])
    shade = cell.find(f"{W}tcPr/{W}shd")
    fill = shade.get(W + "fill") if shade is not None else "auto"
    return " / ".join(_lines(cell)) + (f" [{fill}]" if fill not in {"auto", None} else "")


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "" if style is None else style.get(W + "val", "")
    return "#" * int(name[-1]) + " " if re.fullmatch(r"Heading\d", name) else ""


def _text(paragraph: etree._Element) -> str:
    signs = {W + "br": " ⏎ ", W + "tab": " ⇥ ", W + "drawing": "[drawing]"}
    own = (
        element
        for element in paragraph.iter(W + "t", *signs)
        if next(element.iterancestors(W + "p")) is paragraph and element.getparent().tag == W + "r"
    )
    return "".join(signs.get(element.tag, element.text or "") for element in own)


def _chart(root: etree._Element) -> str:
    lines = []
    for series in root.iter(_C + "ser"):
        points = {
            kind: [value.text or "" for value in series.iterfind(f"{_C}{kind}//{_C}v")]
            for kind in ("tx", "cat", "val")
        }
        lines.append(
            f"{' '.join(points['tx'])}: "
            + ", ".join(map("=".join, zip(points["cat"], points["val"], strict=False)))
        )
    return "\n".join(lines)
