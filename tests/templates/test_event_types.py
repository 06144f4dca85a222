"""Event types: what ships is whole and consistent; what is badly written says where and what to write."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from sheetplan.adapters.public_holidays import calendar_data
from sheetplan.app.refusal import Refusal
from sheetplan.build.content import WorkbookContent
from sheetplan.build.event_consistency import contradictions
from sheetplan.build.event_content import plan_content
from sheetplan.build.event_pattern import EventType, Words
from sheetplan.build.event_types import Shelf, find_event_type, read_event_type, type_files
from sheetplan.build.new import Wish, new_workbook
from sheetplan.engine.recalculate import calendar_of
from sheetplan.engine.schedule import schedule
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.language import LANGUAGES, wording
from sheetplan.model.column import Owner
from sheetplan.model.plan import Plan
from sheetplan.model.sheets import SHEETS
from sheetplan.model.sheets.event import Event
from sheetplan.model.sheets.tasks import Task
from support.house import real_house

SHELF = Shelf(Path(__file__).parents[2] / "templates" / "events", "shipped")
ZH, EN = wording("zh"), wording("en")
TYPES = {file.path.stem: read_event_type(file.path, ZH) for file in type_files([SHELF])}
LAUNCH = TYPES["product-launch"]
EVENT_DATE = date(2024, 3, 20)
DATES = {
    **{f"a {day:%A}": day for n in range(7) for day in [date(2026, 6, 15) + timedelta(days=n)]},
    "a week after Spring Festival": date(2025, 2, 12),
    "in the middle of Spring Festival": date(2025, 1, 30),
    "before Spring Festival": date(2025, 1, 24),
    "after the National Day holidays": date(2025, 10, 12),
    "a make-up working Sunday": date(2025, 9, 28),
    "the turn of the year": date(2024, 12, 31),
    "a year nobody has announced": date(2030, 2, 6),
}
OFFICIAL = calendar_data("CN", range(2023, 2031))
shipped = pytest.mark.parametrize("event_type", TYPES.values(), ids=TYPES)
spoken = pytest.mark.parametrize("language", LANGUAGES)
dated = pytest.mark.parametrize("day", DATES.values(), ids=DATES)


def calendar_for(event_type: EventType, day: date) -> WorkingCalendar:
    end = day + timedelta(days=event_type.days - 1)
    return calendar_of(Plan(event=Event(event_date=day, end_date=end)), OFFICIAL)


def content(event_type: EventType, day: date = EVENT_DATE, language: str = "zh") -> WorkbookContent:
    calendar = calendar_for(event_type, day)
    return plan_content(event_type, name=None, event_date=day, language=language, calendar=calendar)


def planned(event_type: EventType, day: date) -> list[Task]:
    return [Task(row=n, **row) for n, row in enumerate(content(event_type, day).tables["tasks"], 5)]


def offsets(event_type: EventType, *words: str) -> list[tuple[int, int]]:
    """First and last working day of the tasks whose Chinese titles hold one of the words."""
    return [
        (task.first_offset, task.last_offset)
        for task in event_type.tasks
        if any(word in task.title.zh for word in words)
    ]


def test_the_kinds_of_events_that_the_sources_name_ship():
    names = {alias for event_type in TYPES.values() for alias in event_type.names}
    assert names >= {
        "线上新品发布会", "线下新品发布会", "直播带货", "618/双11促销", "用户沙龙/会员活动", "线上培训",
        "社群裂变/打卡训练营", "行业峰会/研讨会", "客户答谢会/周年庆", "年会", "公益活动", "校园活动",
    }  # fmt: skip


def test_no_name_means_two_types():
    names = Counter(alias.casefold() for event_type in TYPES.values() for alias in event_type.names)
    assert [name for name, count in names.items() if count > 1] == []


@shipped
def test_a_type_plans_an_event_whole(event_type):
    assert 25 <= len(event_type.tasks) <= 60
    assert len(event_type.budget) >= 12
    assert len(event_type.metrics) >= 9
    assert len(event_type.materials) >= 8
    assert len(event_type.risks) >= 6
    assert len(event_type.segments) >= 7
    assert len(event_type.promotion) >= 7


def test_no_two_types_are_the_same_plan():
    titles = {key: {task.title.zh for task in event_type.tasks} for key, event_type in TYPES.items()}
    for one, other in ((one, other) for one in titles for other in titles if one < other):
        assert len(titles[one] & titles[other]) <= len(titles[one]) / 2, (one, other)


@shipped
def test_tasks_are_numbered_in_order(event_type):
    assert [task.code for task in event_type.tasks] == [
        f"T{n:02}" for n in range(1, len(event_type.tasks) + 1)
    ]


@shipped
def test_a_type_is_free_of_contradictions(event_type):
    assert list(contradictions(event_type)) == []


@shipped
def test_almost_every_task_waits_for_another(event_type):
    assert sum(not task.after for task in event_type.tasks) <= 2


@shipped
def test_no_task_starts_without_the_documents_it_needs(event_type):
    gated = [task for task in event_type.tasks if task.inputs]
    assert len(gated) >= len(event_type.tasks) / 3
    assert next(task for task in event_type.tasks if task.is_event).inputs


@shipped
@dated
def test_everything_can_be_done_when_it_is_planned(event_type, day):
    tasks = planned(event_type, day)
    forecasts = schedule(tasks, tasks[0].baseline_start, calendar_for(event_type, day)).forecasts
    for task, forecast in zip(tasks, forecasts, strict=True):
        assert (forecast.start, forecast.finish) == (task.baseline_start, task.baseline_finish), task.code


@shipped
@dated
def test_a_successor_starts_after_the_day_its_predecessor_finishes(event_type, day):
    tasks = {task.code: task for task in planned(event_type, day)}
    for task in tasks.values():
        for code in task.predecessors or ():
            assert task.baseline_start > tasks[code].baseline_finish, (task.code, code)


@shipped
@dated
def test_dates_span_the_duration(event_type, day):
    calendar = calendar_for(event_type, day)
    for task in planned(event_type, day):
        if task.duration:
            worked = calendar.working_days_between_inclusive(task.baseline_start, task.baseline_finish)
            assert worked == task.duration, task.code


@shipped
@dated
def test_the_event_stands_on_its_days(event_type, day):
    made = content(event_type, day)
    event = next(row for row in made.tables["tasks"] if row["deadline"])
    last = day + timedelta(days=event_type.days - 1)
    assert (event["baseline_start"], event["baseline_finish"], event["deadline"]) == (day, last, last)
    assert made.forms["event"]["end_date"] == (last if event_type.days > 1 else None)


@shipped
def test_only_the_event_has_a_deadline(event_type):
    assert sum(row["deadline"] is not None for row in content(event_type).tables["tasks"]) == 1


@shipped
def test_everything_before_the_event_leads_up_to_it(event_type):
    before = {task.code: set(task.after) for task in event_type.tasks}
    event = next(task for task in event_type.tasks if task.is_event)
    needed, queue = set(), [event.code]
    while queue:
        needed |= {(code := queue.pop())}
        queue += before[code] - needed
    assert needed >= {task.code for task in event_type.tasks if task.last_offset < 0}


@shipped
def test_promotion_starts_a_week_ahead(event_type):
    assert all(first <= -7 for first, _ in offsets(event_type, "预热"))
    assert min(post.day for post in event_type.promotion) <= -7


@shipped
def test_venue_and_materials_are_confirmed_one_to_two_weeks_ahead(event_type):
    for _, last in offsets(event_type, "场地确认", "场地比选与", "清单确认"):
        assert -14 <= last <= -7


@shipped
def test_guests_are_confirmed_and_notices_sent_a_week_ahead(event_type):
    for _, last in offsets(event_type, "备选人选确认", "活动通知", "参会通知", "直播通知", "（含备选）"):
        assert last <= -7


@shipped
def test_departments_are_asked_a_week_ahead(event_type):
    assert all(found == (-7, -7) for found in offsets(event_type, "协作函"))


@shipped
def test_materials_are_accepted_three_days_ahead(event_type):
    accepted = offsets(event_type, "验收")
    assert accepted or not offsets(event_type, "采购")
    assert all(last == -3 for _, last in accepted)


@shipped
def test_the_crew_is_briefed_in_the_last_days(event_type):
    assert any(-3 <= last <= -2 for _, last in offsets(event_type, "执行会议", "培训"))


@shipped
def test_the_whole_is_rehearsed_the_day_before(event_type):
    assert -1 in [last for _, last in offsets(event_type, "彩排", "演练")]


@shipped
def test_the_retrospective_begins_within_five_days(event_type):
    assert any(1 <= first <= 5 for first, _ in offsets(event_type, "复盘会"))
    assert max(task.last_offset for task in event_type.tasks) <= 7


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
def test_metrics_hold_a_funnel_and_a_cost(event_type):
    steps = sorted(metric.funnel_step for metric in event_type.metrics if metric.funnel_step)
    assert steps == list(range(1, len(steps) + 1))
    assert len(steps) >= 4
    assert any(metric.direction == "lower" for metric in event_type.metrics)
    assert any("满意度" in metric.name.zh or "ROI" in metric.name.zh for metric in event_type.metrics)


@shipped
def test_risks_are_answered_as_fast_as_the_standards_demand(event_type):
    limits = {"opinion": 120, "equipment": 15, "system": 30, "technical": 15, "traffic": 1440}
    for risk in event_type.risks:
        if risk.impact == 5:
            assert risk.response_limit <= limits.get(risk.category, 1440), risk.code


@shipped
def test_core_segments_last_half_an_hour_at_most(event_type):
    assert all(part.duration <= 30 for part in event_type.segments if part.kind == "core")


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
        assert words.en.replace("÷", "").replace("×", "").isascii(), words
        assert words.zh != words.en or words.zh in {"ROI", "%"} or words.zh.isascii(), words


def test_official_days_stand_in_the_calendar():
    made = plan_content(
        LAUNCH,
        name="春季发布",
        event_date=EVENT_DATE,
        language="zh",
        calendar=calendar_for(LAUNCH, EVENT_DATE),
        official=[(date(2024, 4, 4), "off", "清明节")],
    )
    assert made.tables["calendar"] == [
        {"day": date(2024, 4, 4), "kind": "off", "name": "清明节", "origin": "official"}
    ]
    assert made.forms["event"] == {
        "name": "春季发布",
        "type": "线下新品发布会",
        "event_date": EVENT_DATE,
        "end_date": None,
    }


def test_what_people_decide_is_blank():
    made = content(LAUNCH)
    assert not any("target" in row or "actual" in row for row in made.tables["metrics"])
    assert not any("unit_price" in row for row in made.tables["budget"])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("新品发布会", "product-launch"),
        ("线上新品发布会", "online-launch"),
        ("Product Launch", "product-launch"),
        ("ＬＡＵＮＣＨ", "product-launch"),
        ("member-salon", "member-salon"),
        ("会员活动", "member-salon"),
        ("customer  salon", "member-salon"),
        ("双十一", "shopping-festival"),
        ("年会", "annual-party"),
    ],
)
def test_a_type_is_found_by_any_of_its_names(name, key):
    assert find_event_type(name, [SHELF], EN).key == key


def test_an_unknown_type_names_the_nearest():
    with pytest.raises(Refusal) as refused:
        find_event_type("线下新品发步会", [SHELF], ZH)
    assert refused.value.code == "unknown-type"
    assert "线下新品发布会" in str(refused.value.facts["hint"])


def test_a_type_like_no_other_names_all():
    with pytest.raises(Refusal) as refused:
        find_event_type("bar mitzvah", [SHELF], EN)
    hint = str(refused.value.facts["hint"])
    assert all(event_type.title.en in hint for event_type in TYPES.values())


def test_ones_own_file_hides_the_shipped_one(folder):
    (folder / "tea.toml").rename(folder / "campus.toml")
    found = find_event_type("campus", [Shelf(folder, "own"), SHELF], EN)
    assert found.title.en == "Tea"


def test_a_broken_file_does_not_stand_in_the_way_of_another(folder):
    (folder / "broken.toml").write_text("title = [", "utf-8")
    assert find_event_type("Tea", [Shelf(folder, "own"), SHELF], EN).key == "tea"


def test_a_broken_file_is_told_where_the_name_may_have_stood_in_it(folder):
    (folder / "broken.toml").write_text("title = [", "utf-8")
    with pytest.raises(Refusal) as refused:
        find_event_type("Coffee", [Shelf(folder, "own"), SHELF], EN)
    assert refused.value.code == "bad-event-type"


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
    ('nature = "reserve"', 'nature = "spare"', "categories.reserve.nature", "ordinary, reserve"),
    ('direction = "higher"', 'direction = "up"', "metrics.M01.direction", "higher, lower"),
    ("[settings]", "[settings", "TOML", "line"),
]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tea.toml").write_text(SMALL, "utf-8")
    return tmp_path


def test_a_small_type_is_enough(folder):
    assert find_event_type("茶话会", [Shelf(folder, "own")], EN).key == "tea"


@pytest.mark.parametrize(
    ("good", "bad", "key", "expected"), BAD, ids=[f"{bad} at {key}" for _, bad, key, _ in BAD]
)
def test_a_bad_file_says_where_and_what_is_expected(folder, good, bad, key, expected):
    assert good in SMALL
    text = SMALL.replace(good, bad, 1)
    (folder / "tea.toml").write_text(text, "utf-8")
    with pytest.raises(Refusal) as refused:
        read_event_type(folder / "tea.toml", EN)
    facts = refused.value.facts
    assert (refused.value.code, facts["path"], facts["key"]) == ("bad-event-type", folder / "tea.toml", key)
    assert expected in str(facts["detail"])


@pytest.mark.parametrize(
    ("bad", "line"),
    [
        (("duration = 2", "duration = 2.5"), "duration = 2.5"),
        (
            ('title = { zh = "筹备", en = "Preparation" }', 'title = { zh = "筹备" }'),
            'title = { zh = "筹备" }',
        ),
        (('after = ["T05"]', 'after = ["T50"]'), 'after = ["T50"]'),
        (("target_share = 0.9", "target_share = 90"), "target_share = 90"),
        (("[settings]", "[settings"), "[settings"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_names_the_line(folder, bad, line):
    text = SMALL.replace(*bad, 1)
    (folder / "tea.toml").write_text(text, "utf-8")
    with pytest.raises(Refusal) as refused:
        read_event_type(folder / "tea.toml", EN)
    assert text.splitlines()[int(str(refused.value.facts["line"])) - 1] == line


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


@spoken
def test_the_largest_workbook_can_be_sent_by_mail(language):
    largest = max(TYPES, key=lambda name: len(TYPES[name].tasks))
    wish = Wish(type=largest, event_date=date(2026, 5, 20), language=language)
    assert len(new_workbook(real_house(), wish, [SHELF], wording(language)).data) < 200_000


@shipped
def test_everyone_begins_with_meetings_an_approval_tests_and_resources(event_type):
    tables = content(event_type).tables
    kinds = {row["kind"] for row in tables["meetings"]}
    assert kinds >= {"kick_off", "execution", "review"}
    assert [row["step"] for row in tables["approvals"]][-1] == 2
    assert tables["technical_tests"]
    assert len(tables["resources"]) >= 4


def test_a_meeting_stands_on_its_day_with_its_people():
    tables = content(LAUNCH).tables
    kick_off = next(row for row in tables["meetings"] if row["kind"] == "kick_off")
    task = next(row for row in tables["tasks"] if row["title"] == kick_off["topic"])
    assert (kick_off["day"], kick_off["chair"]) == (task["baseline_finish"], *task["accountable"])
    assert kick_off["participants"] == task["informed"]


def test_those_who_are_consulted_sign_before_the_one_who_answers():
    rows = content(LAUNCH).tables["approvals"]
    approvers = {LAUNCH.roles[name].name.zh: name for name in LAUNCH.roles}
    assert [(row["step"], approvers[row["approver"]]) for row in rows] == [
        (1, "planning"),
        (1, "logistics"),
        (2, "sponsor"),
    ]
