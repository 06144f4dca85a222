"""The add-in as a file: a VBA project, a ribbon, and nothing else."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from pyopenvba import ExcelFile

from sheetplan import __version__
from sheetplan.build.addin.launcher import launcher
from sheetplan.build.addin.ribbon_xml import ribbon_xml
from sheetplan.language import LANGUAGES, wording

ADDINS = {"zh": "sheetplan.xlam", "en": "sheetplan.en.xlam"}
"""The name of the built add-in, by the language of its labels."""
_RIBBON_PART = "customUI/customUI14.xml"
_RELATIONSHIP = (
    '<Relationship Id="rIdRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"'
    f' Target="{_RIBBON_PART}"/></Relationships>'
)


def build_addin(language: str, sources: Path) -> bytes:
    """Return the add-in.

    Args:
        language: of the ribbon's labels.
        sources: the folder with our VBA text, ``Ribbon.bas``.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sheetplan.xlam")
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            project.add_module("Launcher", _windows(launcher()))
            project.add_module("Ribbon", _windows((sources / "Ribbon.bas").read_text("ascii")))
            project.add_module("Words", _windows(_words()))
            book.save()
        return _with_ribbon(path.read_bytes(), ribbon_xml(language))


def _words() -> str:
    """Return the module of constants: the version, and what is said before Python has begun."""
    said = " / ".join(wording(language).text("ribbon", "no_workbook") for language in LANGUAGES)
    return f"""Option Explicit
Public Const ADDIN_VERSION As String = "{__version__}"

Public Function SheetplanNoWorkbook() As String
    SheetplanNoWorkbook = {_spelt(said)}
End Function
"""


def _spelt(text: str) -> str:
    """Return a text as an expression of plain letters: VBA's own text knows one code page only."""
    parts = (f"ChrW({ord(mark)})" if ord(mark) > 126 else f'"{mark}"' for mark in text)
    return " & ".join(parts).replace('" & "', "")


def _windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def _with_ribbon(data: bytes, ribbon: str) -> bytes:
    """Return the package with the ribbon's part joined to it, every entry dated alike."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as package,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in package.infolist():
            content = package.read(entry)
            if entry.filename == "_rels/.rels":
                content = content.replace(b"</Relationships>", _RELATIONSHIP.encode())
            target.writestr(_entry(entry.filename), content)
        target.writestr(_entry(_RIBBON_PART), ribbon)
    return made.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
