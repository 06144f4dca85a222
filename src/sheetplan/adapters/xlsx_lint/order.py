"""Checks of the order of elements: Excel repairs a part in which it finds what it does not expect."""

from collections.abc import Iterator

from lxml import etree

from .parts import Book, Fault, Sheet, name

_WORKSHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "drawingHF", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_WORKBOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
    "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_REPEATED = {"conditionalFormatting", "fileRecoveryPr"}


def book_order_faults(book: Book) -> Iterator[Fault]:
    """Yield what is out of order in the workbook and its styles."""
    yield from _faults(book.part, book.root, _WORKBOOK)
    styles = book.owned("styles")
    if styles:
        yield from _faults(styles, book.xml(styles), _STYLES)


def sheet_order_faults(_: Book, sheet: Sheet) -> Iterator[Fault]:
    """Yield what is out of order in a sheet."""
    yield from _faults(sheet.part, sheet.root, _WORKSHEET)


def _faults(part: str, root: etree._Element, order: tuple[str, ...]) -> Iterator[Fault]:
    namespace = etree.QName(root).namespace
    last = -1
    for item in root:
        local = name(item)
        if not local or etree.QName(item).namespace != namespace:
            continue
        if local not in order:
            yield Fault("element-unknown", part, local)
            continue
        at = order.index(local)
        if at < last or (at == last and local not in _REPEATED):
            yield Fault("element-order", part, local)
        last = max(last, at)
