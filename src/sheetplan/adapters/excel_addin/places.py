"""Where Excel looks for what is a user's own, and what must lie there.

Excel opens every workbook in its start-up folder, which is the user's own and needs no rights and no setting.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ADDIN = "sheetplan.xlam"
XLWINGS = "0.37.8"
"""The version of xlwings that add-in, DLL and script are of; the dependency is pinned to it."""


class UnknownSystem(Exception):  # noqa: N818 - an answer: there is no Excel here
    """Excel runs on Windows and macOS only."""


class Machine(NamedTuple):
    """A user's computer as the installer sees it.

    Attributes:
        system: ``win32`` or ``darwin``, as `sys.platform` has it.
        home: the user's folder.
        roaming: on Windows the folder of ``APPDATA``.
        interpreter: the absolute path of the Python that sheetplan is installed in.
        encoding: in which VBA reads text files.
    """

    system: str
    home: Path
    roaming: Path
    interpreter: Path
    encoding: str

    @property
    def startup(self) -> Path:
        """Return the folder whose workbooks Excel opens when it starts."""
        match self.system:
            case "win32":
                return self.roaming / "Microsoft/Excel/XLSTART"
            case "darwin":
                office = self.home / "Library/Group Containers/UBF8T346G9.Office"
                return office / "User Content.localized/Startup.localized/Excel"
        raise UnknownSystem(self.system)

    @property
    def settings(self) -> Path:
        """Return the file in which the add-in's launcher looks for the interpreter."""
        if self.system == "darwin":
            return self.home / "Library/Containers/com.microsoft.Excel/Data/sheetplan.conf"
        return self.home / ".sheetplan/sheetplan.conf"

    @property
    def script(self) -> Path:
        """Return the script that Excel for Mac runs Python through."""
        folder = self.home / "Library/Application Scripts/com.microsoft.Excel"
        return folder / f"xlwings-{XLWINGS}.applescript"


def this_machine(environment: Mapping[str, str] = os.environ) -> Machine:
    """Return the computer at hand."""
    home = Path.home()
    encoding = "mbcs" if sys.platform == "win32" else "utf-8"
    roaming = Path(environment.get("APPDATA", home / "AppData/Roaming"))
    return Machine(sys.platform, home, roaming, Path(sys.executable).absolute(), encoding)


def wanted_files(machine: Machine, addin: bytes, *, server: bool = False) -> dict[Path, bytes]:
    """Return what must lie where.

    Args:
        machine: the computer.
        addin: the built add-in.
        server: let one Python serve all clicks and functions (Windows); else each click starts its own.

    Raises:
        UnknownSystem: there is no Excel for this system.
    """
    files = {machine.startup / ADDIN: addin, machine.settings: _settings(machine, server=server)}
    if machine.system == "darwin":
        files[machine.script] = _shipped_script()
    return files


def _settings(machine: Machine, *, server: bool) -> bytes:
    """Return the settings in the form that VBA's own ``Write #`` gives them."""
    key = "INTERPRETER_MAC" if machine.system == "darwin" else "INTERPRETER_WIN"
    lines = {key: str(machine.interpreter), "USE UDF SERVER": str(server), "UDF MODULES": "sheetplan.udf"}
    text = "".join(f'"{name}","{value}"\r\n' for name, value in lines.items())
    return text.encode(machine.encoding)


def _shipped_script() -> bytes:
    from importlib.util import find_spec  # noqa: PLC0415 - found without importing xlwings

    package = find_spec("xlwings")
    folder = Path(package.origin).parent if package and package.origin else Path()
    return (folder / f"xlwings-{XLWINGS}.applescript").read_bytes()
