"""宣传日历: what is published on which day, week by week."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from sheetplan.model.kinds import Date, Number, Text
from sheetplan.views.gantt import FRAME
from sheetplan.views.standing import Standing, day_of, number, serial_of, text
from sheetplan.views.tools import cell_of, numbers, says, shown, text_of
from sheetplan.views.view import Part, Rows, View

POSTS = 200
WEEKS, DAYS, SLOTS = 8, 7, 3
FIRST_ROW = 5
WEEK_ROWS = 1 + SLOTS
_HELPERS = DAYS + 3

_DAY = cell_of("promotion.day")
_UP_TO_HERE = "INDEX({promotion.day},1):INDEX({promotion.day},{n})"
_PUBLISHED = f"ISNUMBER(MATCH({cell_of('promotion.status')},{{words:publish_status.published}},0))"


def _posts(standing: Standing) -> Rows:
    columns = [standing.column("promotion", name)[:POSTS] for name in ("day", "channel", "content", "status")]
    seen = Counter[float]()
    for cell, channel, content, status in zip(*columns, strict=True):
        day = number(cell)
        if day is None:
            yield "", ""
            continue
        seen[day] += 1
        done = "✓ " if says(status, "publish_status", "published") else ""
        yield day * 1000 + seen[day], f"{done}{text(channel)} · {text(content)}"


POST_ROWS = Part(
    "promotion_calendar", "posts", FIRST_ROW, _HELPERS, POSTS,
    {
        "key": shown(
            Number(),
            f'IFERROR(IF(ISNUMBER({_DAY}),{_DAY}*1000+COUNTIF({_UP_TO_HERE},{_DAY}),""),"")',
            hidden=True,
        ),
        "label": shown(
            Text(),
            f'IF(ISNUMBER({{.key}}),IF({_PUBLISHED},"✓ ","")&{text_of("promotion.channel")}&" · "'
            f'&{text_of("promotion.content")},"")',
            hidden=True,
        ),
    },
    _posts,
    follows="promotion",
)  # fmt: skip


def _begin(standing: Standing) -> Rows:
    ((_, first, *_),) = (numbers(row) for row in standing.values(FRAME))
    day = day_of(min(numbers(standing.column("promotion", "day")), default=first))
    yield (serial_of(day - timedelta(days=day.weekday())),)


_FIRST = "IF(COUNT({promotion.day})=0,{@gantt/frame.first},MIN({promotion.day}))"
BEGIN = Part(
    "promotion_calendar", "begin", 3, _HELPERS, 1,
    {"monday": shown(Date(), f"INT({_FIRST})-WEEKDAY({_FIRST},2)+1")}, _begin,
)  # fmt: skip


def _week(number_: int) -> tuple[Part, Part]:
    """Return the dates of a week, and what is published on them."""
    top, name = FIRST_ROW + number_ * WEEK_ROWS, f"week{number_}"
    monday = "{@promotion_calendar/begin.monday}"

    def dates(standing: Standing) -> Rows:
        ((begin,),) = (numbers(row) for row in standing.values(BEGIN))
        yield tuple(begin + number_ * DAYS + day for day in range(DAYS))

    def slots(standing: Standing) -> Rows:
        labels = {key: label for key, label in reversed(standing.values(POST_ROWS)) if key != ""}
        (days,) = (numbers(row) for row in standing.values(head))
        for slot in range(1, SLOTS + 1):
            yield tuple(labels.get(day * 1000 + slot, "") for day in days)

    head = Part(
        "promotion_calendar", name, top, 2, 1,
        {f"d{day}": shown(Date(), f"{monday}+{number_ * DAYS + day}") for day in range(DAYS)}, dates,
    )  # fmt: skip
    looked_up = "MATCH({@promotion_calendar/%s.d%d}*1000+{n},{@promotion_calendar/posts.key},0)"
    columns = {
        f"d{day}": shown(
            Text(),
            f'IFERROR(INDEX({{@promotion_calendar/posts.label}},{looked_up % (name, day)}),"")',
            17,
        )
        for day in range(DAYS)
    }
    return head, Part("promotion_calendar", f"{name}_posts", top + 1, 2, SLOTS, columns, slots)


PROMOTION_CALENDAR = View(
    "promotion_calendar",
    after="promotion",
    parts=(POST_ROWS, BEGIN, *(part for week in range(WEEKS) for part in _week(week))),
)
