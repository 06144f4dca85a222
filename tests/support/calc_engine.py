"""A real spreadsheet program behind real xlwings objects: an engine for xlwings over LibreOffice's UNO.

Only for tests: LibreOffice would write a person's file back with losses. Uses the BSD part of xlwings, and
covers what the ribbon's commands ask of a workbook. Values are those that Excel would give: days and times by
number format, errors by name; a text that begins with ``'`` is typed as text.
"""

import datetime as dt
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from functools import cached_property

import pytest
import xlwings as xw
from xlwings import base_classes, utils

sys.path.append("/usr/lib/python3/dist-packages")  # where the system keeps the bridge to LibreOffice
uno = pytest.importorskip(
    "uno", reason="needs python3-uno, the bridge to LibreOffice, for this Python", exc_type=ImportError
)
sys.path.remove("/usr/lib/python3/dist-packages")

EPOCH = dt.datetime(1899, 12, 30)
DATE, TIME = 2, 4
MOMENTS, CONTENTS = 2, 1 | 2 | 4 | 16
VALUE_RESULTS, ERROR_RESULTS = 1, 4
FORMATS = (
    "CellBackColor", "CharColor", "CharFontName", "CharHeight", "CharWeight", "HoriJustify", "IsTextWrapped",
    "NumberFormat", "ParaIndent", "TableBorder2", "VertJustify",
)  # fmt: skip


def _struct(name, **fields):
    made = uno.createUnoStruct(name)
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def _options(**fields):
    return tuple(_struct("com.sun.star.beans.PropertyValue", Name=k, Value=v) for k, v in fields.items())


def _url(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


class Engine:
    """The engine as xlwings wants it."""

    name = "libreoffice"
    type = "desktop"

    def __init__(self):
        self.apps = Apps()
        self.calls = 0
        """How many times cells were read or written: in Excel each costs milliseconds."""

    @staticmethod
    def clean_value_data(data, datetime_builder, empty_as, number_builder, err_to_str):
        return [
            [empty_as if cell is None or (not err_to_str and _is_error(cell)) else cell for cell in row]
            for row in data
        ]

    @staticmethod
    def prepare_xl_data_element(x, options):
        return "" if x is None else x


def _is_error(cell):
    return isinstance(cell, str) and cell.startswith("#")


class Apps(base_classes.Apps):
    def __init__(self):
        self._apps = []

    def keys(self):
        return [app.pid for app in self._apps]

    def add(self, spec=None, add_book=None, xl=None, visible=None, **_):
        self._apps.insert(0, App(self))
        return self._apps[0]

    def __iter__(self):
        return iter(self._apps)

    def __len__(self):
        return len(self._apps)

    def __getitem__(self, pid):
        return next(app for app in self._apps if app.pid == pid)


class App(base_classes.App):
    _ports = itertools.count(21_000 + os.getpid() % 9_000)

    def __init__(self, apps):
        self.apps = apps
        port = next(App._ports)
        self._profile = tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(
            [
                "soffice", "--headless", "--norestore", "--nologo", "--nodefault",
                f"-env:UserInstallation=file://{self._profile.name}",
                f"--accept=socket,host=127.0.0.1,port={port};urp;",
            ],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.api = _desktop(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
        self.pid = self._process.pid
        self.books = Books(self)
        self.said = []
        """What the status bar said, in order."""
        self.alerts = []
        self.screen_updating = self.display_alerts = self.enable_events = self.interactive = True
        self._calculation = "automatic"

    api = pid = books = None
    screen_updating = display_alerts = enable_events = interactive = None
    version, visible, hwnd, path, startup_path = "16.0", True, 0, ".", "."

    @property
    def engine(self):
        return ENGINE

    def alert(self, prompt, *_):
        self.alerts.append(prompt)

    @property
    def status_bar(self):
        return self.said[-1] if self.said else False

    @status_bar.setter
    def status_bar(self, text):
        self.said.append(text)

    @property
    def calculation(self):
        return self._calculation

    @calculation.setter
    def calculation(self, mode):
        self._calculation = mode
        for book in self.books:
            book.api.enableAutomaticCalculation(mode != "manual")
            if mode != "manual":
                book.api.calculate()

    @property
    def selection(self):
        """The cells that a person would have selected."""
        book = self.books.active
        name, address = book.shown or (None, None)
        return book.sheets(name).range(address) if address else None

    def activate(self, steal_focus=False):
        """Do nothing: no window is shown."""

    def calculate(self):
        for book in self.books:
            book.api.calculateAll()

    def quit(self):
        self._process.terminate()
        self._process.wait(30)
        self.apps._apps.remove(self)
        self._profile.cleanup()

    kill = quit


def _desktop(address):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + 60
    while True:
        try:
            context = resolver.resolve(address)
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


class Books(base_classes.Books):
    api = None

    def __init__(self, app):
        self.app, self._books = app, []

    @property
    def active(self):
        return self._books[0]

    def open(self, fullname, *_, **__):
        document = self.app.api.loadComponentFromURL(_url(fullname), "_blank", 0, _options(Hidden=True))
        self._books.insert(0, Book(self, document, os.path.abspath(fullname)))
        return self._books[0]

    def __call__(self, key):
        for book in self._books:
            if key in (book.name, book.fullname):
                return book
        raise KeyError(key)

    def __len__(self):
        return len(self._books)

    def __iter__(self):
        return iter(list(self._books))


class Book(base_classes.Book):
    api = fullname = None

    def __init__(self, books, api, path):
        self.books, self.api, self.fullname = books, api, path
        self.shown = None
        """The sheet and the cell that a person would be looking at."""

    @property
    def app(self):
        return self.books.app

    @property
    def name(self):
        return os.path.basename(self.fullname)

    @property
    def sheets(self):
        return Sheets(self)

    @cached_property
    def areas(self):
        """The tables by the place of their sheet; asking for them takes a call for each."""
        ranges, found = self.api.DatabaseRanges, {}
        for area in (ranges.getByIndex(index) for index in range(ranges.Count)):
            found.setdefault(area.DataArea.Sheet, []).append(area)
        return found

    def save(self, path=None, password=None):
        self.fullname = os.path.abspath(path or self.fullname)
        self.api.storeAsURL(_url(self.fullname), _options(FilterName="Calc MS Excel 2007 XML"))

    def close(self):
        self.api.close(True)
        self.books._books.remove(self)

    def activate(self):
        self.books._books.remove(self)
        self.books._books.insert(0, self)


class Sheets(base_classes.Sheets):
    api = None

    def __init__(self, book):
        self.book, self.api = book, book.api.Sheets

    def __call__(self, key):
        if isinstance(key, int):
            return Sheet(self.book, self.api.getByIndex(key - 1))
        if not self.api.hasByName(key):
            raise KeyError(key)
        return Sheet(self.book, self.api.getByName(key))

    def __len__(self):
        return self.api.Count

    def __iter__(self):
        return (self(index) for index in range(1, len(self) + 1))

    @property
    def active(self):
        return self(1)


class Sheet(base_classes.Sheet):
    api = book = None

    def __init__(self, book, api):
        self.book, self.api = book, api

    def activate(self):
        self.book.shown = (self.name, None)

    @property
    def name(self):
        return self.api.Name

    @name.setter
    def name(self, name):
        self.api.Name = name

    @property
    def index(self):
        return self.api.RangeAddress.Sheet + 1

    @property
    def tables(self):
        return Tables(self)

    def range(self, first, last=None):
        areas = [_area(self, place) for place in (first, last) if place is not None]
        top, left = min(area[0] for area in areas), min(area[1] for area in areas)
        return Range(self, (top, left, max(area[2] for area in areas), max(area[3] for area in areas)))

    @property
    def used_range(self):
        cursor = self.api.createCursor()
        cursor.gotoEndOfUsedArea(False)
        return Range(self, (1, 1, cursor.RangeAddress.EndRow + 1, cursor.RangeAddress.EndColumn + 1))


def _area(sheet, place):
    match place:
        case Range():
            return place.area
        case tuple():
            return (*place, *place)
    return _bounds(sheet.api.getCellRangeByName(place).RangeAddress)


def _bounds(address):
    return address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1


class Range(base_classes.Range):
    sheet = has_array = None

    def __init__(self, sheet, area):
        self.sheet, self.area = sheet, area
        self.arg1_input = ""

    @property
    def row(self):
        return self.area[0]

    @property
    def column(self):
        return self.area[1]

    @property
    def shape(self):
        top, left, bottom, right = self.area
        return bottom - top + 1, right - left + 1

    @property
    def coords(self):
        return (self.sheet.name, self.row, self.column, *self.shape)

    @property
    def cells_api(self):
        top, left, bottom, right = self.area
        return self.sheet.api.getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    @property
    def api(self):
        return (self.cells_api,)  # xlwings asks whether it is true, and ranges of LibreOffice have no answer

    def __len__(self):
        return self.shape[0] * self.shape[1]

    def __call__(self, row, column=None):
        if column is None:
            row, column = (row - 1) // self.shape[1] + 1, (row - 1) % self.shape[1] + 1
        place = (self.row + row - 1, self.column + column - 1)
        return Range(self.sheet, (*place, *place))

    @property
    def address(self):
        return self.get_address(True, True, False)

    def get_address(self, row_absolute=True, col_absolute=True, external=False):
        top, left, bottom, right = self.area
        first, last = (
            f"{'$' * col_absolute}{utils.col_name(column)}{'$' * row_absolute}{row}"
            for row, column in ((top, left), (bottom, right))
        )
        return first if self.shape == (1, 1) else f"{first}:{last}"

    @property
    def raw_value(self):
        ENGINE.calls += 1
        rows = [[None if cell == "" else cell for cell in line] for line in self.cells_api.getDataArray()]
        for row, column in self._moments():
            rows[row - self.row][column - self.column] = _moment(rows[row - self.row][column - self.column])
        for (row, column), error in self._errors().items():
            rows[row - self.row][column - self.column] = error
        return rows

    @raw_value.setter
    def raw_value(self, value):
        ENGINE.calls += 1
        rows = value if isinstance(value, list | tuple) else [[value]]
        rows = [row if isinstance(row, list | tuple) else [row] for row in rows]
        if any(isinstance(cell, str) and cell.startswith("=") for row in rows for cell in row):
            raise ValueError("a value that begins with = would become a formula")
        self._sized(rows).cells_api.setDataArray(tuple(tuple(map(_data, row)) for row in rows))

    @property
    def formula(self):
        ENGINE.calls += 1
        found = self.cells_api.getFormulaArray()
        return found if len(self) > 1 else found[0][0]

    @formula.setter
    def formula(self, value):
        ENGINE.calls += 1
        rows = value if isinstance(value, list | tuple) else [[value] * self.shape[1]] * self.shape[0]
        texts = tuple(tuple(_english(self.sheet.book, str(cell)) for cell in row) for row in rows)
        self._sized(rows).cells_api.setFormulaArray(texts)

    def autofill(self, destination, type_):
        """Give a row's look to the rows beneath, cell by cell across."""
        assert type_ == "fill_formats"
        ENGINE.calls += 1
        top, left, bottom, right = destination.impl.area
        for column in range(left, right + 1):
            source = self.sheet.api.getCellByPosition(column - 1, self.row - 1)
            target = self.sheet.api.getCellRangeByPosition(column - 1, top - 1, column - 1, bottom - 1)
            target.setPropertyValues(FORMATS, source.getPropertyValues(FORMATS))

    def select(self):
        self.sheet.book.shown = (self.sheet.name, self.address)

    def clear_contents(self):
        self.cells_api.clearContents(CONTENTS)

    def _sized(self, rows):
        top, left = self.row, self.column
        return Range(self.sheet, (top, left, top + len(rows) - 1, left + len(rows[0]) - 1))

    def _moments(self):
        """Return the places of days and times: typed ones at once, computed ones by their number formats."""
        typed = self.cells_api.queryContentCells(MOMENTS).RangeAddresses
        computed = self.cells_api.queryFormulaCells(VALUE_RESULTS).RangeAddresses
        formats, kinds = self.sheet.book.api.NumberFormats, {}
        for address in computed:
            for column in range(address.StartColumn, address.EndColumn + 1):
                part = self.sheet.api.getCellRangeByPosition(column, address.StartRow, column, address.EndRow)
                kinds.setdefault(part.NumberFormat, []).append(_bounds(part.RangeAddress))
        dated = [areas for key, areas in kinds.items() if formats.getByKey(key).Type & (DATE | TIME)]
        return set(_places(map(_bounds, typed))).union(*map(_places, dated))

    def _errors(self):
        found = self.cells_api.queryFormulaCells(ERROR_RESULTS)
        return {
            place: self.sheet.api.getCellByPosition(place[1] - 1, place[0] - 1).String
            for place in _places(map(_bounds, found.RangeAddresses))
        }


def _places(areas):
    for top, left, bottom, right in areas:
        yield from itertools.product(range(top, bottom + 1), range(left, right + 1))


def _moment(cell):
    return EPOCH + dt.timedelta(milliseconds=round(cell * 86_400_000))


def _data(cell):
    match cell:
        case None:
            return ""
        case bool() | int() | float():
            return float(cell)
        case dt.datetime():
            return (cell - EPOCH) / dt.timedelta(days=1)
    text = str(cell)
    return text.removeprefix("'")


def _english(book, text):
    """Return a formula as LibreOffice's own grammar has it: arguments are parted by semicolons."""
    if not text.startswith("="):
        return text
    if "[" not in text:
        return re.sub(r"""("(?:[^"]|"")*")|,""", lambda found: found[1] or ";", text)
    parser = book.api.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish, parser.FormulaConvention = True, 3  # as Excel's files have it
    tokens = parser.parseFormula(text[1:], _struct("com.sun.star.table.CellAddress"))
    parser.FormulaConvention = 0
    return "=" + parser.printFormula(tokens, _struct("com.sun.star.table.CellAddress"))


class Table(base_classes.Table):
    api = parent = None

    def __init__(self, sheet, api):
        self.parent, self.api = sheet, api

    @property
    def name(self):
        return self.api.Name

    @property
    def range(self):
        return Range(self.parent, _bounds(self.api.DataArea))

    def resize(self, area):
        top, left, bottom, right = area.impl.area
        self.api.DataArea = _struct(
            "com.sun.star.table.CellRangeAddress",
            Sheet=self.parent.index - 1,
            StartRow=top - 1,
            StartColumn=left - 1,
            EndRow=bottom - 1,
            EndColumn=right - 1,
        )


class Tables(base_classes.Tables):
    parent = api = None

    def __init__(self, sheet):
        self.parent = sheet
        self._tables = [Table(sheet, area) for area in sheet.book.areas.get(sheet.index - 1, ())]

    def __call__(self, key):
        if isinstance(key, int):
            return self._tables[key - 1]
        return next(table for table in self._tables if table.name == key)

    def __len__(self):
        return len(self._tables)

    def __iter__(self):
        return iter(self._tables)

    def __contains__(self, key):
        return any(table.name == key for table in self._tables)


ENGINE = Engine()


def start():
    """Return a running spreadsheet program as an xlwings App."""
    if ENGINE.name not in [engine.name for engine in xw.engines]:
        xw.engines.add(xw.Engine(impl=ENGINE))
    xw.engines.active = xw.engines[ENGINE.name]
    return xw.App()
