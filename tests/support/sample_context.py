# ruff: noqa: E501 - sample prose reads better on one line
"""One event, filled in as a planner would, in Chinese and in English."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sheetplan.documents.context import Chart, Context, Properties, Table
from sheetplan.documents.fields import document_fields, field_names

_SCALARS: dict[str, tuple[Any, Any] | Any] = {
    "活动名称": ("2024企业新品发布会", "2024 Product Launch"),
    "活动类型": ("新品发布", "Product launch"),
    "活动主题": ("智启未来，新品耀世发布", "Intelligence opens the future"),
    "活动目的": (
        (
            "面向华南区重点客户与行业媒体首发年度新品，建立“可靠、易用、可持续”的品牌认知，"
            "为二季度销售储备不少于 500 条有效线索。"
        ),
        (
            "Present the product of the year to key customers and trade media in South China, establish the brand "
            "as reliable, easy to use and sustainable, and collect 500 qualified leads for the second quarter."
        ),
    ),
    "活动目标": (
        "线索 500 条、全网曝光 10 万次、现场到场 300 人，客户满意度不低于 90 分。",
        "500 leads, 100,000 impressions, 300 guests on site, and customer satisfaction of at least 90 points.",
    ),
    "活动日期": date(2024, 3, 20),
    "结束日期": date(2024, 3, 20),
    "活动地点": ("深圳湾万丽酒店三楼宴会厅", "Renaissance Shenzhen Bay, Ballroom 3F"),
    "活动形式": ("线下发布会 + 线上直播", "On site, with live stream"),
    "目标人群": ("重点客户、渠道伙伴、行业媒体", "Key customers, channel partners, trade media"),
    "参与规模": ("现场 300 人，线上 4 万人次", "300 on site, 40,000 online"),
    "主办单位": ("星河科技（深圳）有限公司", "Galaxy Technology (Shenzhen) Ltd."),
    "主办部门": ("市场部", "Marketing"),
    "项目负责人": ("李婧", "Li Jing"),
    "需求提出部门": ("销售部（华南大区）", "Sales, South China"),
    "提出日期": date(2024, 1, 8),
    "人群画像": (
        (
            "30–45 岁的采购与信息化负责人，任职于 500 人以上的制造与零售企业；关注总拥有成本、交付周期与同业案例，"
            "平时通过行业媒体、公众号与同行社群获取信息。"
        ),
        (
            "Heads of purchasing and IT aged 30 to 45 in manufacturing and retail companies with more than 500 "
            "employees. They look at total cost of ownership, delivery time and references, and read trade media."
        ),
    ),
    "核心诉求": (
        "现场看到真机与真实数据\n与产品经理面对面交流\n拿到可带回内部汇报的资料与报价口径",
        (
            "See the real product and real figures\nTalk to the product managers\n"
            "Take home material and prices fit for an internal report"
        ),
    ),
    "需求背景": (
        (
            "上一代产品发布已满两年，竞品在 2023 年四季度集中更新。销售部反馈重点客户普遍在等待新品，"
            "一季度若无公开发布，预计影响约 12% 的续约意向。"
        ),
        (
            "The last product is two years old and competitors renewed theirs in the fourth quarter of 2023. Sales "
            "reports that key customers are waiting; without a launch in the first quarter about 12% of renewals "
            "are at risk."
        ),
    ),
    "核心信息": ("更可靠的硬件，更省心的服务", "More reliable hardware, service without worry"),
    "约束条件": (
        "3 月 20 日之前完成 3C 认证；现场用电不超过 120 kW；直播须备用双线路。",
        "3C certification before 20 March; at most 120 kW on site; two independent lines for the stream.",
    ),
    "状态日期": date(2024, 3, 28),
    "报告日期": date(2024, 4, 2),
    "版本": "V1.0",
    "预算总额": 315000,
    "审批额度": 320000,
    "实际支出": Decimal("316720.50"),
    "预算差异": Decimal("1720.50"),
    "预算执行率": Decimal("1.0055"),
    "备用金占比": Decimal("0.0794"),
    "目标达成率": Decimal("1.023"),
    "达成指标数": 5,
    "指标总数": 7,
    "任务总数": 64,
    "已完成任务数": 61,
    "滞后任务数": 3,
    "概况": (
        (
            "本次发布会面向华南区重点客户与行业媒体，历时十周筹备，于 3 月 20 日在深圳湾万丽酒店举行，线上同步直播。"
            "现场到场 328 人，直播观看 4.8 万人次，收集有效线索 541 条，总支出 31.67 万元。"
        ),
        (
            "The launch for key customers and trade media in South China took ten weeks to prepare and was held on "
            "20 March in Shenzhen, with a live stream. 328 guests came, 48,120 people watched, 541 qualified leads "
            "were collected, and CNY 316,720.50 was spent."
        ),
    ),
    "预算评述": (
        "总支出超预算 0.5%，主要来自物料两次改稿加急与 LED 屏加租；推广与礼品有结余，备用金基本用尽。",
        (
            "Spending exceeded the plan by 0.5%, mainly for rush printing after two late changes and the LED wall; "
            "promotion and gifts stayed below plan, and the reserve is nearly used up."
        ),
    ),
    "指标评述": (
        "线索与传播类指标全部达成；签约意向差 17 单，满意度差 2 分，原因见第五部分。",
        (
            "All lead and media targets were met. Letters of intent fell short by 17 and satisfaction by 2 points; "
            "see section 5 for the causes."
        ),
    ),
    "进度评述": (
        "滞后任务均不在关键路径上，未影响活动日期。",
        "None of the slipping tasks was on the critical path; the event date was never at risk.",
    ),
}

_METRICS = [
    *[
        ("M1", "有效线索", "Qualified leads", 500, 541, "条", "", Decimal("1.082"), 41, "good"),
        ("M2", "现场到场", "Guests on site", 300, 328, "人", "", Decimal("1.0933"), 28, "good"),
        ("M3", "直播观看", "Live viewers", 40000, 48120, "人次", "", Decimal("1.203"), 8120, "good"),
        ("M4", "签约意向", "Letters of intent", 80, 63, "单", "", Decimal("0.7875"), -17, "bad"),
        ("M5", "全网曝光", "Impressions", 100000, 131500, "次", "", Decimal("1.315"), 31500, "good"),
        ("M6", "媒体报道", "Media reports", 30, 34, "篇", "", Decimal("1.1333"), 4, "good"),
        ("M7", "客户满意度", "Satisfaction", 95, 93, "分", "points", Decimal("0.9789"), -2, "warn"),
    ]
]
_VERDICTS = {"good": ("达成", "Met"), "warn": ("基本达成", "Nearly met"), "bad": ("未达成", "Missed")}
_SOURCES = [
    ("CRM 系统", "CRM", "留资且电话核实", "Contact left and confirmed by phone"),
    ("签到系统", "Check-in", "扫码签到去重", "Unique codes scanned"),
    ("直播平台", "Stream", "停留 30 秒以上", "Stayed more than 30 seconds"),
    ("销售日报", "Sales report", "签署意向书", "Letter of intent signed"),
    ("舆情平台", "Monitoring", "各渠道合计", "Sum of all channels"),
    ("媒介清单", "Press list", "原发稿件，不含转载", "Original reports, no reprints"),
    ("现场问卷", "Questionnaire", "百分制均值", "Mean of 100 points"),
]
_PEOPLE = [("王磊", "Wang Lei"), ("陈思远", "Chen Siyuan"), ("赵阳", "Zhao Yang"), ("周倩", "Zhou Qian")]

_BUDGET = [
    ("场地租赁", "Venue", "宴会厅租赁（1 天）", "Ballroom, one day", 80000, 78000),
    ("场地租赁", "Venue", "LED 屏与音响", "LED wall and sound", 42000, 45600),
    ("宣传推广", "Promotion", "公众号与视频号投放", "Social media", 60000, 58200),
    ("宣传推广", "Promotion", "行业媒体发稿", "Trade media", 30000, 27500),
    (
        "物料制作",
        "Materials",
        "签到墙、展架与手册",
        "Backdrop, stands, brochures",
        25000,
        Decimal("31800.50"),
    ),
    ("物料制作", "Materials", "伴手礼 300 份", "Gifts, 300 pieces", 36000, 34200),
    ("人员劳务", "Staff", "主持、礼仪与摄影", "Host, ushers, photographer", 17000, 17000),
    ("应急备用金", "Reserve", "应急支出", "Contingency", 25000, 24420),
]


def sample_context(language: str) -> Context:
    """The whole context of the sample event in one language."""
    side = 0 if language == "zh" else 1
    names = field_names(language)
    scalars = {names[name]: _side(value, side) for name, value in _SCALARS.items()}
    return Context(
        language=language,
        scalars=scalars,
        tables={names[name]: _table(names, name, rows, language) for name, rows in _tables(side).items()},
        charts=_charts(names, side),
        properties=Properties(
            title=str(scalars[names["活动名称"]]),
            subject=str(scalars[names["活动主题"]]),
            author=str(scalars[names["主办单位"]]),
            keywords=str(scalars[names["活动类型"]]),
        ),
    )


def _side(value: Any, side: int) -> Any:
    return value[side] if isinstance(value, tuple) else value


def _table(names: Any, name: str, rows: list[dict[str, Any]], language: str) -> Table:
    made = [{names[f"{name}.{column}"].split(".")[1]: value for column, value in row.items()} for row in rows]
    return Table(document_fields(language).tables[names[name]], tuple(made))


def _charts(names: Any, side: int) -> dict[str, Chart]:
    planned: dict[str, Any] = {}
    actual: dict[str, Any] = {}
    for line in _BUDGET:
        planned[line[side]] = planned.get(line[side], 0) + line[4]
        actual[line[side]] = actual.get(line[side], 0) + line[5]
    target, real = (("目标", "实际"), ("Target", "Actual"))[side]
    plan, spent = (("预算", "实际"), ("Planned", "Actual"))[side]
    metrics = tuple(metric[1 + side] for metric in _METRICS)
    rates = tuple(metric[7] for metric in _METRICS)
    return {
        names["目标与实际"]: Chart(metrics, ((target, (Decimal(1),) * len(rates)), (real, rates)), "0%"),
        names["预算与实际"]: Chart(
            tuple(planned), ((plan, tuple(planned.values())), (spent, tuple(actual.values()))), "#,##0"
        ),
    }


def _tables(side: int) -> dict[str, list[dict[str, Any]]]:
    metrics = _metrics(side)
    tasks = _tasks(side)
    notes = [
        ("目标 500 · 达成 108%", "Target 500 · 108%"),
        ("目标 300 · 达成 109%", "Target 300 · 109%"),
        ("目标 40,000 · 达成 120%", "Target 40,000 · 120%"),
        ("目标 80 · 达成 79%", "Target 80 · 79%"),
    ]
    return {
        "指标": metrics,
        "重点指标": [
            {"指标": metric["指标"], "实际": metric["实际"], "说明": note[side]}
            for metric, note in zip(metrics, notes, strict=False)
        ],
        "预算": [_budget_row(line, side) for line in _BUDGET],
        "预算汇总": _budget_summary(side),
        "任务": tasks,
        "滞后任务": [task for task in tasks if task["滞后天数"]],
        **_prose(side),
    }


def _metrics(side: int) -> list[dict[str, Any]]:
    rows = []
    for index, (metric, source) in enumerate(zip(_METRICS, _SOURCES, strict=True)):
        key, zh, en, target, actual, unit_zh, unit_en, rate, gap, tone = metric
        unit = (unit_zh, unit_en)[side]
        rows.append(
            {
                "编号": key,
                "指标": (zh, en)[side],
                "目标": f"{target:,} {unit}".strip(),
                "实际": f"{actual:,} {unit}".strip(),
                "单位": unit,
                "达成率": rate,
                "差距": gap,
                "评价": _VERDICTS[tone][side],
                "评价色": tone,
                "数据来源": source[side],
                "统计口径": source[2 + side],
                "负责人": _PEOPLE[index % 4][side],
                "截止日期": date(2024, 3, 27),
            }
        )
    return rows


def _budget_row(line: tuple[Any, ...], side: int) -> dict[str, Any]:
    planned, actual = line[4], line[5]
    rate = Decimal(actual) / Decimal(planned)
    return {
        "类别": line[side],
        "费用项": line[2 + side],
        "明细": line[2 + side],
        "预算金额": planned,
        "实际金额": actual,
        "差异": actual - planned,
        "执行率": rate,
        "执行色": "bad" if rate > Decimal("1.1") else "warn" if rate > Decimal("1.05") else "none",
    }


def _budget_summary(side: int) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for line in _BUDGET:
        row = rows.setdefault(line[side], {"类别": line[side], "预算金额": 0, "实际金额": 0})
        row["预算金额"] += line[4]
        row["实际金额"] += line[5]
    for row in rows.values():
        row["占比"] = Decimal(row["预算金额"]) / 315000
        row["差异"] = row["实际金额"] - row["预算金额"]
        row["执行率"] = Decimal(row["实际金额"]) / row["预算金额"]
    return list(rows.values())


def _tasks(side: int) -> list[dict[str, Any]]:
    late = [
        (
            "T12",
            "印刷参会手册",
            "Print the brochure",
            2,
            "主视觉定稿晚 6 天，审批链 5 人串行",
            "Key visual six days late",
        ),
        (
            "T27",
            "直播双线路联调",
            "Test both stream lines",
            3,
            "酒店专线开通排期延后",
            "The hotel opened its line late",
        ),
        ("T41", "客户回访名单交接", "Hand over the call list", 1, None, None),
    ]
    rows = []
    for index in range(6):
        known = late[index // 2] if index % 2 else None
        rows.append(
            {
                "编号": known[0] if known else f"T{index + 1:02}",
                "阶段": ("筹备", "Preparation")[side],
                "任务": known[1 + side]
                if known
                else (f"筹备任务 {index + 1}", f"Preparation task {index + 1}")[side],
                "负责人": _PEOPLE[index % 4][side],
                "交付成果": ("交付清单", "Delivery list")[side],
                "计划开始": date(2024, 2, 19 + index),
                "计划完成": date(2024, 3, 4 + index),
                "预计完成": date(2024, 3, 4 + index + (known[3] if known else 0)),
                "完成率": Decimal("0.8") if known else Decimal(1),
                "状态": (("滞后", "Slipping") if known else ("已完成", "Done"))[side],
                "状态色": "warn" if known else "good",
                "滞后天数": known[3] if known else 0,
                "滞后原因": known[4 + side] if known else None,
            }
        )
    return rows


def _prose(side: int) -> dict[str, list[dict[str, Any]]]:
    def rows(columns: str, *lines: tuple[Any, ...]) -> list[dict[str, Any]]:
        return [
            {name: _side(value, side) for name, value in zip(columns.split(), line, strict=True)}
            for line in lines
        ]

    return {
        "里程碑": rows(
            "任务 日期",
            (("方案评审通过", "Concept approved"), date(2024, 1, 26)),
            (("场地与直播签约", "Venue and stream contracted"), date(2024, 2, 9)),
            (("主视觉与物料定稿", "Key visual and materials final"), date(2024, 3, 1)),
            (("全流程彩排", "Dress rehearsal"), date(2024, 3, 19)),
            (("正式活动", "Event day"), date(2024, 3, 20)),
        ),
        "团队": rows(
            "姓名 角色 部门 职责 联系方式",
            (
                ("李婧", "Li Jing"),
                ("项目负责人", "Project lead"),
                ("市场部", "Marketing"),
                ("总体统筹、预算与风险", "Overall plan, budget, risks"),
                "138-0000-0001",
            ),
            (
                ("王磊", "Wang Lei"),
                ("现场执行", "On-site lead"),
                ("市场部", "Marketing"),
                ("场地、搭建与动线", "Venue, stage, guest flow"),
                "138-0000-0002",
            ),
            (
                ("陈思远", "Chen Siyuan"),
                ("技术支持", "Technology"),
                ("信息部", "IT"),
                ("直播、签到与备用线路", "Stream, check-in, backup line"),
                "138-0000-0003",
            ),
            (
                ("赵阳", "Zhao Yang"),
                ("客户邀约", "Invitations"),
                ("销售部", "Sales"),
                ("组织重点客户到场", "Brings key customers"),
                "138-0000-0004",
            ),
            (
                ("周倩", "Zhou Qian"),
                ("宣传推广", "Promotion"),
                ("品牌部", "Brand"),
                ("媒体、社群与素材", "Media, communities, material"),
                None,
            ),
        ),
        "结论": rows(
            "序号 内容",
            (
                1,
                (
                    "线索与传播目标全部达成，社群渠道单条线索成本最低（18 元），应作为下一场的主力渠道。",
                    (
                        "Communities gave the cheapest leads (CNY 18 each, a quarter of the price of paid channels) and should be the main channel next time."
                    ),
                ),
            ),
            (
                2,
                (
                    "签约意向未达成，主因是商务洽谈区位置偏僻、现场缺少引导，流失约三成意向客户。",
                    ("Letters of intent fell short: the meeting area was out of sight and had no signs."),
                ),
            ),
            (
                3,
                (
                    "物料超支 27%，源于两次改稿加急；定稿时间应提前到活动前 15 天。",
                    "Materials ran 27% over plan; the final version must be fixed 15 days ahead.",
                ),
            ),
        ),
        "亮点": rows(
            "标题 内容",
            (
                ("社群裂变", "Community referral"),
                (
                    "48 个客户群 3 天带来 188 条线索，单条成本为投放渠道的四分之一。",
                    "48 customer groups brought 188 leads in three days at a quarter of the cost of paid channels.",
                ),
            ),
            (
                ("技术保障", "Technical safety"),
                (
                    "两轮全链路彩排，直播零中断，备用线路切换演练 40 秒内完成。",
                    "Two full rehearsals, no break in the stream, and a switch to the backup line within 40 seconds.",
                ),
            ),
        ),
        "问题": rows(
            "序号 问题 影响 影响色 归因 原因 经验",
            (
                1,
                ("洽谈区到访率仅 22%", "Only 22% visited the meeting area"),
                ("高", "High"),
                "bad",
                ("流程", "Process"),
                (
                    "洽谈区设在二层，签到动线未经过；引导牌仅 2 块",
                    "On the second floor, off the guest route, two signs only",
                ),
                (
                    "洽谈区与主会场同层，签到后由专人引导；引导牌不少于 8 块",
                    "Same floor as the hall, ushers after check-in, at least eight signs",
                ),
            ),
            (
                2,
                ("签到排队最长 18 分钟", "Queues of up to 18 minutes"),
                ("中", "Medium"),
                "warn",
                ("资源", "Resources"),
                ("签到机 4 台，预约时段集中在 13:30", "Four machines, all slots at 13:30"),
                (
                    "分时段邀约，签到机增至 8 台并开放自助签到",
                    "Staggered slots, eight machines, self check-in",
                ),
            ),
            (
                3,
                ("物料加急两次，超支 6,800 元", "Two rush prints, CNY 6,800 over"),
                ("中", "Medium"),
                "warn",
                ("流程", "Process"),
                ("主视觉定稿晚 6 天，审批链 5 人串行", "Key visual six days late, five approvals in line"),
                (
                    "活动前 15 天冻结主视觉；审批改为 2 人并行",
                    "Freeze 15 days ahead, two approvals in parallel",
                ),
            ),
        ),
        "改进清单": rows(
            "编号 改进措施 负责人 完成时限 优先级 优先级色 状态",
            (
                "GJ-01",
                (
                    "制定洽谈区动线与引导标准，并纳入场地勘查清单",
                    "Set a standard for routes and signs; add to site survey",
                ),
                _PEOPLE[0],
                date(2024, 4, 20),
                ("高", "High"),
                "bad",
                ("进行中", "In progress"),
            ),
            (
                "GJ-02",
                ("采购自助签到系统，完成 8 台设备压测", "Buy self check-in and load-test eight machines"),
                _PEOPLE[1],
                date(2024, 4, 30),
                ("高", "High"),
                "bad",
                ("未开始", "Not started"),
            ),
            (
                "GJ-03",
                ("主视觉审批流程改为并行，写入操作规程", "Make approval of the key visual parallel"),
                ("李婧", "Li Jing"),
                date(2024, 4, 15),
                ("中", "Medium"),
                "warn",
                ("已完成", "Done"),
            ),
            (
                "GJ-04",
                ("沉淀社群裂变素材包与话术模板", "Keep the referral material as a kit"),
                _PEOPLE[3],
                date(2024, 5, 5),
                ("中", "Medium"),
                "warn",
                ("进行中", "In progress"),
            ),
            (
                "GJ-05",
                ("建立供应商评分表，淘汰评分低于 70 的供应商", "Score suppliers and drop those below 70"),
                _PEOPLE[2],
                date(2024, 5, 30),
                ("低", "Low"),
                "good",
                ("未开始", "Not started"),
            ),
        ),
        "需求项": rows(
            "项目 内容 负责人 完成时限 备注",
            (
                ("活动名称", "Name"),
                ("2024企业新品发布会", "2024 Product Launch"),
                ("李婧", "Li Jing"),
                date(2024, 1, 12),
                None,
            ),
            (
                ("活动目标", "Goal"),
                ("线索 500 条，曝光 10 万次", "500 leads, 100,000 impressions"),
                ("赵阳", "Zhao Yang"),
                date(2024, 1, 19),
                ("符合 SMART 原则", "SMART goals"),
            ),
            (
                ("活动主题", "Theme"),
                ("智启未来，新品耀世发布", "Intelligence opens the future"),
                ("周倩", "Zhou Qian"),
                date(2024, 1, 19),
                ("与品牌调性一致", "In line with the brand"),
            ),
            (
                ("时间与地点", "Date and venue"),
                ("3 月 20 日，深圳湾万丽酒店", "20 March, Renaissance Shenzhen Bay"),
                ("王磊", "Wang Lei"),
                date(2024, 1, 26),
                ("备选：会展中心", "Fallback: exhibition centre"),
            ),
        ),
    }
