"""Event types: what ships is whole and consistent; what is badly written says where and what to write."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from sheetplan.app.refusal import Refusal
from sheetplan.build.content import WorkbookContent
from sheetplan.build.event_pattern import EventType, Words, contradictions
from sheetplan.build.event_types import find_event_type, load_event_types, plan_content
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.column import Owner
from sheetplan.model.sheets import SHEETS

EVENTS = Path(__file__).parents[2] / "templates" / "events"
ZH, EN = wording("zh"), wording("en")
TYPES = {event_type.key: event_type for event_type in load_event_types(EVENTS, ZH)}
LAUNCH = TYPES["product-launch"]
EVENT_DATE = date(2024, 3, 20)


class Weekdays:
    """A calendar from Monday to Friday, but for some days."""

    def __init__(self, *changed: date) -> None:
        self.changed = changed

    def add(self, day: date, number: int, /) -> date:
        step = timedelta(days=1 if number > 0 else -1)
        for _ in range(abs(number)):
            day += step
            while not self._works(day):
                day += step
        return day

    def finish_of(self, start: date, duration: int, /) -> date:
        return self.add(start - timedelta(days=1), duration) if duration else start

    def start_of(self, finish: date, duration: int, /) -> date:
        return self.add(finish + timedelta(days=1), -duration) if duration else finish

    def _works(self, day: date) -> bool:
        return (day.weekday() < 5) != (day in self.changed)


SPRING_FESTIVAL = Weekdays(
    *(date(2024, 2, day) for day in (4, 12, 13, 14, 15, 16, 18)), date(2024, 3, 18), date(2024, 3, 22)
)
CALENDARS = {
    "weekdays": (Weekdays(), EVENT_DATE),
    "holidays before and after": (SPRING_FESTIVAL, EVENT_DATE),
    "an event on a Saturday": (Weekdays(), date(2024, 3, 23)),
    "an event after two weeks off": (
        Weekdays(*(date(2024, 3, day) for day in range(4, 16))),
        date(2024, 3, 16),
    ),
}
shipped = pytest.mark.parametrize("event_type", TYPES.values(), ids=TYPES)
spoken = pytest.mark.parametrize("language", LANGUAGES)
counted = pytest.mark.parametrize(("calendar", "day"), CALENDARS.values(), ids=CALENDARS)


def content(
    event_type: EventType, calendar=CALENDARS["weekdays"][0], day=EVENT_DATE, language="zh"
) -> WorkbookContent:
    return plan_content(event_type, name=None, event_date=day, language=language, calendar=calendar)


def offsets(event_type: EventType, *words: str) -> list[tuple[int, int]]:
    """First and last working day of the tasks whose Chinese titles hold one of the words."""
    found = [
        (task.first_offset, task.last_offset)
        for task in event_type.tasks
        if any(word in task.title.zh for word in words)
    ]
    assert found, words
    return found


def test_the_two_types_ship():
    assert set(TYPES) == {"product-launch", "member-salon"}


@shipped
def test_a_type_plans_an_event_whole(event_type):
    assert 28 <= len(event_type.tasks) <= 40


@shipped
def test_tasks_are_numbered_in_order(event_type):
    assert [task.code for task in event_type.tasks] == [
        f"T{n:02}" for n in range(1, len(event_type.tasks) + 1)
    ]


@shipped
def test_predecessors_exist(event_type):
    codes = {task.code for task in event_type.tasks}
    assert all(codes.issuperset(task.after) for task in event_type.tasks)


@shipped
def test_every_task_but_the_first_waits_for_another(event_type):
    assert [task.code for task in event_type.tasks if not task.after] == ["T01"]


@shipped
@counted
def test_a_successor_starts_after_the_day_its_predecessor_finishes(event_type, calendar, day):
    rows = {row["code"]: row for row in content(event_type, calendar, day).tables["tasks"]}
    for row in rows.values():
        for code in row["predecessors"] or ():
            assert row["baseline_start"] > rows[code]["baseline_finish"], (row["code"], code)


@shipped
@counted
def test_dates_span_the_duration(event_type, calendar, day):
    for row in content(event_type, calendar, day).tables["tasks"]:
        start, finish = row["baseline_start"], row["baseline_finish"]
        if start == day:
            assert finish == start
        else:
            assert finish == calendar.finish_of(start, int(row["duration"])), row["code"]


@shipped
@counted
def test_the_event_is_one_task_on_its_day(event_type, calendar, day):
    on_the_day = [
        row for row in content(event_type, calendar, day).tables["tasks"] if row["baseline_start"] == day
    ]
    assert [(row["baseline_finish"], row["deadline"]) for row in on_the_day] == [(day, day)]


@shipped
def test_only_the_event_has_a_deadline(event_type):
    assert sum(row["deadline"] is not None for row in content(event_type).tables["tasks"]) == 1


@shipped
def test_everything_before_the_event_leads_up_to_it(event_type):
    before = {code: set(task.after) for task in event_type.tasks for code in [task.code]}
    event = next(task for task in event_type.tasks if task.is_event)
    needed, queue = set(), [event.code]
    while queue:
        needed |= {(code := queue.pop())}
        queue += before[code] - needed
    assert needed >= {task.code for task in event_type.tasks if task.last_offset < 0}


@shipped
def test_promotion_starts_a_week_ahead(event_type):
    assert all(first <= -7 for first, _ in offsets(event_type, "预热"))


@shipped
def test_venue_and_materials_are_confirmed_one_to_two_weeks_ahead(event_type):
    for _, last in offsets(event_type, "场地确认", "场地比选", "清单确认"):
        assert -14 <= last <= -7


@shipped
def test_guests_are_confirmed_and_notices_sent_a_week_ahead(event_type):
    assert all(last <= -7 for _, last in offsets(event_type, "备选人选确认", "活动通知"))


@shipped
def test_departments_are_asked_a_week_ahead(event_type):
    assert offsets(event_type, "协作函") == [(-7, -7)]


@shipped
def test_three_days_ahead_guests_are_reminded_crew_trained_materials_accepted(event_type):
    for word in ("提醒", "培训", "验收"):
        assert [last for _, last in offsets(event_type, word)] == [-3]


@shipped
def test_build_and_rehearsal_are_done_the_day_before(event_type):
    for word in ("调试", "彩排"):
        assert [last for _, last in offsets(event_type, word)] == [-1]


@shipped
def test_the_retrospective_begins_within_five_days_and_ends_there(event_type):
    assert all(1 <= first <= 5 for first, _ in offsets(event_type, "复盘"))
    assert max(task.last_offset for task in event_type.tasks) == 5


@shipped
@spoken
def test_one_role_answers_for_each_task(event_type, language):
    roles = {role.name.text(language) for role in event_type.roles.values()}
    for row in content(event_type, language=language).tables["tasks"]:
        assert len(row["accountable"]) == 1
        assert row["responsible"]
        assert roles.issuperset(row["responsible"] + row["accountable"])


@shipped
def test_nobody_is_merely_told_what_they_do_or_answer_for(event_type):
    for task in event_type.tasks:
        doing = {*task.responsible, task.accountable}
        assert doing.isdisjoint({*task.consulted, *task.informed}), task.code


@shipped
def test_every_role_does_something(event_type):
    busy = {role for task in event_type.tasks for roles in task.roles.values() for role in roles}
    assert busy == set(event_type.roles)


@shipped
def test_shares_are_the_whole_and_the_reserve_is_a_tenth(event_type):
    shares = {category.nature: Decimal(0) for category in event_type.categories.values()}
    for category in event_type.categories.values():
        shares[category.nature] += category.target_share
    assert shares == {"ordinary": Decimal("0.9"), "reserve": Decimal("0.1")}


@shipped
def test_every_category_has_a_line(event_type):
    assert {line.category for line in event_type.budget} == set(event_type.categories)


@shipped
def test_metrics_cover_the_funnel_and_a_cost(event_type):
    names = " ".join(metric.name.zh for metric in event_type.metrics)
    assert all(word in names for word in ("曝光", "报名", "到场", "线索", "转化", "满意度", "成本", "ROI"))
    assert any(metric.direction == "lower" for metric in event_type.metrics)


@shipped
@spoken
def test_content_fills_peoples_columns_only(event_type, language):
    made = content(event_type, language=language)
    for sheet, rows in {**made.tables, **{sheet: [form] for sheet, form in made.forms.items()}}.items():
        people = SHEETS[sheet].columns_of(Owner.PEOPLE)
        assert all(people.keys() >= row.keys() for row in rows), sheet


@shipped
def test_words_are_of_their_language(event_type):
    for words in _all_words(event_type):
        assert words.en.isascii() or "÷" in words.en, words
        assert words.zh != words.en or words.zh in {"ROI", "%"}, words


@shipped
def test_a_type_is_free_of_contradictions(event_type):
    assert list(contradictions(event_type)) == []


def test_official_days_stand_in_the_calendar():
    made = plan_content(
        LAUNCH,
        name="春季发布",
        event_date=EVENT_DATE,
        language="zh",
        calendar=Weekdays(),
        official=[(date(2024, 4, 4), "off", "清明节")],
    )
    assert made.tables["calendar"] == [
        {"day": date(2024, 4, 4), "kind": "off", "name": "清明节", "origin": "official"}
    ]
    assert made.forms["event"] == {"name": "春季发布", "type": "新品发布会", "event_date": EVENT_DATE}


def test_what_people_decide_is_blank():
    made = content(LAUNCH)
    assert not any("target" in row or "actual" in row for row in made.tables["metrics"])
    assert not any("unit_price" in row for row in made.tables["budget"])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("新品发布会", "product-launch"),
        ("线上新品发布会", "product-launch"),
        ("Product Launch", "product-launch"),
        ("ＬＡＵＮＣＨ", "product-launch"),
        ("member-salon", "member-salon"),
        ("会员活动", "member-salon"),
        ("customer  salon", "member-salon"),
    ],
)
def test_a_type_is_found_by_any_of_its_names(name, key):
    assert find_event_type(name, TYPES.values(), EN).key == key


def test_an_unknown_type_names_the_nearest():
    with pytest.raises(Refusal) as refused:
        find_event_type("新品发步会", TYPES.values(), ZH)
    assert refused.value.code == "unknown-type"
    assert refused.value.facts == {"value": "新品发步会", "hint": "最接近的是：新品发布会。"}


def test_a_type_like_no_other_names_all():
    with pytest.raises(Refusal) as refused:
        find_event_type("wedding", TYPES.values(), EN)
    assert refused.value.facts["hint"] == "Known types: Customer salon, Product launch."


TASK = """
[[tasks]]
code = "T05"
stage = "planning"
title = { zh = "筹备", en = "Preparation" }
start = -5
duration = 2
responsible = ["lead"]
accountable = "lead"
"""
SMALL = f"""
title = {{ zh = "茶话会", en = "Tea" }}
aliases = []
[settings]
reserve_rule = "ten_to_fifteen"
[stages]
planning = {{ zh = "策划", en = "Planning" }}
[roles.lead]
name = {{ zh = "总负责人", en = "Lead" }}
group = {{ zh = "总控组", en = "Control" }}
duties = {{ zh = "统筹", en = "All" }}
{TASK}
[[tasks]]
code = "T06"
stage = "planning"
title = {{ zh = "茶话会", en = "Tea" }}
is_event = true
start = 0
duration = 1
after = ["T05"]
responsible = ["lead"]
accountable = "lead"
[categories.venue]
name = {{ zh = "场地", en = "Venue" }}
nature = "ordinary"
target_share = 0.9
[categories.reserve]
name = {{ zh = "备用金", en = "Reserve" }}
nature = "reserve"
target_share = 0.1
[[budget]]
code = "B01"
category = "venue"
item = {{ zh = "场地", en = "Room" }}
quantity = 1
unit = {{ zh = "天", en = "days" }}
[[metrics]]
code = "M01"
name = {{ zh = "到场人数", en = "Attendance" }}
direction = "higher"
unit = {{ zh = "人", en = "people" }}
due = 0
definition = {{ zh = "签到人数", en = "Check-ins" }}
source = {{ zh = "签到表", en = "List" }}
"""
BAD = [
    (
        'title = { zh = "筹备", en = "Preparation" }',
        'title = { zh = "筹备" }',
        "tasks.T05.title.en",
        "missing",
    ),
    ('en = "Preparation"', 'en = ""', "tasks.T05.title.en", "in quotes"),
    ('title = { zh = "筹备", en = "Preparation" }', 'title = "筹备"', "tasks.T05.title", "group"),
    ("duration = 2", "duration = 2.5", "tasks.T05.duration", "whole number"),
    ("duration = 2", "duration = -2", "tasks.T05.duration", "less than 0"),
    ("start = -5", "start = -5\nfinish = -4", "tasks.T05", "either start or finish"),
    ("start = -5", "begin = -5", "tasks.T05.begin", "no such entry"),
    ("start = -5", "start = -1", "tasks.T06.after", "T05 → T+0"),
    ('accountable = "lead"', 'accountable = "boss"', "tasks.T05.accountable", "defines: lead"),
    ('responsible = ["lead"]', 'responsible = "lead"', "tasks.T05.responsible", "list"),
    ('responsible = ["lead"]', "responsible = []", "tasks.T05.responsible", "at least one"),
    ('after = ["T05"]', 'after = ["T50"]', "tasks.T06.after", "defines: T05, T06"),
    ('code = "T06"', 'code = "T05"', "tasks.T05.code", "more than once"),
    ("is_event = true", "is_event = false", "tasks", "not 0"),
    ("is_event = true", 'is_event = "yes"', "tasks.T06.is_event", "true or false"),
    ("start = 0", "start = 1", "tasks.T06.start", "start = 0"),
    ('stage = "planning"', 'stage = "after"', "tasks.T05.stage", "defines: planning"),
    ('category = "venue"', 'category = "room"', "budget.B01.category", "defines: venue, reserve"),
    ("quantity = 1", 'quantity = "1"', "budget.B01.quantity", "number without quotes"),
    ("target_share = 0.9", "target_share = 0.8", "categories", "not 90%"),
    ("target_share = 0.9", "target_share = 90", "categories.venue.target_share", "more than 1"),
    ('nature = "reserve"', 'nature = "spare"', "categories.reserve.nature", "'ordinary' or 'reserve'"),
    ('direction = "higher"', 'direction = "up"', "metrics.M01.direction", "'higher' or 'lower'"),
    ("[settings]", "[settings", "TOML", "line"),
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tea.toml").write_text(SMALL, "utf-8")
    return tmp_path


def test_a_small_type_is_enough(folder):
    assert [event_type.key for event_type in load_event_types(folder, EN)] == ["tea"]


@pytest.mark.parametrize(
    ("good", "bad", "key", "expected"), BAD, ids=[f"{bad} at {key}" for _, bad, key, _ in BAD]
)
def test_a_bad_file_says_where_and_what_is_expected(folder, good, bad, key, expected):
    assert good in SMALL
    (folder / "tea.toml").write_text(SMALL.replace(good, bad, 1), "utf-8")
    with pytest.raises(Refusal) as refused:
        load_event_types(folder, EN)
    assert refused.value.code == "bad-event-type"
    assert (refused.value.facts["file"], refused.value.facts["key"]) == ("tea.toml", key)
    assert expected in str(refused.value.facts["detail"])


@spoken
def test_every_expectation_is_worded(language):
    sections = [set(wording(other).section("event_types")) for other in LANGUAGES]
    assert all(one == other for one, other in pairwise(sections))
    assert "bad-event-type" in wording(language).section("refusals")


def _all_words(part: object):
    if isinstance(part, Words):
        yield part
    elif isinstance(part, dict | tuple):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _all_words(inner)
    elif hasattr(type(part), "model_fields"):
        for name in type(part).model_fields:
            yield from _all_words(getattr(part, name))
