"""The shipped Word templates, built from their parts: requirements brief and retrospective, zh and en."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Literal

from docx.oxml import parse_xml

from sheetplan.adapters.docx_package.archive import read_archive, write_archive
from sheetplan.build.document_chart import add_chart, drawing
from sheetplan.build.document_look import FONTS, NAVY, ORANGE, PALE, new_document
from sheetplan.build.document_markup import (
    TEXT_WIDTH,
    Cell,
    field,
    paragraph,
    row,
    run,
    tab,
    table,
    widths_of,
)
from sheetplan.documents.context import Chart
from sheetplan.documents.fields import field_names
from sheetplan.language import wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.section import Section


Kind = Literal["brief", "review"]

FILE_NAMES: dict[Kind, dict[str, str]] = {
    "brief": {"zh": "活动需求说明书.docx", "en": "Requirements brief.docx"},
    "review": {"zh": "复盘报告.docx", "en": "Retrospective.docx"},
}
_LEFT_BEHIND = ("/thumbnail", "/stylesWithEffects", "/customXml")  # of the document python-docx starts from
_NAMESPACES = (
    ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_ENGLISH_SIGNS = {"底色": "fill", "条形": "bar", "合并": "merge", "图表": "chart", "并列": "across"}
_ENGLISH_FORMATS = {
    "千分位": "thousands",
    "正负": "signed",
    "百分比": "percent",
    "日期": "date",
    "短日期": "short date",
    "大写": "capital RMB",
}


def build_template(kind: Kind, language: str) -> bytes:
    """The template as a .docx; equal every time it is built."""
    sheet = _Sheet(kind, language)
    (_review if kind == "review" else _brief)(sheet)
    return sheet.saved()


class _Sheet:
    """A template being written: its words, its tags, its body so far."""

    def __init__(self, kind: Kind, language: str) -> None:
        self.language: str = language
        self.words = wording(language).section("documents")
        self.own: dict[str, Any] = self.words[kind]
        self.document: WordDocument = new_document(language)
        self._names = field_names(language)
        self._figures = 0
        self._tables = 0

    def tag(self, name: str, format_name: str = "", sign: str = "") -> str:
        """A tag about a field, named in Chinese here and in the template's language there."""
        mark, _, bare = name.rpartition(":")
        if self.language == "en":
            mark, format_name = _ENGLISH_SIGNS.get(mark, mark), _ENGLISH_FORMATS.get(format_name, format_name)
        shown = sign + (f"{mark}:" if mark else "") + self._names[bare]
        return "{{" + shown + (f"|{format_name}" if format_name else "") + "}}"

    def column(self, name: str) -> str:
        """The heading of a column: its name in the template's language."""
        shown = self._names[name].split(".")[1]
        return shown.removesuffix(" text") if self.language == "en" else shown

    def filled(self, sentence: str) -> str:
        """A sentence with `{字段}` turned into tags."""
        formats = {"日期": "日期", "率": "百分比", "占比": "百分比", "总额": "千分位", "额度": "千分位"}

        def tagged(match: re.Match[str]) -> str:
            name = match[1]
            chosen = next((shape for ending, shape in formats.items() if name.endswith(ending)), "")
            return self.tag(name, chosen)

        return re.sub(r"\{([^{}]+)\}", tagged, sentence)

    def add(self, *blocks: str) -> None:
        """Append paragraphs and tables to the body."""
        body = self.document.element.body
        for element in parse_xml(f"<w:body{_NAMESPACES}>{''.join(blocks)}</w:body>"):
            body.sectPr.addprevious(element)

    def heading(self, key: str, level: int = 1) -> None:
        """Append a heading."""
        self.add(paragraph(f"Heading{level}", self.own[key]))

    def text(self, sentence: str) -> None:
        """Append a paragraph of running text."""
        self.add(paragraph("BodyText", sentence))

    def lead_in(self, *sentences: str) -> None:
        """Append a paragraph that stays on the page of the table it leads to."""
        self.add(paragraph("LeadIn", self.words["gap"].join(sentences)))

    def labelled(self, *names: str) -> None:
        """Append fields with their labels before them."""
        for name in names:
            label = self.words["labels"][name]
            self.add(paragraph("LabelledText", run(label, "Strong"), tab(), run(self.tag(name))))

    def caption(self, key: str, kind: Literal["table", "figure"]) -> None:
        """Append a caption that counts itself."""
        self._tables += kind == "table"
        self._figures += kind == "figure"
        number = self._tables if kind == "table" else self._figures
        label = self.words[kind]
        style = "Caption" if kind == "table" else "FigureCaption"
        counted = field(f"SEQ {label} \\* ARABIC", str(number))
        self.add(paragraph(style, run(f"{label} "), counted, run(f"  {self.own[key]}")))

    def grid(
        self, key: str, shares: Sequence[float], columns: Sequence[tuple[str, str, str]], *totals: str
    ) -> None:
        """Append a captioned table: heading, paragraph style and text of each column, then total rows."""
        self.caption(key, "table")
        widths = widths_of(*shares)
        heads = [Cell(paragraph("TableHead", heading)) for heading, _, _ in columns]
        cells = [Cell(_cell_text(style, text)) for _, style, text in columns]
        rows = (row(heads, widths, header=True), row(cells, widths), *totals)
        self.add(table("ReportTable", widths, *rows, description=self.own[key]))

    def chart(self, name: str, key: str, description: str, sample: Chart) -> None:
        """Append a chart, its tag, and its caption."""
        number = self._figures + 1
        relationship = add_chart(
            self.document.part, number, sample, ("BFC8D9", "1F4E79"), FONTS[self.language][0]
        )
        picture = drawing(relationship, number, self.words[description])
        self.add(paragraph("Chart", self.tag(name, sign="?")))
        self.add(paragraph("Chart", run(self.tag(f"图表:{name}")), picture))
        self.caption(key, "figure")
        self.add(paragraph("Chart", self.tag(name, sign="/")))

    def signatures(self) -> None:
        """Append the boxes for opinions and signatures, kept on one page."""
        self.heading("sign")
        self.lead_in(self.own["sign_line"])
        widths = widths_of(1, 1, 1)
        heads = [Cell(paragraph("CardLabel", run(signer, "Strong"))) for signer in self.own["signers"]]
        gap = paragraph("SignatureLine", "")
        lines = [
            paragraph("SignatureLine", self.words["opinion"]),
            *(gap, gap),
            paragraph("SignatureLine", self.words["signature"]),
            paragraph("SignatureLine", self.words["signed_on"]),
        ]
        boxes = [Cell("".join(lines))] * 3
        self.add(table("SignatureTable", widths, row(heads, widths), row(boxes, widths)))
        self.add(paragraph("SmallGap", ""))

    def saved(self) -> bytes:
        """The document's bytes, without the traces of when it was saved."""
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


def _cell_text(style: str, text: str) -> str:
    coloured = re.fullmatch(r"\{\{(条形|bar):.*\}\}", text)
    return paragraph(style, run(text, "BarColour" if coloured else ""))


# -- pieces both templates use ------------------------------------------------------------------------


def _band(sheet: _Sheet, height: int) -> None:
    """The coloured band with the title and the event's name."""
    widths = [220, TEXT_WIDTH - 220]
    words = (
        paragraph("CoverKicker", sheet.own["latin"])
        + paragraph("Title", sheet.own["title"])
        + paragraph("Subtitle", sheet.tag("活动名称"))
    )
    cells = [Cell(paragraph("SmallGap", ""), fill=ORANGE), Cell(words, fill=NAVY)]
    sheet.add(table("CoverBand", widths, row(cells, widths, height=height)))


def _facts(sheet: _Sheet, names: Sequence[str]) -> None:
    """Labels and values, two pairs to a row."""
    widths = widths_of(1.3, 2.9, 1.3, 2.9)
    pairs = [
        (
            Cell(paragraph("TableLabel", sheet._names[name])),  # noqa: SLF001
            Cell(paragraph("TableFact", sheet.tag(name, "日期" if name.endswith("日期") else ""))),
        )
        for name in names
    ]
    rows = [row([*pairs[at], *pairs[at + 1]], widths) for at in range(0, len(pairs), 2)]
    sheet.add(table("FactsTable", widths, *rows))


def _cover_line(sheet: _Sheet) -> str:
    return paragraph("CoverLine", run(sheet.tag("主办单位")), tab(), run(sheet.words["seal"], "Quiet"))


def _running_head_and_foot(sheet: _Sheet, section: Section) -> None:
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    title = f"{sheet.tag('活动名称')} · {sheet.own['title']}"
    head = paragraph("Header", run(sheet.tag("主办单位")), tab(), run(title))
    before, between, after = sheet.words["page"].split("{}")
    foot = paragraph(
        "Footer", run(before), field("PAGE", "1"), run(between), field("NUMPAGES", "1"), run(after)
    )
    for story, markup in ((section.header, head), (section.footer, foot)):
        element = story._element  # noqa: SLF001 - python-docx has no public door to the story
        for child in list(element):
            element.remove(child)
        element.extend(parse_xml(f"<w:body{_NAMESPACES}>{markup}</w:body>"))


def _total(style: str, text: str, span: int = 1) -> Cell:
    return Cell(paragraph(style, text), span, PALE)


# -- the retrospective ----------------------------------------------------------------------------------


def _review(sheet: _Sheet) -> None:
    _review_cover(sheet)
    _review_summary(sheet)
    _review_metrics(sheet)
    _review_schedule(sheet)
    _review_budget(sheet)
    _review_lessons(sheet)
    _review_actions(sheet)
    sheet.signatures()


def _review_cover(sheet: _Sheet) -> None:
    cover = sheet.document.sections[0]
    sheet.add(_cover_line(sheet), paragraph("CoverSpace", ""))
    _band(sheet, height=3700)
    sheet.add(paragraph("CoverSpace", ""), paragraph("CoverSpace", ""))
    _facts(sheet, ("活动日期", "活动地点", "主办部门", "项目负责人", "报告日期", "版本"))
    sheet.add(paragraph("SmallGap", '<w:r><w:br w:type="page"/></w:r>'))
    cover.different_first_page_header_footer = True
    _running_head_and_foot(sheet, cover)


def _review_summary(sheet: _Sheet) -> None:
    sheet.heading("summary")
    sheet.text(sheet.tag("概况"))
    card = (
        paragraph("CardLabel", sheet.tag("并列:重点指标") + sheet.tag("重点指标.指标"))
        + paragraph("CardFigure", sheet.tag("重点指标.实际"))
        + paragraph("CardNote", sheet.tag("重点指标.说明"))
    )
    sheet.add(table("CardTable", [TEXT_WIDTH], row([Cell(card)], [TEXT_WIDTH])))
    sheet.heading("conclusions", 2)
    numbered = (run(sheet.tag("结论.序号") + ".", "Accent"), tab(), run(sheet.tag("结论.内容")))
    sheet.add(
        paragraph("Conclusion", sheet.tag("结论", sign="#")),
        paragraph("Conclusion", *numbered),
        paragraph("Conclusion", sheet.tag("结论", sign="/")),
    )


def _review_metrics(sheet: _Sheet) -> None:
    sheet.heading("metrics")
    sheet.lead_in(sheet.tag("指标评述"))
    sheet.grid(
        "metrics_table",
        (2.2, 1.5, 1.5, 1.6, 1.75, 1.3),
        (
            (sheet.column("指标.指标"), "TableText", sheet.tag("指标.指标")),
            (sheet.column("指标.目标"), "TableNumber", sheet.tag("指标.目标")),
            (sheet.column("指标.实际"), "TableNumber", sheet.tag("指标.实际")),
            (sheet.column("指标.达成率"), "TableNumber", sheet.tag("指标.达成率", "百分比")),
            (sheet.words["progress"], "TableText", sheet.tag("条形:指标.达成率")),
            (
                sheet.column("指标.评价"),
                "TableCentred",
                sheet.tag("底色:指标.评价色") + sheet.tag("指标.评价"),
            ),
        ),
    )
    sample = Chart(("A", "B"), (("1", (1, 1)), ("2", (1, 1))), "0%")
    sheet.chart("目标与实际", "metrics_figure", "chart_of_achievement", sample)


def _review_schedule(sheet: _Sheet) -> None:
    sheet.heading("schedule")
    sheet.lead_in(sheet.tag("进度评述"))
    sheet.grid(
        "schedule_table",
        (0.8, 2.4, 1.55, 1.35, 1.35, 0.9, 2.8),
        (
            (sheet.column("滞后任务.编号"), "TableCentred", sheet.tag("滞后任务.编号")),
            (sheet.column("滞后任务.任务"), "TableText", sheet.tag("滞后任务.任务")),
            (sheet.column("滞后任务.负责人"), "TableCentred", sheet.tag("滞后任务.负责人")),
            (sheet.column("滞后任务.计划完成"), "TableCentred", sheet.tag("滞后任务.计划完成", "短日期")),
            (sheet.column("滞后任务.预计完成"), "TableCentred", sheet.tag("滞后任务.预计完成", "短日期")),
            (
                sheet.column("滞后任务.滞后天数"),
                "TableCentred",
                sheet.tag("底色:滞后任务.状态色") + sheet.tag("滞后任务.滞后天数"),
            ),
            (sheet.column("滞后任务.滞后原因"), "TableText", sheet.tag("滞后任务.滞后原因")),
        ),
    )


def _review_budget(sheet: _Sheet) -> None:
    sheet.heading("budget")
    sheet.lead_in(sheet.tag("预算评述"))
    shares = (1.5, 2.8, 1.5, 1.5, 1.4, 1.2)
    money = sheet.words["currency"]
    capital = sheet.words["capital_total"]
    totals = [
        _total("TableTotalKept" if capital else "TableTotal", sheet.words["total"], 2),
        _total("TableTotalNumber", sheet.tag("预算总额", "千分位")),
        _total("TableTotalNumber", sheet.tag("实际支出", "千分位")),
        _total("TableTotalNumber", sheet.tag("预算差异", "正负")),
        _total("TableTotalNumber", sheet.tag("预算执行率", "百分比")),
    ]
    spoken = [_total("TableTotal", capital + sheet.tag("实际支出", "大写"), 6)] if capital else []
    rows = [row(cells, widths_of(*shares)) for cells in (totals, spoken) if cells]
    sheet.grid(
        "budget_table",
        shares,
        (
            (sheet.column("预算.类别"), "TableText", sheet.tag("合并:预算.类别")),
            (sheet.column("预算.费用项"), "TableText", sheet.tag("预算.费用项")),
            (sheet.column("预算.预算金额") + money, "TableNumber", sheet.tag("预算.预算金额", "千分位")),
            (sheet.column("预算.实际金额") + money, "TableNumber", sheet.tag("预算.实际金额", "千分位")),
            (sheet.column("预算.差异") + money, "TableNumber", sheet.tag("预算.差异", "正负")),
            (
                sheet.column("预算.执行率"),
                "TableNumber",
                sheet.tag("底色:预算.执行色") + sheet.tag("预算.执行率", "百分比"),
            ),
        ),
        *rows,
    )
    sample = Chart(("A", "B"), (("1", (1, 1)), ("2", (1, 1))), "#,##0")
    sheet.chart("预算与实际", "budget_figure", "chart_of_budget", sample)


def _review_lessons(sheet: _Sheet) -> None:
    sheet.heading("lessons")
    sheet.heading("highlights", 2)
    headline = run(sheet.tag("亮点.标题") + sheet.words["colon"], "Strong")
    sheet.add(
        paragraph("Conclusion", sheet.tag("亮点", sign="#")),
        paragraph("Conclusion", run("✔", "Accent"), tab(), headline, run(sheet.tag("亮点.内容"))),
        paragraph("Conclusion", sheet.tag("亮点", sign="/")),
    )
    sheet.heading("problems", 2)
    sheet.grid(
        "problems_table",
        (0.6, 2.0, 1.05, 1.3, 2.5, 2.7),
        (
            (sheet.column("问题.序号"), "TableCentred", sheet.tag("问题.序号")),
            (sheet.column("问题.问题"), "TableText", sheet.tag("问题.问题")),
            (
                sheet.column("问题.影响"),
                "TableCentred",
                sheet.tag("底色:问题.影响色") + sheet.tag("问题.影响"),
            ),
            (sheet.column("问题.归因"), "TableCentred", sheet.tag("问题.归因")),
            (sheet.column("问题.原因"), "TableText", sheet.tag("问题.原因")),
            (sheet.column("问题.经验"), "TableText", sheet.tag("问题.经验")),
        ),
    )


def _review_actions(sheet: _Sheet) -> None:
    sheet.heading("actions")
    sheet.lead_in(sheet.own["actions_line"])
    sheet.grid(
        "actions_table",
        (0.9, 3.9, 1.45, 1.3, 0.95, 1.2),
        (
            (sheet.column("改进清单.编号"), "TableCentred", sheet.tag("改进清单.编号")),
            (sheet.column("改进清单.改进措施"), "TableText", sheet.tag("改进清单.改进措施")),
            (sheet.column("改进清单.负责人"), "TableCentred", sheet.tag("改进清单.负责人")),
            (sheet.column("改进清单.完成时限"), "TableCentred", sheet.tag("改进清单.完成时限", "短日期")),
            (
                sheet.column("改进清单.优先级"),
                "TableCentred",
                sheet.tag("底色:改进清单.优先级色") + sheet.tag("改进清单.优先级"),
            ),
            (sheet.column("改进清单.状态"), "TableCentred", sheet.tag("改进清单.状态")),
        ),
    )


# -- the requirements brief --------------------------------------------------------------------------------


def _brief(sheet: _Sheet) -> None:
    _running_head_and_foot(sheet, sheet.document.sections[0])
    _band(sheet, height=2100)
    sheet.add(paragraph("SmallGap", ""))
    _facts(
        sheet,
        (
            *("活动类型", "需求提出部门", "提出日期", "主办部门", "项目负责人", "活动日期", "活动地点"),
            *("活动形式", "参与规模", "版本"),
        ),
    )
    _brief_why(sheet)
    _brief_goals(sheet)
    _brief_budget(sheet)
    _brief_schedule(sheet)
    _brief_team(sheet)
    _brief_requirements(sheet)
    sheet.signatures()


def _brief_why(sheet: _Sheet) -> None:
    sheet.heading("purpose")
    sheet.text(sheet.tag("活动目的"))
    sheet.labelled("活动主题", "核心信息")
    sheet.heading("background")
    sheet.text(sheet.tag("需求背景"))
    sheet.heading("audience")
    sheet.labelled("目标人群", "人群画像", "核心诉求")


def _brief_goals(sheet: _Sheet) -> None:
    sheet.heading("goals")
    sheet.lead_in(sheet.tag("活动目标"))
    sheet.grid(
        "goals_table",
        (0.7, 1.8, 1.5, 2.5, 1.7, 1.55, 1.45),
        (
            (sheet.column("指标.编号"), "TableCentred", sheet.tag("指标.编号")),
            (sheet.column("指标.指标"), "TableText", sheet.tag("指标.指标")),
            (sheet.column("指标.目标"), "TableNumber", sheet.tag("指标.目标")),
            (sheet.column("指标.统计口径"), "TableText", sheet.tag("指标.统计口径")),
            (sheet.column("指标.数据来源"), "TableText", sheet.tag("指标.数据来源")),
            (sheet.column("指标.负责人"), "TableCentred", sheet.tag("指标.负责人")),
            (sheet.column("指标.截止日期"), "TableCentred", sheet.tag("指标.截止日期", "短日期")),
        ),
    )


def _brief_budget(sheet: _Sheet) -> None:
    sheet.heading("budget")
    sheet.lead_in(sheet.filled(sheet.own["budget_line"]))
    shares = (2.4, 2, 1.2, 4)
    totals = [
        _total("TableTotal", sheet.words["total"]),
        _total("TableTotalNumber", sheet.tag("预算总额", "千分位")),
        _total("TableTotal", sheet.words["capital_budget"] + sheet.tag("预算总额", "大写"), 2)
        if sheet.words["capital_budget"]
        else _total("TableTotal", "", 2),
    ]
    sheet.grid(
        "budget_table",
        shares,
        (
            (sheet.column("预算汇总.类别"), "TableText", sheet.tag("预算汇总.类别")),
            (
                sheet.column("预算汇总.预算金额") + sheet.words["currency"],
                "TableNumber",
                sheet.tag("预算汇总.预算金额", "千分位"),
            ),
            (sheet.column("预算汇总.占比"), "TableNumber", sheet.tag("预算汇总.占比", "百分比")),
            ("", "TableText", sheet.tag("条形:预算汇总.占比")),
        ),
        row(totals, widths_of(*shares)),
    )


def _brief_schedule(sheet: _Sheet) -> None:
    sheet.heading("schedule")
    sheet.grid(
        "schedule_table",
        (5, 2),
        (
            (sheet.column("里程碑.任务"), "TableText", sheet.tag("里程碑.任务")),
            (sheet.column("里程碑.日期"), "TableCentred", sheet.tag("里程碑.日期", "日期")),
        ),
    )


def _brief_team(sheet: _Sheet) -> None:
    sheet.heading("team")
    columns = ("姓名", "角色", "部门", "职责", "联系方式")
    sheet.grid(
        "team_table",
        (1.15, 1.45, 1.15, 2.75, 2.6),
        [(sheet.column(f"团队.{name}"), "TableText", sheet.tag(f"团队.{name}")) for name in columns],
    )


def _brief_requirements(sheet: _Sheet) -> None:
    sheet.heading("requirements")
    sheet.grid(
        "requirements_table",
        (1.4, 3.2, 1.4, 1.35, 2.0),
        (
            (sheet.column("需求项.项目"), "TableText", sheet.tag("需求项.项目")),
            (sheet.column("需求项.内容"), "TableText", sheet.tag("需求项.内容")),
            (sheet.column("需求项.负责人"), "TableCentred", sheet.tag("需求项.负责人")),
            (sheet.column("需求项.完成时限"), "TableCentred", sheet.tag("需求项.完成时限", "短日期")),
            (sheet.column("需求项.备注"), "TableText", sheet.tag("需求项.备注")),
        ),
    )


def write_templates(folder: Path) -> list[Path]:
    """The files of all shipped templates, written under one folder per language."""
    written = []
    for kind, names in FILE_NAMES.items():
        for language, name in names.items():
            path = folder / language / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(build_template(kind, language))
            written.append(path)
    return written
