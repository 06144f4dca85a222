"""The add-in without Excel: its package, its project, its ribbon, and the command line it would run."""

import io
import re
import zipfile

import pytest
from lxml import etree
from oletools.olevba import VBA_Parser
from pyopenvba.apps.excel import ExcelApplication

from sheetplan import __version__
from sheetplan.app.commands import BUTTONS
from sheetplan.build.addin import ADDINS, build_addin
from sheetplan.build.addin.launcher import EDITS, LauncherError, launcher
from sheetplan.build.addin.ribbon_xml import CALLBACK, NAMESPACE, ribbon_xml
from sheetplan.language import LANGUAGES, wording
from sheetplan.ribbon.actions import ACTIONS
from support.shared import REPOSITORY
from support.vba import command_line

SOURCES = REPOSITORY / "workbook" / "addin"
KNOWN_IMAGES = {
    "CalculateNow",
    "ChartInsert",
    "ConditionalFormattingMenu",
    "DataValidation",
    "ExportWord",
    "FileNew",
    "FileOpen",
    "FileSave",
    "FormatPainter",
    "Help",
    "Info",
    "PropertySheet",
    "ReviewCompareTwoVersions",
    "Undo",
}
"""Icons that Office brings along."""


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def addin(language):
    return build_addin(language, SOURCES)


@pytest.fixture(scope="module")
def modules(addin):
    parser = VBA_Parser("sheetplan.xlam", data=addin)
    return {name: code for _, _, name, code in parser.extract_macros()}


def test_what_is_committed_equals_a_fresh_build(language, addin):
    assert (REPOSITORY / "workbook" / ADDINS[language]).read_bytes() == addin


def test_the_project_holds_the_launcher_the_callback_and_the_words(modules):
    assert {"Launcher.bas", "Ribbon.bas", "Words.bas"} <= set(modules)


def test_vba_is_ascii(modules):
    assert all(code.isascii() for code in modules.values())


def test_the_ribbon_is_joined_to_the_package(addin):
    with zipfile.ZipFile(io.BytesIO(addin)) as package:
        links = package.read("_rels/.rels").decode()
        assert 'office/2007/relationships/ui/extensibility" Target="customUI/customUI14.xml"' in links
        assert package.read("customUI/customUI14.xml").decode().startswith("<?xml")


def buttons(language):
    root = etree.fromstring(ribbon_xml(language).encode())
    return {button.get("tag"): button for button in root.iter(f"{{{NAMESPACE}}}button")}


def test_every_button_of_the_command_list_is_on_the_ribbon(language):
    assert list(buttons(language)) == list(BUTTONS)


def test_every_button_calls_the_one_callback_there_is(language, modules):
    assert {button.get("onAction") for button in buttons(language).values()} == {CALLBACK}
    assert f"Public Sub {CALLBACK}(control As IRibbonControl)" in modules["Ribbon.bas"]


def test_every_button_has_an_icon_that_office_knows():
    assert {button.image for button in BUTTONS.values()} <= KNOWN_IMAGES


def test_every_button_has_an_action():
    assert set(BUTTONS) == set(ACTIONS)


def test_ids_are_unique(language):
    ids = [
        element.get("id")
        for element in etree.fromstring(ribbon_xml(language).encode()).iter()
        if element.get("id")
    ]
    assert len(ids) == len(set(ids))


def test_labels_and_tips_keep_to_what_office_shows(language):
    for button in buttons(language).values():
        assert 0 < len(button.get("label")) <= 1024
        assert 0 < len(button.get("supertip")) <= 1024


def test_nothing_of_a_shared_workbook_decides_what_runs():
    text = launcher()
    assert "ADD_WORKBOOK_TO_PYTHONPATH" not in text
    assert 'If source = "" Or source = "sheet"' not in text
    assert 'If source = "" Or source = "directory"' not in text
    assert 'Right$(sht.Name, 3) = ".py" Then\n                uses_embedded_code' not in text
    assert "& ActiveWorkbook.FullName &" not in text.replace("ActiveFullName", "")


def test_the_notice_of_xlwings_stays():
    assert "Zoomer Analytics LLC" in launcher()


def test_another_xlwings_fails_loudly(monkeypatch):
    text = launcher()
    monkeypatch.setattr("pathlib.Path.read_text", lambda *_: text)  # edited already: nothing matches any more
    with pytest.raises(LauncherError, match=re.escape(EDITS[0].reason)):
        launcher()


NAMES = ["plan.xlsm", "2024 新品发布会.xlsm", "A&B = C.xlsm", "Anna's plan (final).xlsm"]


@pytest.mark.parametrize("name", NAMES)
def test_a_click_runs_python_with_the_workbooks_name(name, modules, tmp_path):
    shell = command_line(modules, tmp_path / name, "check")
    assert f"from sheetplan.ribbon import start; start('check', '{__version__}')" in shell
    assert f'--wb="{name}"' in shell
    assert "-B -P -X utf8 -c" in shell
    assert "prepare_sys_path" not in shell


def test_before_a_workbook_is_open_the_callback_says_so_in_both_languages(modules):
    app = ExcelApplication()
    app.add_workbook()
    app.add_module(modules["Words.bas"], name="Words")
    said = app.evaluate("SheetplanNoWorkbook()")
    assert said == " / ".join(wording(language).text("ribbon", "no_workbook") for language in LANGUAGES)
