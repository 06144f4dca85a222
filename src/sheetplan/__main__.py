"""``python -m sheetplan``."""

from sheetplan.cli import main

main()
