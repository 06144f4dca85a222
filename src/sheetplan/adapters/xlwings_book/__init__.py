"""An open workbook as tables, and changes made in it, through xlwings.

A range call costs milliseconds, so everything is read and written in blocks: a sheet at a time, and
neighbouring computed columns at a time. Excel recalculates formulas itself; only missing ones are put in.
"""

from .book import OpenBook
from .dialogue import chosen_file

__all__ = ["OpenBook", "chosen_file"]
