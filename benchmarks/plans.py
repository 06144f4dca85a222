"""Plans of any size for the benchmarks: people, links, dates and progress as a well-kept plan has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from sheetplan.build.content import WorkbookContent
from sheetplan.build.workbook import build_workbook

FIRST_DAY = date(2026, 3, 2)
EVENT = date(2026, 10, 15)
STATUS_DATE = date(2026, 6, 1)


def large_workbook(tasks: int, guests: int = 0) -> bytes:
    """Return a workbook with so many tasks and guests, and a filled budget, metrics, team and calendar."""
    content = large_content(tasks)
    invited = [_guest(number) for number in range(1, guests + 1)]
    return build_workbook(replace(content, tables={**content.tables, "guests": invited}), "zh")


def large_content(tasks: int) -> WorkbookContent:
    """Return what stands in it."""
    return WorkbookContent(
        forms={
            "event": {
                "name": "大型发布会",
                "event_date": EVENT,
                "purpose": "发布新品",
                "goal": "指标1达到1000人",
                "venue": "上海",
                "lead": "成员0",
            },
            "brief": {
                "requested_by": "市场部",
                "background": "新品上市",
                "audience_profile": "渠道客户",
                "core_needs": "看到新品",
            },
            "settings": {"language": "zh"},
        },
        tables={
            "tasks": [_task(number, tasks) for number in range(1, tasks + 1)],
            "metrics": [
                {
                    "code": f"M{n:02}",
                    "metric": f"指标{n}",
                    "target": 1000,
                    "actual": 100 * n,
                    "unit": "人",
                    "due": EVENT,
                    "source": "签到系统",
                    "definition": "到场的人，每人一次",
                    "reason": "还在报名" if n < 9 else None,
                }
                for n in range(1, 21)
            ],
            "people": [{"name": f"成员{n}", "role": "执行"} for n in range(20)],
            "budget": [_line(number) for number in range(1, 101)],
            "budget_summary": [
                {
                    "category": f"类别{n}",
                    "nature": "reserve" if n == 9 else "ordinary",
                    "target_share": 0.1,
                }
                for n in range(10)
            ],
            "calendar": [
                {"day": date(2026, 5, 1), "kind": "off", "name": "劳动节", "origin": "official"},
                {"day": date(2026, 5, 9), "kind": "work", "name": "", "origin": "official"},
            ],
        },
    )


def _task(number: int, count: int) -> dict[str, object]:
    """Return a task of a plan that runs for 200 days: done, under way (one in ten late) or still to come."""
    start = FIRST_DAY + timedelta(days=number * 200 // count // 7 * 7)
    earlier = number - 7 * count // 200 - 1  # of the week before
    finish = start + timedelta(days=2)
    done = finish < STATUS_DATE and number % 10
    return {
        "code": f"T{number:04}",
        "stage": "筹备",
        "title": f"任务 {number}",
        "responsible": (f"成员{number % 20}",),
        "accountable": ("成员0",),
        "consulted": (f"成员{(number + 1) % 20}",),
        "deliverable": f"成果 {number}",
        "duration": 3,
        "predecessors": (f"T{earlier:04}",) if earlier > 0 and number % 3 else None,
        "baseline_start": start,
        "baseline_finish": finish,
        "percent_complete": 1 if done else None,
        "actual_start": start if done else None,
        "actual_finish": finish if done else None,
        "reason": "等待定稿" if not done and finish < STATUS_DATE else None,
    }


def _guest(number: int) -> dict[str, object]:
    return {
        "code": f"G{number:05}",
        "name": f"来宾 {number}",
        "kind": "attendee",
        "organisation": f"公司 {number % 700}",
        "contact": f"138{number:08}",
        "host": f"成员{number % 20}",
        "invited_on": FIRST_DAY + timedelta(days=number % 60),
        "status": "confirmed",
        "confirmed_on": FIRST_DAY + timedelta(days=60 + number % 20),
    }


def _line(number: int) -> dict[str, object]:
    return {
        "code": f"B{number:03}",
        "category": f"类别{number % 10}",
        "item": f"费用 {number}",
        "unit_price": 1000 + number,
        "quantity": 2,
        "actual": 2000 + number if number % 2 else None,
        "approver": "成员0",
    }
