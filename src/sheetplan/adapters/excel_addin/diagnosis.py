"""What may keep a click from working, looked up without starting Excel."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .install import FileState, states
from .places import ADDIN, XLWINGS, Machine

POLICY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
BLOCKED = 4
"""The value of the policy ``VBAWarnings`` that disables all macros without asking."""


class Diagnosis(NamedTuple):
    """One thing that was looked at: its sentence in ``excel.doctor``, and whether it is well."""

    code: str
    well: bool
    detail: str = ""


def diagnose(machine: Machine, wanted: Mapping[Path, bytes]) -> Iterator[Diagnosis]:
    """Yield what was looked at, in the order in which a click needs it."""
    stand = {path.name: state for path, state in states(wanted).items()}
    yield Diagnosis("addin", stand[ADDIN] is FileState.CURRENT, str(machine.startup / ADDIN))
    yield _interpreter(machine)
    installed = importlib.metadata.version("xlwings")
    yield Diagnosis("xlwings", installed == XLWINGS, f"{installed} / {XLWINGS}")
    if machine.system == "darwin":
        yield Diagnosis("script", stand[machine.script.name] is FileState.CURRENT, str(machine.script))
    else:
        yield _library(machine)
        yield Diagnosis("macros", _macro_policy() != BLOCKED, POLICY)


def _interpreter(machine: Machine) -> Diagnosis:
    """Return whether the launcher will find a Python."""
    try:
        text = machine.settings.read_bytes().decode(machine.encoding)
    except OSError:
        return Diagnosis("interpreter", well=False, detail=str(machine.settings))
    found = re.search(r'"INTERPRETER_(?:WIN|MAC)","([^"]*)"', text)
    path = found[1] if found else ""
    return Diagnosis("interpreter", bool(path) and Path(path).exists(), path)


def _library(machine: Machine) -> Diagnosis:
    """Return whether the DLL of the server lies where the launcher looks for it."""
    name = f"xlwings64-{XLWINGS}.dll"
    folders = (machine.interpreter.parent, machine.interpreter.parent.parent)
    return Diagnosis("library", any((folder / name).exists() for folder in folders), name)


def _macro_policy() -> int | None:
    """Return what the organisation's policy says of macros; None where it says nothing."""
    try:
        import winreg  # noqa: PLC0415 - on Windows alone

        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, POLICY) as key:  # type: ignore[attr-defined,unused-ignore]
            return int(winreg.QueryValueEx(key, "VBAWarnings")[0])  # type: ignore[attr-defined,unused-ignore]
    except (ImportError, OSError):
        return None
