"""What stands in a built workbook is what the schema declares."""

import re
import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from openpyxl.utils import range_boundaries

from sheetplan.adapters.xlsx_lint import lint
from sheetplan.build.content import WorkbookContent
from sheetplan.build.layout import FIRST_ROW, HEADER_ROW
from sheetplan.build.workbook import build_workbook
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.column import Owner
from sheetplan.model.kinds import Choice
from sheetplan.model.row import Shape
from sheetplan.model.sheets import SHEETS
from support.built import file_of, opened
from support.golden import assert_golden
from support.schema import schema_errors

NEWER_THAN_2016 = re.compile(
    r"\b(XLOOKUP|XMATCH|FILTER|SORT|SORTBY|UNIQUE|LET|LAMBDA|SEQUENCE|TEXTJOIN|IFS|CONCAT|MAXIFS|MINIFS|SWITCH)\("
)
FILES = [(language, filled) for language in LANGUAGES for filled in (True, False)]
files = pytest.mark.parametrize(("language", "filled"), FILES)
languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(params=LANGUAGES)
def words(request):
    return wording(request.param)


@pytest.fixture
def book(words):
    return opened(file_of(words.language))


@pytest.fixture
def empty(words):
    return opened(file_of(words.language, filled=False))


def cell(book, words, sheet, column, row=FIRST_ROW):
    page = book[words.sheet(sheet)]
    if SHEETS[sheet].shape is Shape.FORM:
        return page.cell(FIRST_ROW + list(SHEETS[sheet].columns()).index(column), 2)
    return page.cell(row, list(SHEETS[sheet].columns()).index(column) + 1)


def validations(book, words, sheet, column):
    place = cell(book, words, sheet, column)
    found = book[words.sheet(sheet)].data_validations.dataValidation
    return [validation for validation in found if place.coordinate in validation.sqref]


@files
def test_the_same_content_gives_the_same_bytes(language, filled):
    file_of.cache_clear()
    first = file_of(language, filled=filled)
    file_of.cache_clear()
    assert file_of(language, filled=filled) == first


@files
def test_excel_has_nothing_to_repair(language, filled):
    assert list(lint(file_of(language, filled=filled))) == []


@files
def test_the_schemas_have_nothing_to_say(language, filled):
    assert schema_errors(file_of(language, filled=filled)) == []


@languages
def test_the_file_is_small(language):
    assert len(file_of(language)) < 200_000


@languages
def test_everything_that_stands_on_the_sheets(language):
    book = opened(file_of(language, filled=False))
    assert_golden(f"workbook/{language}.txt", "\n\n".join(map(projection, shown(book))) + "\n")


def projection(page):
    (table,) = page.tables.values()
    lines = [f"{page.title}  ({table.displayName} {table.ref}, frozen at {page.freeze_panes})"]
    for column in range(1, page.max_column + 1):
        heading = page.cell(HEADER_ROW, column).value
        formula = page.cell(FIRST_ROW, column).value if table.autoFilter else None
        lines.append(f"  {heading}" + (f" {formula}" if formula else ""))
    if not table.autoFilter:
        lines += [
            f"    {item.value}" + (f" {content.value}" if content.value else "")
            for item, content in page.iter_rows(min_row=FIRST_ROW, max_col=2)
        ]
    return "\n".join(lines)


def test_every_sheet_stands_in_its_place(book, words):
    assert [page.title for page in shown(book)] == [words.sheet(sheet) for sheet in SHEETS]
    assert book.sheetnames[-1] == words.text("workbook", "lists")


def shown(book):
    """The worksheets of the schema; the others are views and lists for drop-downs."""
    return [page for page in book if page.tables]


def test_every_sheet_is_one_table_of_its_declared_name(book, words):
    for sheet, row in SHEETS.items():
        assert list(book[words.sheet(sheet)].tables) == [row.table]


def test_every_heading_stands_as_its_first_word(book, words):
    for sheet, row in SHEETS.items():
        if row.shape is Shape.TABLE:
            headings = [found.value for found in book[words.sheet(sheet)][HEADER_ROW]]
            assert headings == [words.heading(sheet, column) for column in row.columns()]


def test_every_entry_of_a_form_stands_under_its_item(book, words):
    for sheet, row in SHEETS.items():
        if row.shape is Shape.FORM:
            items = [
                found.value for (found,) in book[words.sheet(sheet)].iter_rows(min_row=FIRST_ROW, max_col=1)
            ]
            assert items == [words.heading(sheet, column) for column in row.columns()]


def test_the_headings_stay_in_view(book):
    for page in shown(book):
        assert re.fullmatch(rf"[A-D]{FIRST_ROW}", page.freeze_panes)


def test_wide_tables_keep_the_name_of_the_row_in_view(book, words):
    assert book[words.sheet("tasks")].freeze_panes == f"D{FIRST_ROW}"
    assert book[words.sheet("metrics")].freeze_panes == f"C{FIRST_ROW}"


def test_a_page_is_as_wide_as_the_sheet_and_repeats_the_headings(book):
    for page in shown(book):
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"


def test_a_long_form_stands_upright_and_all_else_lies(book, words):
    upright = [page.title for page in shown(book) if page.page_setup.orientation != "landscape"]
    assert upright == [words.sheet("event")]


def test_the_widest_table_takes_two_pages_and_names_its_rows_on_both(book, words):
    tasks = book[words.sheet("tasks")]
    assert (tasks.page_setup.fitToWidth, tasks.print_title_cols) == (2, "$A:$C")


def test_the_first_sheet_is_the_one_that_opens(book):
    assert book.active.title == book.sheetnames[0]


def test_a_hidden_column_is_hidden(book, words):
    column = cell(book, words, "findings", "mark").column_letter
    assert book[words.sheet("findings")].column_dimensions[column].hidden


def test_no_drop_down_is_too_long_for_excel(book):
    for page in book:
        for validation in page.data_validations.dataValidation:
            assert len(validation.formula1 or "") <= 257


def test_a_choice_is_offered_in_the_words_of_the_language(book, words):
    for sheet, row in SHEETS.items():
        for name, column in row.columns().items():
            if isinstance(column.kind, Choice) and column.owner.value == "people":
                (validation,) = validations(book, words, sheet, name)
                expected = [listed[0] for listed in words.choices(column.kind.choices).values()]
                assert offered(book, validation) == expected


def offered(book, validation):
    """The words of a drop-down: its own, or those of the cells that its name stands for."""
    if validation.formula1.startswith('"'):
        return validation.formula1.strip('"').split(",")
    title, cells = book.defined_names[validation.formula1].attr_text.split("!")
    return [found.value for (found,) in book[title.strip("'")][cells]]


def test_nothing_blocks_what_people_paste(book):
    for page in book:
        for validation in page.data_validations.dataValidation:
            assert (
                validation.errorStyle == "warning"
                or not validation.showErrorMessage
                or validation.type is None
            )


def test_people_are_offered_and_several_in_one_cell_pass_silently(book, words):
    (validation,) = validations(book, words, "tasks", "responsible")
    assert (validation.formula1, validation.showErrorMessage) == ("sp_people", False)
    assert book.defined_names["sp_people"].attr_text == f"People[{words.heading('people', 'name')}]"


def test_categories_are_offered_to_budget_lines(book, words):
    (validation,) = validations(book, words, "budget", "category")
    assert validation.formula1 == "sp_budget_summary"


def test_help_is_shown_where_it_is_needed(book, words):
    (validation,) = validations(book, words, "tasks", "percent_complete")
    assert validation.prompt == words.help("tasks", "percent_complete")
    assert (validation.type, validation.formula1, validation.formula2) == ("decimal", "0", "1")


def test_computed_columns_invite_nobody_to_type(book, words):
    assert validations(book, words, "tasks", "status") == []


def noted(book, words, sheet, place):
    """The note that appears where a cell is selected."""
    found = book[words.sheet(sheet)].data_validations.dataValidation
    return [validation.prompt for validation in found if place in validation.sqref and validation.prompt]


def test_headings_bear_notes(book, words):
    for sheet, notes in words.section("help").items():
        if SHEETS[sheet].shape is Shape.TABLE:
            for column, note in notes.items():
                letter = cell(book, words, sheet, column).column_letter
                assert noted(book, words, sheet, f"{letter}{HEADER_ROW}") == [note]


def test_entries_of_forms_bear_notes_beside_them(book, words):
    row = FIRST_ROW + list(SHEETS["event"].columns()).index("roi")
    assert noted(book, words, "event", f"A{row}") == [words.help("event", "roi")]


def test_whatever_a_table_computes_says_how(words):
    silent = {
        f"{sheet}.{name}"
        for sheet, row in SHEETS.items()
        if row.shape is Shape.TABLE and sheet != "findings"
        for name, column in row.columns().items()
        if column.owner is not Owner.PEOPLE and not column.hidden and not words.help(sheet, name)
    }
    assert silent == set()


def test_computed_cells_look_different(book, words):
    assert (
        cell(book, words, "tasks", "status").fill.fgColor.rgb
        != cell(book, words, "tasks", "title").fill.fgColor.rgb
    )


def test_dates_are_dates(book, words):
    date = cell(book, words, "tasks", "baseline_start")
    assert (date.value, date.number_format) == (datetime(2026, 8, 3), "yyyy-mm-dd")


def test_what_people_typed_stands_as_they_typed_it(book, words):
    assert cell(book, words, "tasks", "baseline_finish", FIRST_ROW + 2).value == "9月底"
    assert cell(book, words, "event", "attendance").value == "300人"


def test_a_choice_stands_as_its_word(book, words):
    assert cell(book, words, "tasks", "status").value == words.choice("task_status", "done")


def test_several_names_stand_in_one_cell(book, words):
    joined = words.text("workbook", "names_joined")
    assert joined in cell(book, words, "tasks", "responsible").value


def test_a_word_that_is_no_choice_is_kept(words):
    content = WorkbookContent(tables={"actions": [{"status": "差不多了"}]})
    book = opened(build_workbook(content, words.language))
    assert cell(book, words, "actions", "status").value == "差不多了"


def test_text_that_looks_like_a_formula_stays_text(words):
    content = WorkbookContent(tables={"tasks": [{"title": "=1+1", "note": "https://example.com"}]})
    page = opened(build_workbook(content, words.language))[words.sheet("tasks")]
    assert [
        found.data_type for found in page[FIRST_ROW] if found.value in ("=1+1", "https://example.com")
    ] == ["s", "s"]


def test_a_computed_id_fills_a_blank_one_and_no_other(words):
    content = WorkbookContent(
        tables={"tasks": [{"code": None, "title": "a"}, {"code": "X", "title": "b"}]},
        computed={"tasks": [{"code": "T01"}, {"code": "T02"}]},
    )
    book = opened(build_workbook(content, words.language))
    assert [cell(book, words, "tasks", "code", FIRST_ROW + row).value for row in (0, 1)] == ["T01", "X"]


def test_an_empty_table_has_rows_to_type_into(empty, words):
    assert rows_of(empty[words.sheet("tasks")]) == 5
    assert rows_of(empty[words.sheet("actions")]) == 2


def test_what_stands_beside_an_entry(book, words):
    venue = cell(book, words, "event", "venue")
    beside = [found.value for found in book[words.sheet("event")][venue.row]][2:]
    assert beside[:2] == ["王磊", datetime(2026, 8, 1)]


def test_formulas_know_their_values_before_excel_opens_them(words):
    book = opened(file_of(words.language), values=True)
    assert cell(book, words, "budget", "planned").value == 80000
    assert cell(book, words, "event", "spend_rate").value == 0.840005


def test_no_function_is_newer_than_excel_2016(book):
    for page in book:
        for row in page.iter_rows():
            for found in row:
                assert found.data_type != "f" or not NEWER_THAN_2016.search(found.value)


def test_every_formula_column_fills_itself(book, words):
    for sheet, row in SHEETS.items():
        (table,) = book[words.sheet(sheet)].tables.values()
        for (name, column), declared in zip(row.columns().items(), table.tableColumns, strict=False):
            if column.formula and row.shape is Shape.TABLE:
                stored = declared.calculatedColumnFormula.attr_text
                assert f"={stored}" == cell(book, words, sheet, name).value


def test_marks_are_looked_up_where_findings_have_them(book, words):
    mark = cell(book, words, "findings", "mark")
    assert book.defined_names["sp_marks"].attr_text == (
        f"'{words.sheet('findings')}'!${mark.column_letter}${FIRST_ROW}:${mark.column_letter}$5000"
    )


def test_every_cell_of_people_asks_for_its_mark(book, words):
    asked = {}
    for page in book:
        for area in page.conditional_formatting:
            for rule in area.rules:
                if rule.formula and "sp_marks" in rule.formula[0]:
                    asked.setdefault(page.title, set()).update(cells_of(area.sqref.ranges))
    for sheet, row in SHEETS.items():
        if sheet != "findings":
            rows, columns = (
                (1000, len(row.columns())) if row.shape is Shape.TABLE else (len(row.columns()), 4)
            )
            assert len(asked[words.sheet(sheet)]) == rows * columns


def cells_of(ranges):
    return {place for area in ranges for place in area.cells}


def test_a_rows_height_is_known_but_not_insisted_on(words):
    with zipfile.ZipFile(BytesIO(file_of(words.language))) as package:
        sheet = package.read("xl/worksheets/sheet4.xml").decode()
    rows = re.findall(r"<row ([^>]*)>", sheet)
    data = [row for row in rows if int(re.search(r'r="(\d+)"', row)[1]) >= FIRST_ROW]
    assert all("ht=" in row and "customHeight" not in row for row in data)


def rows_of(page):
    (table,) = page.tables.values()
    _, first, _, last = range_boundaries(table.ref)
    return last - first
