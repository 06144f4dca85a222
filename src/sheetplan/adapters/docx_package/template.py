"""A Word template: compiled once, checked against the known fields, filled as often as wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sheetplan.adapters.docx_package import trace
from sheetplan.adapters.docx_package.chart import chart_workbook, fill_chart
from sheetplan.adapters.docx_package.package import CORE_PROPERTIES, Package, parse_xml, xml_bytes
from sheetplan.adapters.docx_package.program import Scene, clean, run
from sheetplan.adapters.docx_package.refusal import TemplateRefused
from sheetplan.adapters.docx_package.relations import (
    CUSTOM_PROPERTIES,
    CUSTOM_XML,
    Media,
    Relations,
    content_types,
)
from sheetplan.adapters.docx_package.story import Story
from sheetplan.documents.problem import Problem
from sheetplan.documents.template import find_tags

if TYPE_CHECKING:
    from sheetplan.documents.context import Chart, Context, Properties
    from sheetplan.documents.fields import Fields

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"


class DocxTemplate:
    """A template ready to be filled, or the problems that stand in its way.

    Raises:
        TemplateRefused: the file is no plain, sound .docx.
    """

    def __init__(self, data: bytes, fields: Fields) -> None:
        self._package = Package(data)
        stories = sorted(self._package.stories(), key=lambda name: name != self._package.main)
        self._stories = [
            Story(name, self._package.story_root(name), fields)
            for name in stories
            if _has_braces(self._package.part(name))
        ]
        self._readers: dict[str, trace.Reader] = {}
        self._charts = self._charts_by_part()
        self.problems: tuple[Problem, ...] = (
            *(problem for story in self._stories for problem in story.problems),
            *self._tags_in_charts(),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every field that the template names, in order."""
        return tuple(dict.fromkeys(name for story in self._stories for name in story.names))

    def _charts_by_part(self) -> dict[str, str]:
        return {
            self._package.relationships(story.part).get(relationship, ""): name
            for story in self._stories
            for relationship, name in story.charts.items()
        }

    def _tags_in_charts(self) -> list[Problem]:
        return [
            Problem("tag-out-of-reach", part, 0, hit.raw, hit.raw)
            for part in self._charts
            for hit in find_tags("".join(map(str, parse_xml(part, self._package.part(part)).itertext())))
            if hit.tag
        ]

    def render(self, context: Context) -> bytes:
        """The filled document; the same template and context make the same bytes.

        Where the context names a workbook, the document carries the trace of its figures.

        Raises:
            TemplateRefused: the template has problems, or grows beyond all bounds.
        """
        if self.problems:
            raise TemplateRefused("has-problems", str(len(self.problems)))
        media = Media()
        scenes = {story.part: Scene(context, Relations(media)) for story in self._stories}
        pieces = {story.part: _written(story, scenes[story.part]) for story in self._stories}
        parts = {part: "".join(out).encode() for part, out in pieces.items()}
        for part, name in self._charts.items():
            parts |= self._filled_chart(part, context.charts[name])
        core = self._package.of_type(CORE_PROPERTIES)
        if core:
            parts[core] = _core_properties(context.properties, context.language)
        parts |= media.parts
        overrides = {}
        if context.source.workbook:
            overrides = {trace.PROPERTIES: trace.PROPERTIES_TYPE}
            parts |= self._traced(pieces, scenes, parts)
        for part, scene in scenes.items():
            parts |= scene.relations.parts(self._package, part)
        parts |= content_types(self._package, media, overrides)
        return self._package.with_parts(parts)

    def _traced(
        self, pieces: dict[str, list[str]], scenes: dict[str, Scene], parts: dict[str, bytes]
    ) -> dict[str, bytes]:
        """The parts of the trace; the main story is related to them."""
        context = next(iter(scenes.values())).context
        if not self._readers:
            self._readers = {story.part: trace.Reader(story.program) for story in self._stories}
        texts = {
            part: (self._readers[part].text(out, scenes[part]), scenes[part]) for part, out in pieces.items()
        }
        regions = {name: digest for scene in scenes.values() for name, digest in scene.regions.items()}
        main = scenes.setdefault(self._package.main, Scene(context, Relations(Media())))
        main.relations.add(CUSTOM_XML, f"/{trace.PART}")
        properties = Relations(Media())
        properties.add(CUSTOM_PROPERTIES, f"/{trace.PROPERTIES}")
        made = self._package.print_of(parts)
        return {
            trace.PART: trace.trace_xml(texts, context, regions, made),
            trace.PROPERTIES: trace.PROPERTIES_XML,
            **properties.parts(self._package, trace.PART),
        }

    def _filled_chart(self, part: str, chart: Chart) -> dict[str, bytes]:
        root = parse_xml(part, self._package.part(part))
        fill_chart(root, chart)
        filled = {part: xml_bytes(root)}
        for related in self._package.relationships(part).values():
            if related.endswith(".xlsx") and related in self._package:
                filled[related] = chart_workbook(chart)
        return filled


def _has_braces(content: bytes) -> bool:
    return any(brace in content for brace in (b"{", b"}", "｛".encode(), "｝".encode(), b"&#"))


def _written(story: Story, scene: Scene) -> list[str]:
    out = [_DECLARATION]
    run(story.program, out, scene)
    return out


def _core_properties(properties: Properties, language: str) -> bytes:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DUBLIN})
    for name, text in (
        (f"{{{_DUBLIN}}}title", properties.title),
        (f"{{{_DUBLIN}}}subject", properties.subject),
        (f"{{{_DUBLIN}}}creator", properties.author),
        (f"{{{_CORE}}}keywords", properties.keywords),
        (f"{{{_DUBLIN}}}language", "zh-CN" if language == "zh" else "en-GB"),
    ):
        etree.SubElement(root, name).text = clean(text)
    return xml_bytes(root)
