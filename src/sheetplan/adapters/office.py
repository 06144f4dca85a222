"""LibreOffice, or Word and PowerPoint on Windows: programs of the computer that turn documents into PDFs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sheetplan.app.refusal import Refusal

TIME_LIMIT = 600
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_WORD = r"""
$word = New-Object -ComObject Word.Application
try {
  foreach ($line in Get-Content -Encoding UTF8 -LiteralPath $args[0]) {
    $from, $to = $line -split "`t"
    if ($from.EndsWith(".pptx")) {
      $slides = New-Object -ComObject PowerPoint.Application
      $document = $slides.Presentations.Open($from, -1, 0, 0)
      $document.SaveAs($to, 32)
      $document.Close()
      if ($slides.Presentations.Count -eq 0) { $slides.Quit() }
    } else {
      $document = $word.Documents.Open($from, $false, $true)
      $document.ExportAsFixedFormat($to, 17)
      $document.Close($false)
    }
  }
} finally { $word.Quit() }
"""


class Office:
    """The office program of this computer."""

    def pdfs(self, documents: Sequence[Path]) -> Iterator[tuple[Path, bytes]]:
        """Yield the bytes of the PDF of each document; one process turns them all.

        Raises:
            Refusal: there is no office program, or it failed.
        """
        program = _libre_office()
        if program is None and os.name != "nt":
            raise Refusal("no-office")
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder)
            numbered = {path: work / f"{number}{path.suffix}" for number, path in enumerate(documents)}
            for path, copy in numbered.items():
                shutil.copyfile(path, copy)
            _run(_with_libre_office(program, work) if program else _with_word(work))
            for path, copy in numbered.items():
                made = copy.with_suffix(".pdf")
                if not made.exists():
                    raise Refusal("pdf-failed", detail=path.name)
                yield path, made.read_bytes()


def _libre_office() -> str | None:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def _with_libre_office(program: str, work: Path) -> list[str]:
    """Return the command; a profile of its own lets it run beside an open LibreOffice."""
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    return [
        program,
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(work),
        *map(str, _copies(work)),
    ]


def _with_word(work: Path) -> list[str]:
    script, listed = work / "word.ps1", work / "documents.txt"
    script.write_text(_WORD, encoding="utf-8-sig")
    pairs = (f"{copy}\t{copy.with_suffix('.pdf')}" for copy in _copies(work))
    listed.write_text("\n".join(pairs), encoding="utf-8")
    return ["powershell", "-NoProfile", "-ExecutionPolicy", "Bypass", "-File", str(script), str(listed)]


def _copies(work: Path) -> list[Path]:
    return sorted((*work.glob("*.docx"), *work.glob("*.pptx")))


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=False)  # noqa: S603 - our own command
    except FileNotFoundError as error:
        raise Refusal("no-office") from error
    except subprocess.TimeoutExpired as error:
        raise Refusal("pdf-failed", detail=f"> {TIME_LIMIT} s") from error
    if done.returncode:
        detail = done.stderr.decode(errors="replace").strip().splitlines()
        raise Refusal("pdf-failed", detail=detail[-1] if detail else str(done.returncode))
