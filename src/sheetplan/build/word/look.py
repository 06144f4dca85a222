"""The look of the shipped templates: page, fonts, styles, numbering; an author may restyle all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement


NAVY: Final = "1F3864"
ORANGE: Final = "C55A11"
BLUE: Final = "2E75B6"
PALE: Final = "F2F5FA"
_INK, _GREY, _LINE = "262626", "6B7280", "CBD3DF"
FONTS: Final = {"zh": ("微软雅黑", "微软雅黑"), "en": ("Calibri", "微软雅黑")}
_KEPT_STYLES = frozenset({"Normal", "DefaultParagraphFont", "TableNormal", "NoList"})


def new_document(language: str, *, official: bool = False) -> WordDocument:
    """An empty A4 document that knows our styles and no others.

    Args:
        language: of the text.
        official: with the margins, fonts and sizes of GB/T 9704 (22 lines of 28 characters).
    """
    document = Document()
    _replace_styles(document, language)
    if official:
        _as_official(document)
    _number_headings(document, language)
    _modern_settings(document)
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = (Mm(28), Mm(26)) if official else (Mm(22.5), Mm(22.5))
        section.top_margin, section.bottom_margin = (Mm(37), Mm(35)) if official else (Mm(24), Mm(20))
        section.header_distance, section.footer_distance = Mm(13), Mm(11)
    return document


def _replace_styles(document: WordDocument, language: str) -> None:
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            styles.remove(style)
    for old in (styles.find(qn("w:docDefaults")), *styles.findall(qn("w:style"))):
        if old is not None and (old.tag == qn("w:docDefaults") or old.get(qn("w:styleId")) == "Normal"):
            styles.remove(old)
    styles.insert(0, _xml(_defaults(language)))
    for made in (*_paragraph_styles(language), *_character_styles(), *_table_styles()):
        styles.append(_xml(made))


_OFFICIAL_FONTS = {
    "LetterHead": "方正小标宋简体",
    "LetterTitle": "方正小标宋简体",
    "FormTitle": "方正小标宋简体",
}
_TITLE, _BODY, _FOOT, _TABLE = 44, 32, 28, 21  # half points: sizes 2, 3, 4 and 5
_COLOURED = frozenset({NAVY, ORANGE, BLUE, _GREY, "FFFFFF"})
OFFICIAL_WIDTH: Final = 8845
"""The width of the text between the margins of GB/T 9704, in twentieths of a point."""
_BODY_STYLES = (
    "LetterNumber",
    "LetterBody",
    "LetterItem",
    "LetterAddress",
    "LetterEnd",
    "BodyText",
    "LeadIn",
)
_OFFICIAL_SIZES = {
    **dict.fromkeys(("LetterTitle", "FormTitle"), _TITLE),
    **dict.fromkeys(_BODY_STYLES, _BODY),
    "LetterFoot": _FOOT,
    **dict.fromkeys(
        ("TableText", "TableHead", "TableTotal", "TableLabel", "TableFact", "SignatureLine"), _TABLE
    ),
}


def _as_official(document: WordDocument) -> None:
    """Text in 仿宋 of size 3, titles in 小标宋 of size 2, lines of 28 points; black but for the red head."""
    styles = document.styles.element
    _without_colours(styles)
    for tab in styles.iter(qn("w:tab")):
        tab.set(qn("w:pos"), str(OFFICIAL_WIDTH))
    fonts = styles.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    fonts.set(qn("w:eastAsia"), "仿宋")
    for style in styles.findall(qn("w:style")):
        key = style.get(qn("w:styleId"))
        looks = style.find(qn("w:rPr"))
        if key in _OFFICIAL_FONTS:
            looks.insert(0, _xml(f'<w:rFonts w:eastAsia="{_OFFICIAL_FONTS[key]}"/>'))
        if key in _OFFICIAL_SIZES:
            for old in (*looks.findall(qn("w:sz")), *looks.findall(qn("w:szCs"))):
                looks.remove(old)
            for name in ("sz", "szCs"):
                looks.append(_xml(f'<w:{name} w:val="{_OFFICIAL_SIZES[key]}"/>'))
            spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
            if spacing is not None and _OFFICIAL_SIZES[key] == _BODY:
                spacing.set(qn("w:line"), "560")
                spacing.set(qn("w:lineRule"), "exact")


def _without_colours(styles: BaseOxmlElement) -> None:
    for colour in styles.iter(qn("w:color")):
        if colour.get(qn("w:val")) in _COLOURED:
            colour.set(qn("w:val"), "000000")
    for fill in styles.iter(qn("w:shd")):
        fill.set(qn("w:fill"), "F2F2F2")


def _xml(markup: str) -> BaseOxmlElement:
    head, _, rest = markup.partition(">")
    closed = head.endswith("/")
    return parse_xml(f"{head.rstrip('/')} {nsdecls('w')}{'/' if closed else ''}>{rest}")


def _defaults(language: str) -> str:
    latin, asian = FONTS[language]
    spoken = "zh-CN" if language == "zh" else "en-GB"
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{asian}" w:cs="{latin}"/>'
        f'<w:color w:val="{_INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _style(name: str, looks: str = "", text: str = "", *, based: str = "Normal", following: str = "") -> str:
    """A paragraph style; its id is its English name without spaces."""
    key = name.title().replace(" ", "")
    base = f'<w:basedOn w:val="{based}"/>' if key != "Normal" else ""
    after = f'<w:next w:val="{following}"/>' if following else ""
    default = ' w:default="1"' if key == "Normal" else ""
    custom = "" if name in _BUILT_IN else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
        f"{base}{after}<w:qFormat/><w:pPr>{looks}</w:pPr><w:rPr>{text}</w:rPr></w:style>"
    )


_BUILT_IN = frozenset(
    {
        *("Normal", "Title", "Subtitle", "heading 1", "heading 2", "heading 3", "Body Text", "caption"),
        *("header", "footer", "List Bullet"),
    }
)


def _spacing(before: int = 0, after: int = 0, line: int = 0) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _font(size: float, colour: str = "", *, bold: bool = False) -> str:
    half_points = round(size * 2)
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )


def _paragraph_styles(language: str) -> list[str]:
    chinese = language == "zh"
    first_line = '<w:ind w:firstLineChars="200" w:firstLine="420"/>' if chinese else ""
    label_width = f'<w:ind w:left="{1200 if chinese else 1500}" w:hanging="{1200 if chinese else 1500}"/>'
    line = 324 if chinese else 288
    justified = '<w:jc w:val="both"/>' if chinese else ""
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="{_LINE}"/></w:pBdr>'
    keep = "<w:keepNext/>"
    hanging = '<w:ind w:left="420" w:hanging="420"/>'
    right_tab = '<w:tabs><w:tab w:val="right" w:pos="9354"/></w:tabs>'
    wide_tab = '<w:tabs><w:tab w:val="right" w:pos="14287"/></w:tabs>'
    left_rule = f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="{ORANGE}"/></w:pBdr>'
    red_rule = '<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="C00000"/></w:pBdr>'
    letter_line = '<w:ind w:firstLineChars="200" w:firstLine="480"/>' if chinese else ""
    centre = '<w:jc w:val="center"/>'
    return [
        _style("Normal", "", ""),
        _style("Body Text", _spacing(0, 80, line) + first_line + justified),
        _style("Body Lines", '<w:jc w:val="left"/>', based="BodyText"),
        _style("Lead In", keep + "<w:keepLines/>", following="BodyText", based="BodyText"),
        _style("Title", _spacing(60, 120), _font(28, "FFFFFF", bold=True)),
        _style("Subtitle", _spacing(0, 0), _font(14, "DCE3F0")),
        _heading(1, keep + "<w:keepLines/>{number}" + rule + _spacing(300, 140), _font(15, NAVY, bold=True)),
        _heading(2, keep + "<w:keepLines/>{number}" + _spacing(180, 80), _font(12, NAVY, bold=True)),
        _heading(3, keep + "<w:keepLines/>" + _spacing(160, 80), _font(10.5, NAVY, bold=True)),
        _style("caption", keep + _spacing(140, 80), _font(9, _GREY), following="BodyText"),
        _style("Figure Caption", '<w:keepNext w:val="0"/>' + _spacing(60, 160) + centre, based="Caption"),
        _style("Chart", keep + _spacing(120, 0) + centre, _font(8, _GREY)),
        _style("header", rule + right_tab, _font(8.5, _GREY)),
        _style("footer", centre, _font(8.5, _GREY)),
        _style("Cover Space", _spacing(1500, 0), _font(10.5)),
        _style("Cover Line", right_tab, _font(11, NAVY, bold=True)),
        _style("Cover Kicker", _spacing(0, 60), _font(9, "F4B183", bold=True)),
        _style("Table Text", _spacing(40, 40), _font(9)),
        _style("Table Centred", centre, based="TableText"),
        _style("Table Number", '<w:jc w:val="right"/>', based="TableText"),
        _style("Table Head", keep + centre, _font(9, "FFFFFF", bold=True), based="TableText"),
        _style("Table Total", "", _font(9, NAVY, bold=True), based="TableText"),
        _style("Table Total Number", '<w:jc w:val="right"/>', based="TableTotal"),
        _style("Table Total Kept", keep, based="TableTotal"),
        _style("Table Label", "", _font(9, _GREY), based="TableText"),
        _style("Table Fact", "", _font(9.5, "", bold=True), based="TableText"),
        _style("Card Label", keep + _spacing(80, 20) + centre, _font(9, _GREY)),
        _style("Card Figure", keep + _spacing(20, 20) + centre, _font(17, NAVY, bold=True)),
        _style("Card Note", _spacing(20, 100) + centre, _font(8.5, ORANGE)),
        _style("Conclusion", _spacing(40, 60, line) + hanging),
        _style("Labelled Text", _spacing(0, 80, line) + label_width),
        _style("Signature Line", keep + _spacing(80, 80), _font(9)),
        _style("Small Gap", _spacing(), _font(4)),
        _style("Band Title", _spacing(40, 60), _font(21, "FFFFFF", bold=True)),
        _style("Form Title", keep + _spacing(0, 200) + centre, _font(20, NAVY, bold=True)),
        _style(
            "Handwriting", left_rule + _spacing(40, 80, line) + '<w:ind w:left="170"/>', _font(10.5, _GREY)
        ),
        _style("Header Wide", rule + wide_tab, _font(8.5, _GREY)),
        _style("Contents Title", keep + _spacing(0, 200), _font(15, NAVY, bold=True)),
        _style("Contents 1", _spacing(100, 40), _font(11, NAVY, bold=True)),
        _style("Contents 2", _spacing(20, 20) + '<w:ind w:left="420"/>', _font(10.5)),
        _style("Letter Head", red_rule + _spacing(0, 60) + centre, _font(24, "C00000", bold=True)),
        _style("Letter Number", right_tab + _spacing(120, 480), _font(10.5)),
        _style("Letter Title", keep + _spacing(120, 320) + centre, _font(18, "", bold=True)),
        _style("Letter Address", keep + _spacing(0, 80, line), _font(12)),
        _style("Letter Body", _spacing(0, 80, line) + letter_line + justified, _font(12)),
        _style("Letter Item", _spacing(0, 60, line) + '<w:ind w:left="900" w:hanging="420"/>', _font(12)),
        _style("Letter End", keep + _spacing(120, 0, line) + '<w:jc w:val="right"/>', _font(12)),
        _style("Letter Foot", _spacing(600, 0), _font(9.5, _GREY)),
    ]


def _heading(level: int, looks: str, text: str) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"heading {level}", looks.format(number=number) + outline, text, following="BodyText")


def _character_styles() -> list[str]:
    def made(key: str, name: str, text: str) -> str:
        return (
            f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{text}</w:rPr></w:style>'
        )

    return [
        made("Strong", "Strong", f'<w:b/><w:bCs/><w:color w:val="{NAVY}"/>'),
        made("Accent", "Accent", f'<w:b/><w:bCs/><w:color w:val="{ORANGE}"/>'),
        made("Quiet", "Quiet", f'<w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{_GREY}"/>'),
        made("BarColour", "Bar Colour", f'<w:color w:val="{BLUE}"/>'),
    ]


def _table_styles() -> list[str]:
    margins = '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    thin = "".join(_border(side, 4, _LINE) for side in ("top", "bottom", "insideH"))
    white = f"<w:tblBorders>{_border('insideV', 48, 'FFFFFF')}</w:tblBorders>"
    box = "".join(
        _border(side, 4, "8EA9DB") for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    navy = f'<w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/>'
    head = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{navy}</w:tcPr></w:tblStylePr>'
    pale = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr>'
    pale_head = f'<w:tblStylePr w:type="firstRow">{pale}</w:tblStylePr>'
    band = '<w:tblCellMar><w:left w:w="480" w:type="dxa"/><w:right w:w="200" w:type="dxa"/></w:tblCellMar>'
    return [
        _table_style("Report Table", f"<w:tblBorders>{thin}</w:tblBorders>{margins}", head),
        _table_style("Facts Table", f"<w:tblBorders>{thin}</w:tblBorders>{margins}"),
        _table_style("Card Table", white + margins, pale),
        _table_style("Cover Band", band),
        _table_style("Signature Table", f"<w:tblBorders>{box}</w:tblBorders>{margins}", pale_head),
    ]


def _border(side: str, size: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def _table_style(name: str, looks: str, parts: str = "") -> str:
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name.replace(" ", "")}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr>{looks}</w:tblPr>{parts}</w:style>"
    )


def _number_headings(document: WordDocument, language: str) -> None:
    """Headings count themselves: 一、（一） in Chinese, 1 and 1.1 in English."""
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    levels = (
        (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"))
        if language == "zh"
        else (("decimal", "%1"), ("decimal", "%1.%2"))
    )
    suffix = "nothing" if language == "zh" else "space"
    made = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:suff w:val="{suffix}"/><w:lvlText w:val="{shown}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for level, (kind, shown) in enumerate(levels)
    )
    abstract = (
        f'<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'
    )
    numbering.append(_xml(abstract))
    numbering.append(_xml('<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'))


def _modern_settings(document: WordDocument) -> None:
    """Let Word lay the page out as of 2013 and later, not in compatibility mode."""
    settings = document.settings.element
    for old in (*settings.findall(qn("w:compat")), *settings.findall(qn("w:zoom"))):
        settings.remove(old)
    compat = _xml(
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    after = {
        qn(f"w:{name}")
        for name in (
            "rsids",
            "themeFontLang",
            "clrSchemeMapping",
            "shapeDefaults",
            "decimalSymbol",
            "listSeparator",
        )
    }
    place = next((child for child in settings if child.tag in after or "math" in child.tag), None)
    if place is None:
        settings.append(compat)
    else:
        place.addprevious(compat)
