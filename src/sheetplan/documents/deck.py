"""The plan as a presentation: six chapters, from the background of an event to its risks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sheetplan.documents.context import Chart, Context, Row, plain
from sheetplan.documents.fields import TONE, column_names, scalar_names, table_name
from sheetplan.documents.formats import show, words_of
from sheetplan.documents.slides import Card, Cell, Chapter, Column, Deck, Drawn, Grid, Part, Slide
from sheetplan.language import Wording

CHAPTERS = ("aims", "design", "resources", "promotion", "measures", "risks")
MOST_CARDS = 4
_COLUMN = re.compile(r"(\w+)\*([\d.]+)([\^>]?)(#?)(?:\|(\w+))?")
_DAY_ZERO = date(1899, 12, 30)  # day 0 of the calendar that charts count in


def deck(context: Context, words: Wording) -> Deck:
    """Return the plan deck of an event."""
    teller = _Teller(context, words)
    slides = tuple(teller.slides())
    workbook = context.source.workbook.rpartition("/")[2]
    return Deck(
        language=context.language,
        title=teller.event("name") or words.text("deck", "unwritten"),
        subtitle=teller.event("theme"),
        facts=tuple(filter(None, (teller.joined("event_date", "venue"), teller.joined("organiser", "lead")))),
        overview=words.text("deck", "overview"),
        chapters=tuple(teller.chapters(slides)),
        slides=slides,
        source=words.text("deck", "source", workbook=workbook, day=context.source.status_date),
        continued=words.text("deck", "continued", title="{title}"),
        nothing=words_of(context.language).no_rows,
        properties=context.properties,
    )


class _Stage(NamedTuple):
    """A stage of the work: its name, its tasks, its first and last day, its people."""

    name: str
    tasks: int
    first: date | None
    last: date | None
    people: tuple[str, ...]


class _Teller:
    """Tells one event in one language."""

    def __init__(self, context: Context, words: Wording) -> None:
        self._context = context
        self._words = words
        self._said = words_of(context.language)
        self._nothing = words.text("sentences", "dash")
        self._names = scalar_names(words)
        self._currency = str(context.scalars[self._names["", "currency"]])

    # -- chapters --------------------------------------------------------------------------------------

    def chapters(self, slides: Sequence[Slide]) -> Iterator[Chapter]:
        """Yield the chapters, each with what it comes to."""
        gists: Mapping[str, Iterable[str]] = {
            "aims": (self.event("goal"),),
            "design": (
                self.event("format"),
                self.event("event_date"),
                self.event("venue"),
                self._gist("attendance", count=self.event("attendance")),
            ),
            "resources": (
                self._counted("people"),
                self._counted("tasks"),
                self._gist("budget", total=self.event("budget_total", "thousands"), currency=self._currency),
            ),
            "promotion": (self._counted("promotion", "posts"), self._counted("channels")),
            "measures": (self._counted("metrics"), self._gist("met", count=self.event("metrics_met"))),
            "risks": (self._counted("risks"), self._gist("high", count=self._high())),
        }
        for number, chapter in enumerate(CHAPTERS, 1):
            gist = self._text("between").join(filter(None, gists[chapter])) or self._text("unwritten")
            titles = tuple(slide.title for slide in slides if slide.chapter == number)
            yield Chapter(self._words.text("deck", "chapters", chapter), gist, titles)

    def slides(self) -> Iterator[Slide]:
        """Yield all slides; the first of a chapter stands even where nothing is filled in."""
        first = (self._aims, self._design, self._resources)
        then = (self._promotion, self._measures, self._risks)
        for number, chapter in enumerate((*first, *then), 1):
            for at, slide in enumerate(chapter()):
                if at == 0 or any(_says_something(part) for part in slide.parts):
                    yield slide._replace(chapter=number)

    def _aims(self) -> Iterator[Slide]:
        yield self._slide(
            "background",
            "",
            self._facts(
                ("brief", "background"),
                ("event", "purpose"),
                ("event", "audience"),
                ("brief", "audience_profile"),
                ("brief", "core_needs"),
            ),
        )
        columns = "metric*2.2 target*1.4> previous*1.2>|thousands due*1.3^|day definition*3.4"
        goals = self._slide("goals", self.event("goal"), self._grid("metrics", columns))
        yield goals._replace(cards=tuple(self._target_cards()))

    def _design(self) -> Iterator[Slide]:
        asked = ("theme", "format", "event_date", "venue", "attendance", "highlights", "how_to_register")
        facts = (("event", "theme"), ("brief", "key_message"), *(("event", entry) for entry in asked[1:]))
        yield self._slide("concept", "", self._facts(*facts))
        columns = "start*0.9^|time duration*1.1^ segment*2.2 responsible*1.5^ performer*1.4^ key_action*3.2"
        yield self._slide("programme", self.event("programme"), self._grid("public_segments", columns))
        columns = "name*1.2 kind*1.1^ organisation*2.2 topic*2.8 host*1.2^ status*1.1^#"
        yield self._slide("guests", "", self._grid("speakers", columns))

    def _resources(self) -> Iterator[Slide]:
        columns = "role*1.5 name*1.2^ group*1.1^ department*1.1^ duties*3.6"
        yield self._slide("team", "", self._grid("people", columns))
        yield self._slide("stages", "", self._calendar(), self._stage_grid())
        columns = "category*1.7 planned*1.2>|thousands share*0.9>|percent"
        spending = self._chart("spending", "column")
        yield self._slide(
            "budget", self._comment("budget_comment"), spending, self._grid("budget_summary", columns)
        )
        columns = "kind*1.1^ resource*2.4 channel*1.8 cost*1.2>|thousands responsible*1.2^ status*1.1^#"
        yield self._slide("supplies", "", self._grid("resources", columns))

    def _promotion(self) -> Iterator[Slide]:
        columns = "day*1^|day stage*0.9^ channel*1.6 content*3 responsible*1.5^ status*1.1^#"
        yield self._slide("posts", self.event("promotion"), self._grid("promotion", columns))
        columns = "channel*1.7 target*1>|thousands sign_ups*1>|thousands conversion_rate*1.1>|percent"
        yield self._slide(
            "channels",
            self._comment("channels_comment"),
            self._aims_by_channel(),
            self._grid("active_channels", columns),
        )

    def _measures(self) -> Iterator[Slide]:
        columns = (
            "metric*1.9 target*1.3> actual*1.3> achievement_rate*1.1>|percent verdict*1.1^# source*1.8 "
            "responsible*1.3^"
        )
        yield self._slide("measures", "", self._grid("metrics", columns))
        reached = self._chart("achievement", "column")
        yield self._slide("progress", self._comment("metrics_comment"), reached)
        yield self._slide("sign_ups", self._comment("daily_comment"), self._chart("daily_sign_ups", "line"))

    def _risks(self) -> Iterator[Slide]:
        columns = "risk*2 level*0.7^# trigger*2 response*3 responsible*1.4^ response_limit*1.1^"
        grid = self._grid("risks", columns, self._ranked_risks())
        yield self._slide("risks", self.event("contingency_plan"), grid)

    # -- parts -----------------------------------------------------------------------------------------

    def _slide(self, key: str, lead: str, *parts: Part) -> Slide:
        return Slide(0, self._words.text("deck", "slides", key), lead, parts)

    def _facts(self, *places: tuple[str, str]) -> Grid:
        labels = ((self._names[place], self._entry(place)) for place in places)
        rows = tuple((Cell(label), Cell(value)) for label, value in labels if value)
        return Grid((Column("", 1), Column("", 6)), rows, headed=False)

    def _grid(self, table: str, columns: str, rows: Sequence[Row] | None = None) -> Grid:
        """Return a table as a grid, without the columns that nobody has filled in.

        Args:
            table: its key.
            columns: by key, each with its share of the width, ``^`` or ``>``, ``#`` where it is coloured, and
                its format.
            rows: those that are shown, where it is not all of them as they stand.
        """
        names = column_names(table, self._words)
        rows = self._rows(table) if rows is None else rows
        parsed = [found.groups("") for found in _COLUMN.finditer(columns)]
        used = [each for each in parsed if any(self._shown(row[names[each[0]]], each[4]) for row in rows)]
        cells = tuple(
            tuple(
                Cell(
                    self._shown(row[names[key]], form),
                    str(row.get(names.get(TONE + key, ""), "none")) if toned else "none",
                )
                for key, _, _, toned, form in used
            )
            for row in rows
        )
        heads = tuple(Column(names[key], float(share), side) for key, share, side, _, _ in used)
        return Grid(heads, tuple(row for row in cells if any(cell.text for cell in row)))

    def _ranked_risks(self) -> list[Row]:
        """Return the risks, the high ones first."""
        level, words = column_names("risks", self._words)["level"], self._words
        order = {words.choice("level", key): at for at, key in enumerate(words.choices("level"))}
        return sorted(self._rows("risks"), key=lambda row: order.get(row[level] or "", len(order)))

    def _target_cards(self) -> Iterator[Card]:
        names = column_names("metrics", self._words)
        aimed = [row for row in self._rows("metrics") if self._shown(row[names["target"]])]
        for row in aimed[:MOST_CARDS]:
            name, due = str(row[names["metric"]] or ""), self._shown(row[names["due"]], "day")
            yield Card(name, self._shown(row[names["target"]]), due)

    def _chart(self, key: str, kind: str) -> Drawn:
        name = self._words.text("fields", "charts", key)
        chart: Chart = self._context.charts[name]
        told = tuple((label, values) for label, values in chart.series if any(values))
        return Drawn(replace(chart, series=told), kind, name)

    def _aims_by_channel(self) -> Drawn:
        names, wanted = column_names("channels", self._words), self._rows("active_channels")
        series = tuple(
            (names[key], tuple(plain(row[names[key]]) for row in wanted)) for key in ("target", "sign_ups")
        )
        told = tuple((label, values) for label, values in series if any(values))
        chart = Chart(tuple(str(row[names["channel"]] or "") for row in wanted), told)
        return Drawn(chart, "column", self._words.text("deck", "slides", "channels"))

    # -- stages ----------------------------------------------------------------------------------------

    def _stages(self) -> list[_Stage]:
        names = column_names("tasks", self._words)
        grouped: dict[str, list[Row]] = {}
        for row in self._rows("tasks"):
            grouped.setdefault(str(row[names["stage"]] or ""), []).append(row)
        return [self._stage(stage, rows, names) for stage, rows in grouped.items() if stage]

    def _stage(self, stage: str, rows: Sequence[Row], names: Mapping[str, str]) -> _Stage:
        def days(*columns: str) -> list[date]:
            found = (next(filter(None, (plain(row[names[key]]) for key in columns)), None) for row in rows)
            return [day for day in found if day]

        first, last = days("baseline_start", "start"), days("baseline_finish", "finish")
        people = dict.fromkeys(row[names["responsible"]] for row in rows if row[names["responsible"]])
        return _Stage(
            stage, len(rows), min(first, default=None), max(last, default=None), tuple(map(str, people))
        )

    def _calendar(self) -> Drawn:
        dated = [stage for stage in self._stages() if stage.first and stage.last]
        starts = tuple((stage.first - _DAY_ZERO).days for stage in dated if stage.first)
        lengths = tuple((stage.last - stage.first).days + 1 for stage in dated if stage.first and stage.last)
        series = (("", starts), (self._text("chart_days"), lengths)) if dated else ()
        title = self._words.text("deck", "slides", "stages")
        return Drawn(Chart(tuple(stage.name for stage in dated), series, "m/d"), "calendar", title)

    def _stage_grid(self) -> Grid:
        heads = self._words.section("deck", "heads")
        columns = (
            Column(self._words.heading("tasks", "stage"), 1),
            Column(heads["span"], 1.7, "^"),
            Column(heads["tasks"], 0.7, ">"),
        )
        rows = tuple(
            (Cell(stage.name), Cell(self._span(stage)), Cell(str(stage.tasks))) for stage in self._stages()
        )
        return Grid(columns, rows)

    def _span(self, stage: _Stage) -> str:
        if not stage.first or not stage.last:
            return ""
        first, last = self._shown(stage.first, "day"), self._shown(stage.last, "day")
        return first if first == last else self._words.text("deck", "span", first=first, last=last)

    # -- words -----------------------------------------------------------------------------------------

    def event(self, entry: str, form: str = "") -> str:
        """Return an entry of the event as text; empty where there is none."""
        return self._entry(("event", entry), form)

    def joined(self, *entries: str) -> str:
        """Return entries of the event as one line."""
        return self._text("between").join(filter(None, map(self.event, entries)))

    def _entry(self, place: tuple[str, str], form: str = "") -> str:
        return self._shown(self._context.scalars[self._names[place]], form)

    def _comment(self, key: str) -> str:
        return self._shown(self._context.scalars[self._names["", key]])

    def _shown(self, value: Any, form: str = "") -> str:
        """Return a value as text; numbers without a format with thousands separators."""
        found = None if plain(value) == self._nothing else plain(value)
        suits = form or ("thousands" if isinstance(found, Decimal | int) else "")
        return show(found, suits, self._said)

    def _rows(self, table: str) -> Sequence[Row]:
        return self._context.tables[table_name(table, self._words)].rows

    def _counted(self, table: str, gist: str = "") -> str:
        return self._gist(gist or table, count=len(self._rows(table)) or "")

    def _high(self) -> str:
        names = column_names("risks", self._words)
        word = self._words.choice("level", "high")
        return str(sum(row[names["level"]] == word for row in self._rows("risks")) or "")

    def _gist(self, key: str, **facts: object) -> str:
        filled = all(str(fact) not in {"", "0"} for fact in facts.values())
        return self._words.text("deck", "gists", key, **facts) if filled else ""

    def _text(self, key: str) -> str:
        return self._words.text("deck", key)


def _says_something(part: Part) -> bool:
    return bool(part.rows) if isinstance(part, Grid) else bool(part.chart.series)
