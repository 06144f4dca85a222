"""One small event, filled in everywhere, its computed values worked out by hand."""

from datetime import date
from decimal import Decimal

from sheetplan.build.content import WorkbookContent

D = Decimal


def sample_content(language: str = "zh") -> WorkbookContent:
    """Return the content; people's cells are in the language of the workbook."""
    zh = language == "zh"
    sheet, heading = ("任务", "计划完成") if zh else ("Tasks", "Planned finish")
    return WorkbookContent(
        forms={
            "event": {
                "name": "2026 秋季新品发布会" if zh else "Autumn launch 2026",
                "type": "新品发布会" if zh else "Product launch",
                "goal": "线索500条，曝光10万次" if zh else "500 leads, 100,000 views",
                "event_date": date(2026, 9, 18),
                "venue": "深圳湾会展中心" if zh else "Bay Centre",
                "format": "hybrid",
                "attendance": "300人",
                "lead": "李婧" if zh else "Li Jing",
                "approved_limit": D(120000),
            },
            "brief": {"requested_by": "市场部" if zh else "Marketing", "requested_on": date(2026, 7, 1)},
            "settings": {"language": language, "status_date": date(2026, 8, 20), "at_risk_slack": 2},
        },
        sides={
            "event": {
                "venue": {"responsible": "王磊", "due": date(2026, 8, 1), "note": "A 厅" if zh else "Hall A"}
            }
        },
        tables={
            "metrics": [
                {
                    "code": "M01",
                    "metric": "报名人数" if zh else "Registrations",
                    "direction": "higher",
                    "target": "1.2万" if zh else "12k",
                    "unit": "人" if zh else "people",
                    "actual": 9000,
                    "due": date(2026, 9, 17),
                    "definition": "同一手机号只计一次" if zh else "A phone number counts once",
                },
                {
                    "code": "M02",
                    "metric": "获客成本" if zh else "Cost per lead",
                    "direction": "lower",
                    "target": 50,
                    "actual": 40,
                },
            ],
            "tasks": [
                {
                    "code": "T01",
                    "stage": "策划" if zh else "Planning",
                    "title": "确认活动目标与需求说明书" if zh else "Agree goals and requirements brief",
                    "responsible": ("李婧", "王磊") if zh else ("Li Jing", "Wang Lei"),
                    "accountable": ("李婧",) if zh else ("Li Jing",),
                    "deliverable": "《活动需求说明书》" if zh else "Requirements brief",
                    "duration": D(3),
                    "baseline_start": date(2026, 8, 3),
                    "baseline_finish": date(2026, 8, 5),
                    "percent_complete": D(1),
                    "actual_finish": date(2026, 8, 5),
                },
                {
                    "code": "T02",
                    "stage": "准备" if zh else "Preparation",
                    "title": "签订场地合同并支付定金"
                    if zh
                    else "Sign the venue contract and pay the deposit",
                    "responsible": ("王磊",) if zh else ("Wang Lei",),
                    "predecessors": ("T01",),
                    "duration": D(5),
                    "baseline_start": date(2026, 8, 6),
                    "baseline_finish": date(2026, 8, 12),
                    "percent_complete": D("0.4"),
                    "reason": "合同条款仍在法务审核" if zh else "Legal is still reviewing the terms",
                },
                {
                    "code": "T03",
                    "stage": "准备" if zh else "Preparation",
                    "title": "主视觉定稿" if zh else "Key visual approved",
                    "responsible": ("陈思远",) if zh else ("Chen Siyuan",),
                    "predecessors": ("T01", "T02"),
                    "duration": D("2.5"),
                    "baseline_finish": "9月底",
                },
            ],
            "people": [
                {"name": "李婧" if zh else "Li Jing", "role": "项目负责人" if zh else "Project lead"},
                {"name": "王磊" if zh else "Wang Lei", "role": "执行组长" if zh else "Production lead"},
            ],
            "budget": [
                {
                    "code": "B01",
                    "category": "场地" if zh else "Venue",
                    "item": "宴会厅租赁" if zh else "Hall rental",
                    "unit_price": D(40000),
                    "quantity": D(2),
                    "unit": "天" if zh else "day",
                    "actual": D("84000.50"),
                    "payment": "deposit",
                },
                {
                    "code": "B02",
                    "category": "应急备用金" if zh else "Contingency",
                    "item": "备用金" if zh else "Reserve",
                    "unit_price": D(20000),
                    "quantity": D(1),
                },
            ],
            "budget_summary": [
                {"category": "场地" if zh else "Venue", "nature": "ordinary", "target_share": D("0.6")},
                {
                    "category": "应急备用金" if zh else "Contingency",
                    "nature": "reserve",
                    "target_share": D("0.1"),
                },
            ],
            "review": [
                {
                    "code": "R01",
                    "nature": "highlight",
                    "point": "社群裂变成本最低" if zh else "Referrals were cheapest",
                },
                {
                    "code": "R02",
                    "nature": "problem",
                    "point": "签到排队 18 分钟" if zh else "Queues of 18 minutes",
                },
            ],
            "actions": [
                {
                    "code": "A01",
                    "action": "建立搭建供应商评分表" if zh else "Score the build suppliers",
                    "responsible": "王磊" if zh else "Wang Lei",
                    "due": date(2026, 11, 30),
                    "priority": "high",
                    "status": "in_progress",
                }
            ],
            "calendar": [
                {
                    "day": date(2026, 10, 1),
                    "kind": "off",
                    "name": "国庆节" if zh else "National Day",
                    "origin": "official",
                },
                {
                    "day": date(2026, 10, 10),
                    "kind": "work",
                    "name": "调休" if zh else "Make-up day",
                    "origin": "official",
                },
            ],
            "findings": [
                {
                    "severity": "error",
                    "code": "TSK003",
                    "place": f"{sheet}!L7",
                    "row_key": "T03",
                    "heading": heading,
                    "value": "9月底",
                    "message": "“9月底”不是一个日期。" if zh else "“9月底” is not a date.",
                    "remedy": "请改为 2026-09-30。" if zh else "Write 2026-09-30.",
                    "mark": f"E|{sheet}|T03|{heading}",
                },
                {
                    "severity": "warning",
                    "code": "EVT001",
                    "message": "尚未填写活动目的。" if zh else "The purpose is missing.",
                    "mark": "W|策划总表|活动目的|内容" if zh else "W|Plan|Purpose|Content",
                },
            ],
        },
        computed={
            "event": [
                {
                    "budget_total": D(100000),
                    "actual_total": D("84000.50"),
                    "budget_variance": D("-15999.50"),
                    "spend_rate": D("0.840005"),
                    "reserve_share": D("0.2"),
                    "task_count": D(3),
                    "tasks_done": D(1),
                    "tasks_slipping": D(1),
                    "metric_count": D(2),
                    "metrics_met": D(1),
                    "forecast_finish": date(2026, 9, 18),
                }
            ],
            "metrics": [
                {
                    "achievement_rate": D("0.75"),
                    "gap": D(-3000),
                    "verdict": "missed",
                    "target_number": D(12000),
                    "actual_number": D(9000),
                },
                {
                    "achievement_rate": D("1.25"),
                    "gap": D(-10),
                    "verdict": "met",
                    "target_number": D(50),
                    "actual_number": D(40),
                },
            ],
            "tasks": [
                {"status": "done", "planned_percent": D(1), "achievement_rate": D(1)},
                {
                    "status": "slipping",
                    "warning": "overdue",
                    "start": date(2026, 8, 6),
                    "finish": date(2026, 8, 21),
                    "finish_variance": D(7),
                    "total_slack": D(-2),
                    "critical": "yes",
                    "planned_percent": D("0.8"),
                    "achievement_rate": D("0.5"),
                },
                {"status": "not_started", "warning": "at_risk", "total_slack": D("1.5"), "critical": "no"},
            ],
            "budget": [
                {"planned": D(80000), "variance": D("4000.50"), "spend_rate": D("1.05000625")},
                {"planned": D(20000)},
            ],
            "budget_summary": [
                {
                    "planned": D(80000),
                    "share": D("0.8"),
                    "actual": D("84000.50"),
                    "variance": D("4000.50"),
                    "spend_rate": D("1.05000625"),
                },
                {
                    "planned": D(20000),
                    "share": D("0.2"),
                    "actual": D(0),
                    "variance": D(-20000),
                    "spend_rate": D(0),
                },
            ],
        },
    )
