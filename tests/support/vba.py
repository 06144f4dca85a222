"""The add-in's VBA run by an interpreter, with what it asks of Windows answered by a recorder."""

import re

from pyopenvba.apps.excel import ExcelApplication

RECORDER = """
Public Command As String
Public Function Ran(text As Variant, style As Variant, wait As Variant) As Long
    Command = text
End Function
Public Function AskedEnviron(name As String) As String
    AskedEnviron = "C:\\Users\\Anna"
End Function
Public Function RecordedCommand() As String
    RecordedCommand = Command
End Function
"""
_ANSWERS = {
    "Environ(": "AskedEnviron(",
    "WScript.ExpandEnvironmentStrings(s)": "s",
    "WScript.Run(": "Ran(",
    "GetAttr(FileSpec)": "vbDirectory",
    'GetConfig("SHOW CONSOLE", False) = True': "False",
    'GetConfig("USE UDF SERVER", False)': "False",
    "Application.Hwnd": "4711",
    "Application.Path": '"C:\\Office"',
    "Kill LOG_FILE": "LOG_FILE = LOG_FILE",
}


def command_line(modules, path, command):
    """Return the command line that a click would run while a workbook of that path is active."""
    app = ExcelApplication()
    app.add_workbook()
    app.save(path)
    app.add_module(RECORDER, name="Recorder")
    for name, text in modules.items():
        if text.strip():
            app.add_module(_answered(text), name=name.removesuffix(".bas"))
    app.run("SheetplanRun", command)
    return app.evaluate("RecordedCommand()")


def _answered(text):
    """Return a module with answers, and without remarks behind directives: the interpreter stumbles there."""
    text = re.sub(r"(?m)^(\s*#[^'\n]*?)[ \t]*'.*$", r"\1", text.replace("\r\n", "\n"))
    for asked, answer in _ANSWERS.items():
        text = text.replace(asked, answer)
    return text
