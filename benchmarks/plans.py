"""Plans of any size for the benchmarks: a chain of preparations with people, links, progress and dates."""

from __future__ import annotations

from datetime import date, timedelta

from sheetplan.build.content import WorkbookContent
from sheetplan.build.workbook import build_workbook

FIRST_DAY = date(2026, 3, 2)
EVENT = date(2026, 6, 18)


def large_workbook(tasks: int) -> bytes:
    """Return a workbook with so many tasks and a filled budget, metrics, team and calendar."""
    return build_workbook(
        WorkbookContent(
            forms={
                "event": {"name": "大型发布会", "event_date": EVENT, "goal": "线索500条", "venue": "上海"},
                "settings": {"language": "zh"},
            },
            tables={
                "tasks": [_task(number) for number in range(1, tasks + 1)],
                "metrics": [
                    {
                        "code": f"M{n:02}",
                        "metric": f"指标{n}",
                        "target": 1000,
                        "actual": 100 * n,
                        "unit": "人",
                    }
                    for n in range(1, 21)
                ],
                "people": [{"name": f"成员{n}", "role": "执行"} for n in range(20)],
                "budget": [_line(number) for number in range(1, 101)],
                "budget_summary": [
                    {"category": f"类别{n}", "nature": "ordinary", "target_share": 0.1} for n in range(10)
                ],
                "calendar": [
                    {"day": date(2026, 5, 1), "kind": "off", "name": "劳动节", "origin": "official"},
                    {"day": date(2026, 5, 9), "kind": "work", "name": "", "origin": "official"},
                ],
            },
        ),
        "zh",
    )


def _task(number: int) -> dict[str, object]:
    start = FIRST_DAY + timedelta(days=number * 90 // 1000 // 7 * 7)
    return {
        "code": f"T{number:04}",
        "stage": "筹备",
        "title": f"任务 {number}",
        "responsible": (f"成员{number % 20}",),
        "accountable": ("成员0",),
        "consulted": (f"成员{(number + 1) % 20}",),
        "deliverable": f"成果 {number}",
        "predecessors": (f"T{number - 20:04}",) if number > 20 and number % 3 else None,
        "duration": 3,
        "baseline_start": start,
        "baseline_finish": start + timedelta(days=2),
        "percent_complete": (number % 5) / 4 if number < 400 else None,
    }


def _line(number: int) -> dict[str, object]:
    return {
        "code": f"B{number:03}",
        "category": f"类别{number % 10}",
        "item": f"费用 {number}",
        "unit_price": 1000 + number,
        "quantity": 2,
        "actual": 2000 + number if number % 2 else None,
    }
