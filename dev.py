#!/usr/bin/env python3
"""The one entry for developers: ``python3 dev.py demo | test | check | bench | build | pictures | lock``.

Needs nothing but Python 3.11 or newer. Everything else is put into ``.venv``, in the versions of
``requirements.lock``; later arguments are passed on (``python3 dev.py test -k calendar``).
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed.sha256"


def demo(*arguments: str) -> None:
    """Make the example event in ./sheetplan-demo: workbook, findings, forecast, documents."""
    run(PYTHON, "-m", "sheetplan", "demo", *arguments)


def test(*arguments: str) -> None:
    """Run the tests, on every core; the slow ones only when asked for: -m slow."""
    run(PYTHON, "-m", "pytest", "-n", "auto", "-m", "not slow", *arguments)


def check() -> None:
    """Hold the house rules: formatting, lint, types, import law, spelling."""
    run(PYTHON, "-m", "ruff", "format", "--check", ".")
    run(PYTHON, "-m", "ruff", "check", ".")
    run(PYTHON, "-m", "mypy")
    run(BIN / "lint-imports")
    run(BIN / "codespell")


def bench(*arguments: str) -> None:
    """Run the benchmarks; each prints ratios against a peer or a floor measured in the same run."""
    for script in sorted((ROOT / "benchmarks").glob("bench_*.py")):
        run(PYTHON, script, *arguments)


def build(*arguments: str) -> None:
    """Build what ships: master workbooks, Word templates, generated docs."""
    run(PYTHON, "-m", "sheetplan.build", *arguments)


def pictures() -> None:
    """Draw the pictures of the documentation anew; needs LibreOffice and poppler."""
    run(PYTHON, ROOT / "docs" / "pictures.py")


def lock() -> None:
    """Resolve the dependencies anew into requirements.lock (pins and hashes for every system)."""
    run(PYTHON, "-m", "pip", "install", "--quiet", "uv")
    run(
        PYTHON, "-m", "uv", "pip", "compile", "--universal", "--quiet", "--generate-hashes", "--no-header",
        "--no-annotate", "--python-version", "3.11", "--group", "dev", "--no-emit-index-url",
        "pyproject.toml", "-o", "requirements.lock",
    )  # fmt: skip


def install() -> None:
    """Make .venv hold exactly the locked versions, unless it does already."""
    wanted = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return
    print("Preparing .venv (once, about a minute) …", flush=True)
    venv.create(VENV, with_pip=True, clear=True)
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    STAMP.write_text(wanted)


def run(*command: object) -> None:
    """Run a command in the project's folder; its failure is ours."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


COMMANDS = {task.__name__: task for task in (demo, test, check, bench, build, pictures, lock)}


def main() -> None:
    """Do what the first argument says."""
    name, *rest = sys.argv[1:] or ["--help"]
    if name not in COMMANDS:
        width = max(map(len, COMMANDS))
        print("usage: python3 dev.py COMMAND …\n")
        print("\n".join(f"  {key:{width}}  {task.__doc__}" for key, task in COMMANDS.items()))
        raise SystemExit(0 if name in {"-h", "--help"} else 2)
    if sys.version_info < (3, 11):  # noqa: UP036 - this file must say it on any Python
        raise SystemExit(f"sheetplan needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    install()
    COMMANDS[name](*rest)


if __name__ == "__main__":
    main()
