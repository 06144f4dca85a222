"""What documents say about an event: plain sentences from cells, none where there is nothing to say."""

from __future__ import annotations

import pytest

from sheetplan.app.pipeline import examine
from sheetplan.documents.compose import compose
from sheetplan.documents.context import Context, Figure, plain
from sheetplan.documents.fields import table_name
from sheetplan.language import LANGUAGES, wording
from support.house import real_house
from support.sketch import day, sketch

METRICS = """
metrics M1 metric=曝光 target=1000 actual=1500 unit=次 previous=1000
metrics M2 metric=线索 target=100 actual=95 unit=条 reason=总代统一登记。 previous=100
metrics M3 metric=报道 target=20 actual=10 unit=篇
"""
LATE = (
    "tasks T1 title=印刷 stage=准备 responsible=王芳 duration=3 baseline_start=d1 baseline_finish=d3 "
    "actual_start=d1 percent_complete=0.5 reason=纸张缺货\n"
)
BUDGET = "budget B1 category=场地 item=场地 unit_price=100 quantity=2\n"


def told(text: str, language: str = "zh", status: int = 25) -> Context:
    snapshot = sketch(text, language)
    examined = examine(snapshot, status_date=day(status), today=day(status), holidays=real_house().holidays)
    return compose(examined.parsed.plan, examined.outcome, wording(language))


def conclusions(context: Context) -> list[str]:
    words = wording(context.language)
    column = words.text("fields", "columns", "conclusions", "content")
    rows = context.tables[table_name("conclusions", words)].rows
    return [str(plain(row[column])) for row in rows]


def comment(context: Context, key: str) -> str:
    return str(plain(context.scalars[wording(context.language).text("fields", "scalars", key)]) or "")


COMMENTS = [key for key in wording("zh").section("fields", "scalars") if key.endswith("comment")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", [*COMMENTS, "summary"])
def test_about_nothing_nothing_is_said(key, language):
    assert comment(told("event name= event_date= venue=", language), key) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_conclusion_is_drawn_from_nothing(language):
    assert conclusions(told("", language)) == []


def test_the_summary_says_only_what_is_known():
    said = comment(told("metrics M1 metric=线索 target=10", status=5), "summary")
    assert said == "春季沙龙于2026年3月27日在上海举行。共设 1 项指标。"


def test_a_venue_that_nobody_knows_yet_leaves_no_gap():
    said = comment(told("event venue=", status=5), "summary")
    assert said == "春季沙龙于2026年3月27日举行。"


def test_goals_met_nearly_met_and_missed_are_told_apart():
    met, missed, nearly = conclusions(told(METRICS))[:3]
    assert met.startswith("3 项有结果的指标中 1 项达成；“曝光”最好")
    assert missed == "“报道”未达成：目标 20 篇，实际 10 篇，达成率 50%。"
    assert nearly.startswith("“线索”基本达成：目标 100 条，实际 95 条，达成率 95%")


def test_a_reason_ends_with_one_full_stop():
    assert conclusions(told(METRICS))[2].endswith("；原因：总代统一登记。")


def test_last_time_is_compared_where_it_is_known():
    assert "与上次相比，2 项可比指标中 1 项改善：曝光 +50%、线索 -5%。" in conclusions(told(METRICS))


def test_what_slipped_is_told_with_its_reason():
    assert any(
        "“印刷”滞后" in sentence and "原因：纸张缺货。" in sentence for sentence in conclusions(told(LATE))
    )


def test_every_conclusion_of_the_figures_knows_its_cells():
    words = wording("zh")
    column = words.text("fields", "columns", "conclusions", "content")
    rows = told(METRICS + LATE).tables[table_name("conclusions", words)].rows
    assert rows
    assert all(isinstance(row[column], Figure) and row[column].origins for row in rows)


def test_the_same_workbook_makes_the_same_sentences():
    assert conclusions(told(METRICS + LATE)) == conclusions(told(METRICS + LATE))


@pytest.mark.parametrize("key", ["summary", "metrics_comment", "budget_comment", "schedule_comment"])
def test_sentences_about_the_whole_event_know_their_cells(key):
    name = wording("zh").text("fields", "scalars", key)
    said = told(METRICS + LATE + BUDGET).scalars[name]
    assert isinstance(said, Figure)
    assert said.origins


def test_the_figures_of_a_card_know_their_cells():
    words = wording("zh")
    (card, *_) = told(METRICS).tables[table_name("key_metrics", words)].rows
    names = words.section("fields", "columns", "key_metrics")
    assert card[names["actual"]].origins[0][:3] == ("metrics", "actual", "M1")
    assert {origin.column for origin in card[names["note"]].origins} == {"actual", "target"}


@pytest.mark.parametrize(
    ("guests", "status", "dated"),
    [
        ("guests name=顾岩 invited_on=d4\nguests name=沈嘉 invited_on=d3", 25, day(3)),
        ("guests name=顾岩", 5, day(5)),
        ("guests name=顾岩", 25, None),
    ],
)
def test_nobody_is_invited_after_the_event(guests, status, dated):
    assert told(guests, status=status).scalars["邀请日期"] == dated
