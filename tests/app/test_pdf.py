"""PDFs beside their documents."""

from __future__ import annotations

import pytest

from sheetplan.app.pdf import as_pdf, is_sealed
from sheetplan.build.documents import build_template
from support.house import real_house


class _Office:
    def pdfs(self, documents):
        return ((path, b"%PDF-1.7 of " + path.name.encode()) for path in documents)


def test_a_pdf_somebody_changed_is_kept(tmp_path):
    home = real_house()._replace(office=_Office())
    document = tmp_path / "a.docx"
    (made,) = as_pdf(home, [document])
    made.write_bytes(made.read_bytes() + b"a note")
    assert [path.name for path in as_pdf(home, [document])] == ["a_v2.pdf"]
    assert not is_sealed(made.read_bytes())


def test_a_pdf_nobody_touched_gives_way(tmp_path):
    home = real_house()._replace(office=_Office())
    (made,) = as_pdf(home, [tmp_path / "a.docx"])
    assert is_sealed(made.read_bytes())
    assert list(as_pdf(home, [tmp_path / "a.docx"])) == [made]


@pytest.mark.office
def test_libreoffice_turns_many_in_one_run(tmp_path):
    documents = [tmp_path / f"{name}.docx" for name in ("活动 1", "b")]
    for document in documents:
        document.write_bytes(build_template("brief", "zh"))
    made = list(as_pdf(real_house(), documents))
    assert [path.name for path in made] == ["活动 1.pdf", "b.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)
