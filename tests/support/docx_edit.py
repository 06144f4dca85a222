"""Documents as people change them: a part's text replaced, or the whole saved by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from support.docx_sketch import zipped


def edited(data: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """A document with one text of a part replaced, once."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    return zipped(parts | {part: parts[part].replace(old.encode(), new.encode(), 1)})


def resaved(data: bytes, folder: Path, kind: str = "docx") -> bytes:
    """A document as LibreOffice saves it; the test is skipped where there is none."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice")
    given, out = folder / "given.docx", folder / "saved"
    given.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", kind, "--outdir", out, given]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / f"given.{kind}").read_bytes()
