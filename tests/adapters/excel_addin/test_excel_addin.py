from pathlib import Path

import pytest

from sheetplan.adapters.excel_addin import (
    FileState,
    Machine,
    UnknownSystem,
    diagnose,
    install,
    states,
    uninstall,
    wanted_files,
)

ADDIN = b"an add-in"


@pytest.fixture(params=["win32", "darwin"])
def machine(request, tmp_path):
    python = tmp_path / "用户 A&B" / "python.exe"
    python.parent.mkdir()
    python.write_bytes(b"")
    return Machine(request.param, tmp_path / "home", tmp_path / "roaming", python, "utf-8")


def tree(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_the_addin_lies_where_excel_looks_when_it_starts(machine, tmp_path):
    list(install(wanted_files(machine, ADDIN)))
    where = {
        "win32": "roaming/Microsoft/Excel/XLSTART/sheetplan.xlam",
        "darwin": "home/Library/Group Containers/UBF8T346G9.Office/User Content.localized/Startup.localized"
        "/Excel/sheetplan.xlam",
    }
    assert (tmp_path / where[machine.system]).read_bytes() == ADDIN


def test_the_launcher_is_told_an_absolute_interpreter(machine):
    list(install(wanted_files(machine, ADDIN)))
    key = {"win32": "INTERPRETER_WIN", "darwin": "INTERPRETER_MAC"}[machine.system]
    assert f'"{key}","{machine.interpreter}"\r\n' in machine.settings.read_bytes().decode()


def test_a_second_installation_writes_nothing(machine):
    wanted = wanted_files(machine, ADDIN)
    assert list(install(wanted)) == list(wanted)
    assert list(install(wanted)) == []


def test_an_older_addin_is_replaced(machine):
    list(install(wanted_files(machine, b"an older one")))
    assert list(install(wanted_files(machine, ADDIN))) == [machine.startup / "sheetplan.xlam"]


def test_a_dry_run_names_what_it_would_write_and_writes_nothing(machine, tmp_path):
    before = tree(tmp_path)
    assert list(install(wanted_files(machine, ADDIN), dry_run=True)) == list(wanted_files(machine, ADDIN))
    assert tree(tmp_path) == before


def test_uninstalling_leaves_no_file_behind(machine, tmp_path):
    before = tree(tmp_path)
    wanted = wanted_files(machine, ADDIN)
    list(install(wanted))
    assert list(uninstall(wanted)) == list(wanted)
    assert tree(tmp_path) == before


def test_other_files_in_the_startup_folder_are_left_alone(machine):
    machine.startup.mkdir(parents=True)
    other = machine.startup / "PERSONAL.XLSB"
    other.write_bytes(b"mine")
    wanted = wanted_files(machine, ADDIN)
    list(install(wanted))
    list(uninstall(wanted))
    assert other.read_bytes() == b"mine"


def test_states_tell_missing_current_and_different(machine):
    wanted = wanted_files(machine, ADDIN)
    assert set(states(wanted).values()) == {FileState.MISSING}
    list(install(wanted))
    assert set(states(wanted).values()) == {FileState.CURRENT}
    (machine.startup / "sheetplan.xlam").write_bytes(b"another")
    assert states(wanted)[machine.startup / "sheetplan.xlam"] is FileState.DIFFERENT


def ill(machine):
    return {found.code for found in diagnose(machine, wanted_files(machine, ADDIN)) if not found.well}


def test_the_doctor_finds_what_is_not_installed(machine):
    assert {"addin", "interpreter"} <= ill(machine)


def test_the_doctor_is_content_with_what_was_installed(machine):
    list(install(wanted_files(machine, ADDIN)))
    assert ill(machine) <= {"library"}


def test_the_doctor_finds_an_interpreter_that_is_gone(machine):
    list(install(wanted_files(machine, ADDIN)))
    machine.interpreter.unlink()
    assert "interpreter" in ill(machine)


def test_the_doctor_finds_the_library_beside_the_interpreter(machine):
    list(install(wanted_files(machine, ADDIN)))
    (machine.interpreter.parent / "xlwings64-0.37.8.dll").write_bytes(b"")
    assert "library" not in ill(machine)


def test_where_there_is_no_excel_the_answer_says_so():
    with pytest.raises(UnknownSystem):
        wanted_files(Machine("linux", Path(), Path(), Path("python"), "utf-8"), ADDIN)
