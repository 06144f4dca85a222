"""Draws the pictures of the documentation anew from the example event: ``python3 dev.py pictures``.

Needs LibreOffice, which turns workbook, documents and slides into PDFs, and the programs ``pdftoppm``
and ``pdftotext`` of poppler. A picture shows what the commands made; nothing is drawn or mended by hand.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from sheetplan.documents.kinds import DOCUMENTS, title
from sheetplan.language import LANGUAGES, wording

PICTURES = Path(__file__).parent / "pictures"
SHEETS = {"dashboard": (1000, 1.0), "gantt": (1400, 0.76), "findings": (1260, 1.0)}
"""Width in pixels, and how much of the sheet's width is shown: half of a Gantt chart is still to come."""
FOOTER = 0.94
"""Above this part of its height a page has no page number."""
COVER, FULL = 14, 24
"""A first page with fewer lines is a cover; its document is shown by the first page with so many."""
GREY, GAP = "#8A93A6", 10


def draw(language: str, folder: Path) -> None:
    """Make the example event in one language and draw its pictures."""
    sheetplan("demo", str(folder), "--lang", language)
    (workbook,) = folder.glob("*.xlsx")
    sheetplan("report", str(workbook), "--doc", "deck", "--out", str(folder))
    (deck,) = folder.glob("*.pptx")
    words = wording(language)
    documents = [next(folder.glob(f"*_{title(key, words)}*.docx")) for key in DOCUMENTS]
    book, *pages, slides = as_pdf([workbook, *documents, deck], folder / "pdf")
    for key, (width, part) in SHEETS.items():
        name = words.sheet(key) if key == "findings" else words.view(key)
        number = next(number for number, said in enumerate(texts(book), 1) if said[-1].startswith(name))
        save(f"{key}-{language}", trimmed(page(book, number, 140), part), width)
    telling = sorted((page(pdf, telling_page(pdf), 50) for pdf in pages), key=lambda shown: shown.width)
    save(f"documents-{language}", side_by_side(telling, 7), 2040)
    review = pages[DOCUMENTS.index("review")]
    save(f"review-{language}", side_by_side([page(review, number, 60) for number in range(1, 6)], 5), 1820)
    shown = [page(slides, number, 60) for number in range(1, len(texts(slides)) + 1)]
    save(f"deck-{language}", side_by_side(shown, 4), 1650)


def sheetplan(*arguments: str) -> None:
    """Run a command; what it finds wrong with the example is part of the example."""
    command = [sys.executable, "-m", "sheetplan", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        raise SystemExit(done.stderr)


def texts(pdf: Path) -> list[list[str]]:
    """Return the lines of each page."""
    said = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return [
        [line.strip() for line in page.split("\n") if line.strip()] for page in said.stdout.split("\f")[:-1]
    ]


def as_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDFs of workbooks, documents and slides; a profile of its own lets LibreOffice run twice."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], capture_output=True, check=True)
    return [folder / f"{file.stem}.pdf" for file in files]


def telling_page(pdf: Path) -> int:
    """Return the number of the page that shows best what a document is: no cover and no contents."""
    lines = [len(said) for said in texts(pdf)]
    if lines[0] >= COVER:
        return 1
    return next((number for number, count in enumerate(lines, 1) if count >= FULL), 1)


def page(pdf: Path, number: int, resolution: int) -> Image.Image:
    """Return a page as a picture."""
    chosen = ["-f", str(number), "-l", str(number), "-r", str(resolution)]
    done = subprocess.run(["pdftoppm", *chosen, "-png", pdf], capture_output=True, check=True)
    return Image.open(BytesIO(done.stdout)).convert("RGB")


def trimmed(sheet: Image.Image, part: float) -> Image.Image:
    """Return a page without its margins and footer, and of its width only a part."""
    body = sheet.crop((0, 0, sheet.width, int(sheet.height * FOOTER)))
    left, top, right, bottom = ImageChops.invert(body).getbbox() or (0, 0, *body.size)
    right = left + int((right - left) * part)
    return body.crop((max(left - GAP, 0), max(top - GAP, 0), right, min(bottom + GAP, body.height)))


def side_by_side(pages: Sequence[Image.Image], columns: int) -> Image.Image:
    """Return pages in rows, each row as high as its highest page."""
    width = max(shown.width for shown in pages)
    scaled = [resized(shown, width) for shown in pages]
    rows = [scaled[first : first + columns] for first in range(0, len(scaled), columns)]
    heights = [max(shown.height for shown in row) for row in rows]
    size = columns * (width + GAP) + GAP, sum(heights) + (len(rows) + 1) * GAP
    board, top = Image.new("RGB", size, GREY), GAP
    for row, height in zip(rows, heights, strict=True):
        for index, shown in enumerate(row):
            board.paste(shown, (GAP + index * (width + GAP), top))
        top += height + GAP
    return board


def resized(picture: Image.Image, width: int) -> Image.Image:
    """Return a picture as wide as asked for."""
    return picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)


def save(name: str, picture: Image.Image, width: int) -> None:
    """Write a picture for the documentation, small enough to be read over a network."""
    resized(picture, width).quantize(method=Image.Quantize.MAXCOVERAGE).save(
        PICTURES / f"{name}.png", optimize=True
    )


def main() -> None:
    """Draw the pictures of both languages."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as folder:
            draw(language, Path(folder) / "event")


if __name__ == "__main__":
    main()
