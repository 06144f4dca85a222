"""What a workbook file holds, whether Excel would repair it, and what sheetplan knows of it."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import sheetplan.adapters.xlsx_lint as linter
from sheetplan.adapters.xlsx_lint.inventory import KINDS
from sheetplan.app.adopting import adopt_file
from sheetplan.app.doctor import diagnose_file, known_sheets
from sheetplan.app.refusal import Refusal
from sheetplan.cli.doctor import command
from sheetplan.language import LANGUAGES, wording
from support.house import demo, real_house
from support.rich_workbook import rich_workbook
from support.strangers import made
from support.tiny_workbook import Tiny


@pytest.fixture
def examined(tmp_path):
    def diagnose(data):
        path = tmp_path / "file.xlsx"
        path.write_bytes(data)
        return diagnose_file(real_house(), path)

    return diagnose


def told(tmp_path, data, *options):
    path = tmp_path / "file.xlsx"
    path.write_bytes(data)
    done = CliRunner().invoke(command, [str(path), *options])
    return done.exit_code, done.output


def test_parts_are_counted_by_kind(examined):
    parts = {part.kind: part.number for part in examined(rich_workbook(macros=True)).anatomy.parts}
    assert (parts["worksheets"], parts["tables"], parts["charts"], parts["macros"]) == (3, 1, 2, 1)
    assert parts["comments"] == 1


def test_sheets_are_told_with_their_kind(examined):
    kinds = [kind for _, kind, _ in examined(rich_workbook()).anatomy.sheets]
    assert kinds == ["worksheet", "worksheet", "worksheet", "chartsheet"]


def test_the_sheets_that_sheetplan_knows_are_named(examined):
    found = examined(demo("zh"))
    known = {sheet: missing for _, sheet, missing in known_sheets(found, wording("zh"))}
    assert known["任务"] == ()
    assert found.anatomy.faults == ()


def test_a_sheet_of_ours_without_a_heading_says_which(examined):
    rows = "".join(
        f'<c r="{column}1" t="str"><v>{text}</v></c>'
        for column, text in zip("ABC", ("编号", "任务", "负责人"), strict=True)
    )
    tiny = Tiny(f'<row r="1">{rows}</row>')
    tiny.workbook = tiny.workbook.replace('name="S"', 'name="任务"')
    ((tab, sheet, missing),) = known_sheets(examined(tiny.to_bytes()), wording("zh"))
    assert (tab, sheet) == ("任务", "任务")
    assert "工期" in missing[0] or any("工期" in heading for heading in missing)


def test_what_excel_would_repair_is_told_with_its_place(examined):
    (fault,) = examined(Tiny('<row r="2"/><row r="1"/>').to_bytes()).anatomy.faults
    assert (fault.code, fault.part, fault.detail) == ("row-order", "xl/worksheets/sheet1.xml", "1")


@pytest.mark.parametrize(
    ("after", "code"),
    [
        ('<mergeCells><mergeCell ref="A1:B1"/></mergeCells><autoFilter ref="A1"/>', "element-order"),
        ("<pageMargins/><pageMargins/>", "element-order"),
        ("<novelty/>", "element-unknown"),
    ],
)
def test_elements_out_of_order_are_a_fault(examined, after, code):
    assert {fault.code for fault in examined(Tiny(after=after).to_bytes()).anatomy.faults} == {code}


def test_a_part_that_is_no_xml_is_a_fault(examined):
    faults = examined(Tiny(sheet="<worksheet>").to_bytes()).anatomy.faults
    assert [fault.code for fault in faults] == ["part-unreadable"]


def test_a_signed_workbook_is_sound_but_closed(examined):
    found = examined(Tiny(parts={"_xmlsignatures/sig1.xml": "<x/>"}).to_bytes())
    assert found.anatomy.closed
    assert found.anatomy.closed.path[-1] == "signed"


@pytest.mark.parametrize(
    "data", [b"", b"text", b"PK\3\4 and nothing more", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99]
)
def test_what_is_no_workbook_is_refused(examined, data):
    with pytest.raises(Refusal):
        examined(data)


def test_a_sound_file_exits_with_0_a_faulty_one_with_1_and_no_workbook_with_2(tmp_path):
    assert told(tmp_path, rich_workbook())[0] == 0
    assert told(tmp_path, Tiny('<row r="2"/><row r="1"/>').to_bytes())[0] == 1
    assert told(tmp_path, b"text")[0] == 2


def test_other_programs_get_json(tmp_path):
    code, output = told(tmp_path, Tiny('<row r="2"/><row r="1"/>').to_bytes(), "--format", "json")
    (told_file,) = json.loads(output)["files"]
    assert code == 1
    assert [fault["code"] for fault in told_file["faults"]] == ["row-order"]
    assert told_file["sheets"] == [
        {"name": "S", "kind": "worksheet", "hidden": False, "known_as": None, "missing": []}
    ]
    assert (told_file["readable"], told_file["writable"]) == (True, True)


def _codes():
    sources = Path(linter.__file__).parent.glob("*.py")
    texts = [source.read_text("utf-8") for source in sources]
    return {code for text in texts for code in re.findall(r"(?:Fault\(|yield )\"([a-z-]+)\"", text)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_and_every_kind_of_part_has_its_words(language):
    words = wording(language)
    assert set(words.section("faults")) == _codes()
    assert set(words.section("parts")) == set(KINDS)


def word():
    import docx

    memory = io.BytesIO()
    docx.Document().save(memory)
    return memory.getvalue()


def repacked(data, change):
    """A workbook with each part changed, or left out where nothing is left of it."""
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return memory.getvalue()


def test_a_word_document_is_no_faulty_workbook(tmp_path):
    code, output = told(tmp_path, word())
    assert (code, "repair" in output) == (2, False)


def test_what_cannot_be_read_is_not_said_to_be_open_for_writing(tmp_path):
    broken = repacked(demo("en"), lambda name, part: part[:-50] if name.endswith("sheet3.xml") else part)
    code, output = told(tmp_path, broken)
    assert code == 1
    assert wording("en").text("cli", "doctor", "open").strip() not in output
    assert "damaged" in output or "损坏" in output


@pytest.mark.parametrize("missing", ["xl/worksheets/sheet3.xml", "xl/styles.xml"])
def test_a_part_that_is_missing_is_named(tmp_path, missing):
    code, output = told(tmp_path, repacked(demo("en"), lambda name, part: None if name == missing else part))
    assert (code, missing in output) == (1, True)


def test_half_a_file_is_damaged(tmp_path):
    data = demo("en")
    assert told(tmp_path, data[: len(data) // 2])[0] == 2


def test_an_adopted_sheet_misses_nothing(examined, tmp_path):
    path = tmp_path / "file.xlsx"
    path.write_bytes(made("budget_in_dollars"))
    adopt_file(real_house(), path, ())
    known = {sheet: missing for _, sheet, missing in known_sheets(examined(path.read_bytes()), wording("en"))}
    assert known == {"Budget": ()}
