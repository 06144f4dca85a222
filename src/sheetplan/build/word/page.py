"""A Word template being written: its words, its tags, and the body so far."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from docx.oxml import parse_xml
from docx.shared import Mm

from sheetplan.adapters.docx_package.archive import read_archive, write_archive
from sheetplan.build.word.charts import add_chart, add_placeholder, drawing
from sheetplan.build.word.columns import Column, columns_of, fitted, least_width
from sheetplan.build.word.look import FONTS, NAVY, OFFICIAL_WIDTH, ORANGE, PALE, new_document
from sheetplan.build.word.markup import (
    Cell,
    field,
    field_begin,
    field_end,
    page_break,
    paragraph,
    row,
    run,
    tab,
    table,
    widths_of,
)
from sheetplan.build.word.tags import Tags
from sheetplan.documents.context import Chart
from sheetplan.documents.kinds import title
from sheetplan.language import wording
from sheetplan.model.kinds import Money

if TYPE_CHECKING:
    from docx.section import Section
    from lxml import etree


PORTRAIT, LANDSCAPE = 9354, 14287
"""The width of the text, in twentieths of a point, on A4 between our margins."""
COLUMNS = Chart(("A", "B"), (("1", (1, 1)), ("2", (1, 1))), "#,##0")
RATES = Chart(("A", "B"), (("1", (1, 1)), ("2", (1, 1))), "0%")
LINE = COLUMNS
"""Charts to be filled: what counts is how many series they have and how numbers are shown."""
_LEFT_BEHIND = ("/thumbnail", "/stylesWithEffects", "/customXml")  # of the document python-docx starts from
_NAMESPACES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


class Page:
    """The template of one document in one language.

    Attributes:
        words: the words that templates share.
        own: the words of this document.
        standing: the names that the open conditions say are filled.
    """

    def __init__(self, kind: str, language: str, *, landscape: bool = False, official: bool = False) -> None:
        self.language = language
        self.official = official
        self._letter = False
        self.standing: list[str] = []
        self.words = wording(language).section("documents")
        self.own: dict[str, Any] = dict(self.words[kind])
        if "title" not in self.own:
            self.own["title"] = title(kind, wording(language))
        self.document = new_document(language, official=official)
        self.width = LANDSCAPE if landscape else OFFICIAL_WIDTH if official else PORTRAIT
        self.tags = Tags(language)
        self._figures = self._tables = 0
        self._headings: list[tuple[int, str]] = []
        self._contents: etree._Element | None = None
        if landscape:
            self._turn(self.document.sections[0])

    @staticmethod
    def _turn(section: Section) -> None:
        section.page_width, section.page_height = Mm(297), Mm(210)

    # -- paragraphs ----------------------------------------------------------------------------------

    def add(self, *blocks: str) -> None:
        """Append paragraphs and tables to the body."""
        body = self.document.element.body
        for element in parse_xml(f"<w:body{_NAMESPACES}>{''.join(blocks)}</w:body>"):
            body.sectPr.addprevious(element)

    def say(self, text: str) -> str:
        """Return a text with its ``{字段}`` turned into tags of the template's language."""
        return self.tags.filled(text)

    def heading(self, key: str, level: int = 1) -> None:
        """Append a heading, which the contents lead to."""
        self._headings.append((level, self.own[key]))
        at = len(self._headings)
        mark = f'<w:bookmarkStart w:id="{at}" w:name="_Toc{at:05}"/>'
        self.add(paragraph(f"Heading{level}", mark, run(self.own[key]), f'<w:bookmarkEnd w:id="{at}"/>'))

    def text(self, text: str, style: str = "BodyText") -> None:
        """Append a paragraph of running text."""
        self.add(paragraph(style, self.say(text)))

    def lines(self, text: str) -> None:
        """Append a passage that people may have written in several lines."""
        self.text(text, "BodyLines")

    def lead_in(self, text: str) -> None:
        """Append a paragraph that stays on the page of the table it leads to."""
        self.text(text, "LeadIn")

    def labelled(self, *names: str) -> None:
        """Append fields with their labels before them."""
        for name in names:
            label = run(self.tags.name(name), "Strong")
            self.add(paragraph("LabelledText", label, tab(), run(self.tags.tag(name))))

    def listed(self, table_name: str, text: str, mark: str = "", style: str = "Conclusion") -> None:
        """Append a paragraph for each row of a table, led by a mark or by its number."""
        lead = mark or self.say(f"{{{table_name}.序号}}.")
        self.add(
            paragraph(style, self.say(f"{{#{table_name}}}")),
            paragraph(style, run(lead, "Accent"), tab(), *self.runs(text)),
            paragraph(style, self.say(f"{{/{table_name}}}")),
        )

    def runs(self, text: str) -> list[str]:
        """Return the runs of a text in which ``**words**`` are strong."""
        parts = re.split(r"\*\*", self.say(text))
        return [run(part, "Strong" if at % 2 else "") for at, part in enumerate(parts) if part]

    def when(self, condition: str, *, filled: bool = True) -> _Condition:
        """Return a block of the body that stands only if a field is filled, or only if it is not."""
        return _Condition(self, condition, "?" if filled else "^")

    def handwriting(self, key: str, *lines: str) -> None:
        """Append a place for people's own words, kept when the document is written anew."""
        word = "手写" if self.language == "zh" else "handwritten"
        name = self.own.get(key, key)
        self.add(
            paragraph("BodyText", f"{{{{{word}:{name}}}}}"),
            *(paragraph("Handwriting", self.say(line)) for line in lines),
            paragraph("BodyText", f"{{{{/{word}}}}}"),
        )

    def contents(self) -> None:
        """Append a page of contents; it is filled when the document is saved."""
        self.add(paragraph("ContentsTitle", self.words["contents"]), paragraph("Contents1", "…"))
        self._contents = self.document.element.body[-2]
        self.new_page()

    def _fill_contents(self) -> None:
        """Write the contents as links without page numbers: they are true at once, and stay so."""
        if self._contents is None:
            return
        lines = [_contents_line(level, text, at) for at, (level, text) in enumerate(self._headings, 1)]
        begin = field_begin('TOC \\o "1-2" \\n \\h')
        lines[0] = lines[0].replace("</w:pPr>", "</w:pPr>" + begin, 1)
        lines[-1] = lines[-1].removesuffix("</w:p>") + field_end() + "</w:p>"
        for element in reversed(parse_xml(f"<w:body{_NAMESPACES}>{''.join(lines)}</w:body>")):
            self._contents.addnext(element)
        body = self.document.element.body
        body.remove(self._contents)

    def new_page(self) -> None:
        """Append a page break."""
        self.add(paragraph("SmallGap", page_break()))

    def gap(self) -> None:
        """Append a little space."""
        self.add(paragraph("SmallGap", ""))

    # -- tables --------------------------------------------------------------------------------------

    def caption(self, text: str, kind: Literal["table", "figure"]) -> None:
        """Append a caption that counts itself."""
        self._tables += kind == "table"
        self._figures += kind == "figure"
        number = self._tables if kind == "table" else self._figures
        label = self.words[kind]
        counted = field(f"SEQ {label} \\* ARABIC", str(number))
        style = "Caption" if kind == "table" else "FigureCaption"
        self.add(paragraph(style, run(f"{label} "), counted, run(f"  {self.say(text)}")))

    def grid(self, key: str, table_name: str, columns: str, *totals: Sequence[str], height: int = 0) -> None:
        """Append a captioned table with a row for each row of a table of the workbook.

        Args:
            key: of the caption among the document's own words.
            table_name: the table, by its Chinese name.
            columns: what stands in each; see `sheetplan.build.word.columns`.
            totals: rows below, each as the texts of its cells; see `total_row`.
            height: the least height of a row, for tables that are filled in by hand.
        """
        made = columns_of(columns, table_name)
        widths = self._widths(made)
        cells = row([self._cell(column) for column in made], widths, height=height)
        self._table(key, table_name, made, cells, totals)

    def grouped(
        self, key: str, table_name: str, by: str, columns: str, group: Sequence[str], *totals: Sequence[str]
    ) -> None:
        """Append a captioned table whose rows stand in groups, each under a row of its own.

        Args:
            key: of the caption among the document's own words.
            table_name: the table, by its Chinese name.
            by: the column whose values make the groups.
            columns: what stands in each; see `sheetplan.build.word.columns`.
            group: the texts of the row above a group.
            totals: rows below all groups.
        """
        made = columns_of(columns, table_name)
        widths = self._widths(made)
        begin = f"{{分组:{table_name}.{by}}}{group[0]}"
        top = self.total_row([begin, *group[1:]], made, widths, last=False)
        texts = [self._cell(column, "{/分组}" if column is made[-1] else "") for column in made]
        self._table(key, table_name, made, top + row(texts, widths), totals)

    def _table(
        self, key: str, table_name: str, columns: Sequence[Column], body: str, totals: Sequence[Sequence[str]]
    ) -> None:
        """Append a captioned table, or its caption and a sentence where there are no rows to show."""
        self.caption(self.own[key], "table")
        widths = self._widths(columns)
        heads = row([self._head(column) for column in columns], widths, header=True)
        below = [self.total_row(texts, columns, widths, last=texts is totals[-1]) for texts in totals]
        made = table("ReportTable", widths, heads, body, *below, description=self.own[key])
        if table_name in self.standing:
            self.add(made)
            return
        with self.when(table_name):
            self.add(made)
        with self.when(table_name, filled=False):
            self.text(self.words["no_rows"])

    def _widths(self, columns: Sequence[Column]) -> list[int]:
        shares = [column.share for column in columns]
        return fitted(self.width, shares, [self._least(column) for column in columns])

    def _least(self, column: Column) -> int:
        """Return the width at which no word of a column is broken."""
        heading = self.tags.column(column.field) if column.heading is None else column.heading
        numbered = column.field.endswith(".编号")
        kind = None if "{" in column.field or numbered else self.tags.kind(column.field)
        return least_width(heading, kind, column.format, wording(self.language))

    def matrix(
        self,
        key: str,
        table_name: str,
        columns: str,
        *,
        across: str,
        head: str,
        inner: str,
        cell: str,
        share: float,
    ) -> None:
        """Append a captioned table with a column for each row of another.

        Args:
            key: of the caption among the document's own words.
            table_name: the table of the rows.
            columns: the columns before those.
            across: the table of the columns, and `head` what stands above each.
            head: see `across`.
            inner: the table inside each row, and `cell` what stands in each of its cells.
            cell: see `inner`.
            share: the share of the width that those columns have together.
        """
        made = columns_of(columns, table_name)
        self.caption(self.own[key], "table")
        widths = widths_of(self.width, *(column.share for column in made), share)
        heads = [
            *(self._head(column) for column in made),
            Cell(paragraph("TableHead", self.say(f"{{并列:{across}}}{head}"))),
        ]
        last = Cell(paragraph("TableCentred", self.say(f"{{并列:{inner}}}{cell}")))
        rows = row(heads, widths, header=True), row([*map(self._cell, made), last], widths)
        self.add(table("ReportTable", widths, *rows, description=self.own[key]))

    def capital(self, name: str) -> str:
        """Return an amount in capital characters, where the language has them."""
        return f"{{{name}|大写}}" if self.language == "zh" else ""

    def capital_row(self, key: str, name: str, columns: int) -> list[list[str]]:
        """Return the row that says an amount in capital characters, where the language has them."""
        return [[self.words[key] + self.capital(name), *[""] * (columns - 1)]] if self.words[key] else []

    def _head(self, column: Column) -> Cell:
        heading = self.tags.column(column.field) if column.heading is None else column.heading
        amount = column.heading is None and isinstance(self.tags.kind(column.field), Money)
        currency = self.say(self.words["currency"]) if amount else ""
        return Cell(paragraph("TableHead", self.say(heading) + currency))

    def _cell(self, column: Column, tail: str = "") -> Cell:
        bar = column.text.startswith("{条形:")
        return Cell(paragraph(column.style, run(self.say(column.text + tail), "BarColour" if bar else "")))

    def total_row(
        self, texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int], *, last: bool
    ) -> str:
        """Return a row in the manner of a total; an empty text joins words before it, and no figure."""
        cells: list[Cell] = []
        figure = False
        for text, column in zip(texts, columns, strict=True):
            if not text and cells and not figure:
                cells[-1] = Cell(cells[-1].content, cells[-1].span + 1, PALE)
                continue
            number = column.style == "TableNumber" and cells
            # A figure stays in its column: joined to the next, it would stand under that one's heading.
            figure = bool(number) and text.startswith("{")
            style = "TableTotalNumber" if number else "TableTotal" if last else "TableTotalKept"
            cells.append(Cell(paragraph(style, self.say(text)), 1, PALE))
        return row(cells, widths)

    def facts(self, *names: str, wide: Sequence[str] = ()) -> None:
        """Append labels and values, two pairs to a row; wide ones have a row of their own."""
        widths = widths_of(self.width, 1.3, 2.9, 1.3, 2.9)
        pairs = [self._fact(name) for name in names]
        if len(pairs) % 2:
            pairs.append((Cell(paragraph("TableLabel", "")), Cell(paragraph("TableFact", ""))))
        rows = [row([*pairs[at], *pairs[at + 1]], widths) for at in range(0, len(pairs), 2)]
        for name in wide:
            label, fact = self._fact(name)
            rows.append(row([label, Cell(fact.content, 3)], widths))
        self.add(table("FactsTable", widths, *rows))

    def _fact(self, text: str) -> tuple[Cell, Cell]:
        """Return the label and the value of ``字段``, or of ``标签={字段}…``."""
        label, _, value = text.partition("=")
        shown = self.say(value) if value else self.tags.tag(label, self.tags.suited(label))
        said = self.say(self.own.get(label, label)) if value else self.tags.name(label)
        return Cell(paragraph("TableLabel", said)), Cell(paragraph("TableFact", shown))

    # -- pictures ------------------------------------------------------------------------------------

    def picture(self, name: str, key: str, *, size: int = 5_400_000) -> None:
        """Append a picture's placeholder; where there is no picture, what to do about it."""
        with self.when(name):
            placeholder = add_placeholder(self.document, size, self.own[key], 50 + self._figures)
            self.add(paragraph("Chart", run(self.say(f"{{图片:{name}}}")), placeholder))
            self.caption(self.own[key], "figure")
        with self.when(name, filled=False):
            self.text(self.own[f"{key}_missing"])

    def chart(self, name: str, key: str, sample: Chart, *, kind: str = "column") -> None:
        """Append a chart, its tag and its caption; they stand only where there is something to draw."""
        number = self._figures + 1
        colours = ("BFC8D9", "1F4E79") if len(sample.series) > 1 else ("1F4E79",)
        font = FONTS[self.language][0]
        relationship = add_chart(self.document.part, number, sample, colours=colours, font=font, kind=kind)
        description = self.own.get(f"{key}_alt", self.own[key])
        with self.when(name):
            picture = drawing(relationship, number, description)
            self.add(paragraph("Chart", run(self.say(f"{{图表:{name}}}")), picture))
            self.caption(self.own[key], "figure")

    # -- pieces of every document --------------------------------------------------------------------

    def band(self, height: int = 0) -> None:
        """Append the coloured band with the title and the event's name."""
        height = height or 1500
        widths = [220, self.width - 220]
        words = (
            paragraph("CoverKicker", self.own["latin"])
            + paragraph("Title" if height > 3000 else "BandTitle", self.own["title"])
            + paragraph("Subtitle", self.say(self.own.get("subtitle", "{活动名称}")))
        )
        cells = [Cell(paragraph("SmallGap", ""), fill=ORANGE), Cell(words, fill=NAVY)]
        self.add(table("CoverBand", widths, row(cells, widths, height=height)), paragraph("SmallGap", ""))

    def centred_title(self) -> None:
        """Append the title as forms have it: centred, above the event's name."""
        self.text(self.own["title"], "FormTitle")

    def letterhead(self, issuer: str, department: str, number: str) -> None:
        """Append the head of a letter: who issues it, a rule, its number. A letter has no running head."""
        self._letter = True
        self.text(issuer, "LetterHead")
        self.add(paragraph("LetterNumber", run(self.say(department)), tab(), run(self.say(number))))

    def cover(self, *facts: str) -> None:
        """Append a cover page."""
        line = (run(self.say("{主办单位}")), tab(), run(self.words["seal"], "Quiet"))
        self.add(paragraph("CoverLine", *line), paragraph("CoverSpace", ""))
        self.band(3700)
        self.add(paragraph("CoverSpace", ""), paragraph("CoverSpace", ""))
        self.facts(*facts)
        self.new_page()
        self.document.sections[0].different_first_page_header_footer = True

    def _running_head_and_foot(self) -> None:
        """Give the document its header and footer."""
        section = self.document.sections[0]
        section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        title_line = self.say("{活动名称}") + f" · {self.own['title']}"
        wide = self.width == LANDSCAPE
        head = paragraph(
            "HeaderWide" if wide else "Header", run(self.say("{主办单位}")), tab(), run(title_line)
        )
        before, between, after = self.words["page"].split("{}")
        pages = field("PAGE", "1"), run(between), field("NUMPAGES", "1")
        foot = paragraph("Footer", run(before), *pages, run(after))
        for story, markup in ((section.header, head), (section.footer, foot)):
            element = story._element  # noqa: SLF001 - python-docx has no public door to the story
            for child in list(element):
                element.remove(child)
            element.extend(parse_xml(f"<w:body{_NAMESPACES}>{markup}</w:body>"))

    def signatures(self, heading: str = "sign") -> None:
        """Append the boxes for opinions and signatures, kept on one page."""
        self.heading(heading)
        self.lead_in(self.own["sign_line"])
        signers = self.own["signers"]
        widths = widths_of(self.width, *(1 for _ in signers))
        heads = [Cell(paragraph("CardLabel", run(signer, "Strong"))) for signer in signers]
        opinion = [paragraph("SignatureLine", text) for text in (self.words["opinion"], "", "")]
        lines = (
            *([] if self.width == LANDSCAPE else opinion),
            paragraph("SignatureLine", self.words["signature"]),
            paragraph("SignatureLine", self.words["signed_on"]),
        )
        boxes = [Cell("".join(lines))] * len(signers)
        self.add(table("SignatureTable", widths, row(heads, widths), row(boxes, widths)))
        self.gap()

    def cards(self, table_name: str, label: str, figure: str, note: str) -> None:
        """Append one card for each row of a table, side by side."""
        card = (
            paragraph("CardLabel", self.say(f"{{并列:{table_name}}}{label}"))
            + paragraph("CardFigure", self.say(figure))
            + paragraph("CardNote", self.say(note))
        )
        self.add(table("CardTable", [self.width], row([Cell(card)], [self.width])))

    def saved(self, *, running_head: bool = True) -> bytes:
        """Return the document's bytes, without the traces of when it was saved."""
        self._fill_contents()
        if running_head and not self._letter:
            self._running_head_and_foot()
        out = io.BytesIO()
        core = self.document.core_properties
        core.title, core.author, core.comments = self.own["title"], "sheetplan", ""
        core.language = "zh-CN" if self.language == "zh" else "en-GB"
        for holder in (self.document.part.package, self.document.part):
            for relationship in list(holder.rels.values()):
                if relationship.reltype.endswith(_LEFT_BEHIND):
                    holder.rels.pop(relationship.rId)
        self.document.save(out)
        return write_archive(read_archive(out.getvalue()))


def _contents_line(level: int, text: str, at: int) -> str:
    link = f'<w:hyperlink w:anchor="_Toc{at:05}" w:history="1">{run(text)}</w:hyperlink>'
    return paragraph(f"Contents{level}", link)


class _Condition:
    """A block of the body between two tags."""

    def __init__(self, page: Page, name: str, sign: str) -> None:
        self._page, self._name, self._sign = page, name, sign

    def __enter__(self) -> None:
        self._page.text(f"{{{self._sign}{self._name}}}")
        self._page.standing.append(self._name if self._sign == "?" else "")

    def __exit__(self, *_: object) -> None:
        self._page.standing.pop()
        self._page.text(f"{{/{self._name}}}")
