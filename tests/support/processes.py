"""The command line in a process of its own, in the locale of a reader."""

from __future__ import annotations

import os
import subprocess
import sys

LOCALES = {"zh": "zh_CN.UTF-8", "en": "C.UTF-8"}


def started(*arguments, folder):
    """A run that goes on by itself, speaking English."""
    return subprocess.Popen(
        [sys.executable, "-m", "sheetplan", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "LC_ALL": LOCALES["en"], "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def sheetplan(*arguments, folder, language="en"):
    """What a run said, wrote to standard error and returned."""
    environment = {**os.environ, "LC_ALL": LOCALES[language], "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "sheetplan", *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
