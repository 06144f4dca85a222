"""The module that starts Python from Excel: xlwings' own, with its weaknesses for shared workbooks closed.

The text comes from the installed xlwings (BSD-3, its notice stays in it). Each edit must match exactly once,
so that another version of xlwings fails here, loudly, and not on somebody's desk.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import xlwings

PROJECT = "sheetplan"


class LauncherError(Exception):
    """The installed xlwings is not the one these edits were written for."""


class Edit(NamedTuple):
    """A change to the text of the module, and why it is made."""

    reason: str
    before: str
    after: str


EDITS = (
    Edit(
        "one settings file, named after us",
        'PROJECT_NAME As String = "myaddin"',
        f'PROJECT_NAME As String = "{PROJECT}"',
    ),
    Edit(
        "a sheet named *.py in somebody's workbook is no programme of ours and asks for no licence",
        """    For i = 1 To 2
        If i = 1 Then
            Set wb = ActiveWorkbook
        Else
            Set wb = ThisWorkbook
        End If
        For Each sht In wb.Worksheets
            If Right$(sht.Name, 3) = ".py" Then
                uses_embedded_code = True
                Exit For
            End If
        Next
    Next i
""",
        "",
    ),
    Edit(
        "nothing is imported from the workbook's folder",
        'AddExcelDir = GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")\n    End If',
        'AddExcelDir = "false"\n    End If',
    ),
    Edit(
        "nor by the server of functions",
        'AddExcelDir = GetConfig("ADD_WORKBOOK_TO_PYTHONPATH", "true")\n\n    \' The first 6',
        'AddExcelDir = "false"\n\n    \' The first 6',
    ),
    Edit(
        "one server for all workbooks, and a short command line of plain letters",
        'PYTHONPATH = AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";"',
        'PYTHONPATH = AddExcelDir & ";;;"',
    ),
    Edit(
        "our command needs no path of the workbook, and starts without importing xlwings first",
        'RunCommand = CondaCmd & PythonInterpreter & " -B -c ""import xlwings.utils;xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\""); " & PythonCommand & """ "',
        'RunCommand = CondaCmd & PythonInterpreter & " -B -P -X utf8 -c """ & PythonCommand & """ "',
    ),
    Edit(
        "on a Mac likewise",
        'PYTHONPATH = AddExcelDir & ";" & ActiveFullName & ";" & ThisFullName & ";" & GetConfig("ONEDRIVE_CONSUMER_MAC") & ";" & GetConfig("ONEDRIVE_COMMERCIAL_MAC") & ";" & GetConfig("SHAREPOINT_MAC") & ";" & GetConfig("PYTHONPATH")',
        'PYTHONPATH = "false;;;;;"',
    ),
    Edit(
        "no sheet of a workbook overrides the interpreter",
        'If source = "" Or source = "sheet" Then',
        'If source = "sheet" Then',
    ),
    Edit(
        "nor does a file in its folder",
        'If source = "" Or source = "directory" Then',
        'If source = "directory" Then',
    ),
)


def launcher() -> str:
    """Return the text of the module, with Unix line ends.

    Raises:
        LauncherError: an edit does not match exactly once.
    """
    text = (
        (Path(xlwings.__file__).parent / "xlwings_custom_addin.bas").read_text("ascii").replace("\r\n", "\n")
    )
    for edit in EDITS:
        if text.count(edit.before) != 1:
            raise LauncherError(
                f"xlwings {xlwings.__version__}: {text.count(edit.before)} places for the edit '{edit.reason}'"
            )
        text = text.replace(edit.before, edit.after)
    return text.split("\n", 1)[1]  # the first line names the module, which is done by whoever adds it
