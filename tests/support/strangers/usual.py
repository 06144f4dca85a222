"""Plans, budgets and metrics as teams lay them out: other words, other orders, time across."""

from __future__ import annotations

from typing import Any

from support.strangers.making import layout, merge, on, put


@layout("筹备进度横道图")
def gantt_by_days(sheet: Any) -> None:
    merge(sheet, "A1:R1", "2026年春季发布会筹备进度表")
    merge(sheet, "A2:A3", "序号")
    merge(sheet, "B2:B3", "工作内容")
    merge(sheet, "C2:C3", "负责人")
    merge(sheet, "D2:R2", "3月")
    put(sheet, 3, [range(1, 16)], 3)
    merge(sheet, "A4:R4", "一、前期筹备")
    put(
        sheet,
        5,
        [(1, "场地考察", "王芳", None, "■", "■"), (2, "签订场地合同", "李雷", None, None, None, None, "■")],
    )
    merge(sheet, "A7:R7", "二、现场执行")
    put(
        sheet,
        8,
        [(3, "舞台搭建", "赵敏", *[None] * 9, "■", "■", "■"), (4, "彩排", "王芳", *[None] * 13, "■")],
    )


@layout("阶段合并")
def merged_stages(sheet: Any) -> None:
    put(sheet, 1, [("阶段", "事项", "责任人", "开始时间", "截止时间", "进度（%）", "备注")])
    merge(sheet, "A2:A4", "策划")
    merge(sheet, "A5:A6", "执行")
    rows = [
        ("写方案", "王芳", on(0), on(4), 100, None),
        ("做预算", "李雷", on(2), on(6), 80, "等报价"),
        ("报批", "王芳", on(7), on(8), 0, None),
        ("搭建", "赵敏", on(20), on(22), 0, None),
        ("撤场", "赵敏", on(24), on(24), 0, None),
    ]
    put(sheet, 2, rows, 1)


@layout("单价数量天数")
def price_times_days(sheet: Any) -> None:
    merge(sheet, "A1:H1", "年会预算明细")
    put(sheet, 2, [("大类", "项目", "规格", "单价", "数量", "天数", "金额", "备注")])
    rows = [
        ("场地", "主会场", "800人", 30000, 1, 2, "=D3*E3*F3→60000", None),
        (None, "休息室", None, 2000, 3, 2, "=D4*E4*F4→12000", None),
        ("小计", None, None, None, None, None, "=SUM(G3:G4)→72000", None),
        ("设备", "LED大屏", "P2.6", 800, 40, 1, "=D6*E6*F6→32000", "含搭建"),
        (None, "音响", None, 5000, 1, 2, "=D7*E7*F7→10000", None),
        ("小计", None, None, None, None, None, "=SUM(G6:G7)→42000", None),
        ("合计", None, None, None, None, None, "=G5+G8→114000", None),
    ]
    put(sheet, 3, rows)
    put(sheet, 12, [("备注：以上报价均含税。",)])


@layout("按月预算")
def budget_by_month(sheet: Any) -> None:
    months = [f"{month}月" for month in range(1, 13)]
    put(sheet, 1, [("市场部2026年预算（元）",), ("科目", *months, "全年合计")])
    rows = [("展会", 50000), ("物料", 3000), ("差旅", 2000)]
    for number, (name, amount) in enumerate(rows, 3):
        put(sheet, number, [(name, *[amount] * 12, f"=SUM(B{number}:M{number})→{amount * 12}")])
    put(
        sheet,
        6,
        [
            (
                "合计",
                *[f"=SUM({chr(66 + at)}3:{chr(66 + at)}5)→55000" for at in range(12)],
                "=SUM(N3:N5)→660000",
            )
        ],
    )


@layout("月度预算与实际")
def planned_and_spent_by_month(sheet: Any) -> None:
    merge(sheet, "A1:A2", "费用项目")
    for month, area in enumerate(("B1:C1", "D1:E1", "F1:G1"), 1):
        merge(sheet, area, f"{month}月")
    put(sheet, 2, [("预算", "实际") * 3], 1)
    put(sheet, 3, [("广告投放", 1000, 900, 1000, 1200, 1000, None), ("礼品", 300, 300, 0, 0, 500, None)])


@layout("收支预算")
def income_and_costs(sheet: Any) -> None:
    put(sheet, 1, [("项目", "预算", "实际", "备注")])
    merge(sheet, "A2:D2", "一、收入")
    put(
        sheet,
        3,
        [("门票", 80000, 65000), ("赞助", 50000, 50000), ("收入小计", "=B3+B4→130000", "=C3+C4→115000")],
    )
    merge(sheet, "A6:D6", "二、支出")
    put(
        sheet,
        7,
        [("场租", 40000, 40000), ("搭建", 30000, 33000), ("支出小计", "=B7+B8→70000", "=C7+C8→73000")],
    )


@layout("计划与实际两级表头")
def planned_and_actual_dates(sheet: Any) -> None:
    merge(sheet, "A1:A2", "任务名称")
    merge(sheet, "B1:B2", "负责人")
    merge(sheet, "C1:D1", "计划")
    merge(sheet, "E1:F1", "实际")
    put(sheet, 2, [("开始", "完成", "开始", "完成")], 2)
    put(
        sheet,
        3,
        [("邀请嘉宾", "王芳", on(0), on(3), on(0), on(4)), ("寄送邀请函", "李雷", on(4), on(7), on(7), None)],
    )


@layout("周次排期")
def weeks_from_a_first_day(sheet: Any) -> None:
    put(sheet, 1, [("路演筹备排期",), ("项目开始：", on(0)), ()])
    put(sheet, 4, [("任务", "对接人", *[f"第{week}周" for week in range(1, 7)])])
    put(
        sheet,
        5,
        [
            ("选址", "王芳", "●", "●"),
            ("物料制作", "李雷", None, None, "●", "●"),
            ("巡演", "赵敏", *[None] * 4, "●", "●"),
        ],
    )


@layout("线上线下并排")
def side_by_side(sheet: Any) -> None:
    put(sheet, 1, [("推广费用",), ("线上", "预算", "实际", None, "线下", "预算", "实际")])
    put(
        sheet,
        3,
        [
            ("抖音", 20000, 18000, None, "地铁广告", 60000, 60000),
            ("小红书", 15000, 9000, None, "传单", 2000, None),
        ],
    )
    put(sheet, 5, [("合计", "=B3+B4→35000", "=C3+C4→27000", None, "合计", "=F3+F4→62000", "=G3+G4→60000")])


@layout("考核表")
def metrics(sheet: Any) -> None:
    put(sheet, 2, [("序号", "考核指标", "目标值", "实际值", "完成率")])
    put(sheet, 3, [(1, "到场人数", 800, 760, "=D3/C3→0.95"), (2, "新增线索", 300, 321, "=D4/C4→1.07")])


@layout("待办状态")
def todo_with_status(sheet: Any) -> None:
    put(sheet, 1, [("待办", "跟进人", "截止", "状态")])
    put(
        sheet,
        2,
        [
            ("订酒店", "王芳", on(3), "已完成"),
            ("订车", "李雷", on(5), "进行中"),
            ("印胸牌", "赵敏", on(9), "未开始"),
        ],
    )


@layout("文字日期与金额")
def amounts_as_text(sheet: Any) -> None:
    put(sheet, 1, [("费用名称", "预计费用", "实际花费", "供应商")])
    put(
        sheet,
        2,
        [
            ("摄影", "3,000元", "¥2,800", "光影"),
            ("主持", "5000元", None, "佳音"),
            ("茶歇", "80元/人", None, "味道"),
        ],
    )


@layout("project_with_wbs")
def project_with_wbs(sheet: Any) -> None:
    put(sheet, 1, [("Product launch",), ("Project start:", on(0)), ()])
    put(
        sheet,
        4,
        [("WBS", "Task", "Lead", "Start", "End", "Days", "% Done", *[on(7 * week) for week in range(6)])],
    )
    rows = [
        ("1", "Planning", None, on(0), on(11), 12, 0.4),
        ("1.1", "Write the brief", "Anna", on(0), on(4), 5, 1),
        ("1.2", "Find a venue", "Bo", on(3), on(11), 9, 0.2),
        ("2", "On site", None, on(28), on(30), 3, 0),
        ("2.1", "Build-up", "Cy", on(28), on(30), 3, 0),
    ]
    put(sheet, 5, rows)


@layout("weeks_by_number")
def weeks_by_number(sheet: Any) -> None:
    put(sheet, 1, [("Task", "Who", "Start week", "Duration (weeks)", "% done")])
    put(
        sheet,
        2,
        [("Book the hall", "Anna", 1, 2, 100), ("Print", "Bo", 3, 1, 50), ("Invite", "Anna", 2, 4, 0)],
    )


@layout("phases_between")
def phases_between(sheet: Any) -> None:
    put(sheet, 1, [("Conference plan",), ("Task description", "Owner", "Due by", "Status")])
    rows = [
        ("Phase 1: Planning",),
        ("Set the budget", "Anna", on(2), "Done"),
        ("Choose the venue", "Bo", on(9), "In progress"),
        ("Phase 2: Promotion",),
        ("Website", "Cy", on(20), "Not started"),
        ("Newsletter", None, None, None),
        (),
        ("Prepared by the events team",),
    ]
    put(sheet, 3, rows)


@layout("a_table_for_each_team")
def a_table_for_each_team(sheet: Any) -> None:
    heads = ("Action item", "Person in charge", "Deadline")
    put(sheet, 1, [("Logistics",), heads, ("Vans", "Anna", on(3)), ("Boxes", "Bo", on(4)), ()])
    put(sheet, 6, [("Catering",), heads, ("Menu", "Cy", on(5)), ("Drinks", "Cy", on(6))])


@layout("budget_in_dollars")
def budget_in_dollars(sheet: Any) -> None:
    put(sheet, 2, [("Category", "Description", "Estimated Cost", "Actual Cost", "Difference")], 1)
    put(
        sheet,
        3,
        [
            ("Venue", "Hall", 5000, 5200, 200),
            ("Venue", "Cleaning", 300, None, None),
            ("Food", "Lunch", 4000, 3900, -100),
        ],
        1,
    )
    put(sheet, 6, [("Total", None, "=SUM(D3:D5)→9300", "=SUM(E3:E5)→9100")], 1)


@layout("names_in_weeks")
def names_in_weeks(sheet: Any) -> None:
    put(sheet, 1, [("What", *[on(7 * week) for week in range(5)])])
    put(
        sheet,
        2,
        [
            ("Stand design", "AB", "AB"),
            ("Stand build", None, None, "CD", "CD"),
            ("Transport", None, None, None, "AB", "CD"),
        ],
    )


@layout("起止时间一列")
def span_in_one_column(sheet: Any) -> None:
    put(sheet, 1, [("2026年新品发布会推进表",), ("板块", "工作事项", "时间安排", "牵头人", "完成情况")])
    rows = [
        ("嘉宾", "拟定名单", "3月2日-3月5日", "王芳", "已完成"),
        (None, "发邀请函", "3.6-3.10", "王芳", "进行中"),
        ("现场", "搭建", "3月18日", "李雷", "未开始"),
        (None, "彩排", on(17), "李雷", "未开始"),
    ]
    put(sheet, 3, rows)


@layout("months_for_a_year")
def months_for_a_year(sheet: Any) -> None:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    put(sheet, 1, [("Roadshow 2026",), ("Activity", "Lead", *months)])
    put(
        sheet,
        3,
        [
            ("Sponsors", "Anna", "x", "x", "x"),
            ("Venue", "Bo", None, "x", "x"),
            ("Show", "Cy", *[None] * 8, "x"),
        ],
    )


@layout("quarters_of_money")
def quarters_of_money(sheet: Any) -> None:
    put(sheet, 1, [("Marketing spend",), ("Channel", "Q1", "Q2", "Q3", "Q4", "Owner")])
    put(
        sheet,
        3,
        [
            ("Search ads", 100, 200, 300, 400, "Anna"),
            ("Print", 50, 0, 50, 0, "Bo"),
            ("Total", "=B3+B4→150", "=C3+C4→200", "=D3+D4→350", "=E3+E4→400"),
        ],
    )


@layout("weeks_without_a_first_day")
def weeks_without_a_first_day(sheet: Any) -> None:
    put(sheet, 1, [("Task", "Owner", "Week 1", "Week 2", "Week 3", "Week 4")])
    put(
        sheet,
        2,
        [
            ("Book the hall", "Anna", "x", "x"),
            ("Print", "Bo", None, None, "x"),
            ("Invite", "Anna", None, "x", "x", "x"),
        ],
    )


@layout("甘特图")
def called_as_a_view(sheet: Any) -> None:
    put(sheet, 1, [("2026年工作计划",), ("月份", "工作内容", "责任人", "完成时间", "优先级")])
    rows = [("3月", "年度启动会", "王芳", "3月20日", "高"), (None, "供应商比选", "李雷", "3月25日", "特急")]
    put(sheet, 3, rows)


@layout("Budget")
def price_times_quantity(sheet: Any) -> None:
    put(sheet, 1, [("Item", "Qty", "Unit cost", "Total cost", "Actual", "Vendor")])
    rows = [("Chairs", 100, 5, "=B2*C2→500", 450, "Rent"), ("Tables", 20, 15, "=B3*C3→300", None, "Rent")]
    put(sheet, 2, [*rows, ("TOTAL", None, None, "=D2+D3→800", 450)])


@layout("数量与总价")
def quantity_and_amount(sheet: Any) -> None:
    put(sheet, 1, [("物料名称", "数量", "金额"), ("易拉宝", 4, 480), ("手提袋", 200, 1600)])


@layout("marketing_by_category")
def categories_over_months(sheet: Any) -> None:
    months = ("Jan", "Feb", "Mar")
    put(sheet, 1, [("Marketing Budget Plan",), ("Category", *months, "Total")])
    rows = [
        ("National marketing",),
        ("Banner ads", 100, 100, 100, "=SUM(B4:D4)→300"),
        ("Events", 50, 0, 50, "=SUM(B5:D5)→100"),
        ("Public relations",),
        ("Press", 10, 10, 10, "=SUM(B7:D7)→30"),
        ("Grand total", "=B4→160", "=C4→110", "=D4→160", "=E4→430"),
    ]
    put(sheet, 3, rows)


@layout("前期与现场")
def tasks_side_by_side(sheet: Any) -> None:
    heads = ("任务", "负责人", "截止日期")
    put(sheet, 1, [("前期", None, None, None, "现场"), (*heads, None, *heads)])
    put(
        sheet,
        3,
        [
            ("选址", "王芳", on(1), None, "搭建", "李雷", on(20)),
            ("签约", "王芳", on(3), None, "彩排", "赵敏", on(21)),
        ],
    )


@layout("outline_of_project")
def outline_with_durations(sheet: Any) -> None:
    put(sheet, 1, [("WBS", "Task Name", "Duration", "Start", "Finish", "Predecessors", "Resource Names")])
    rows = [
        (1, "Plan", "10 days", on(0), on(11), None, None),
        (1.1, "Brief", "5 days", on(0), on(4), None, "Anna"),
        (1.2, "Venue", "5 days", on(7), on(11), "2", "Bo"),
        (2, "Run", "1 day", on(14), on(14), "3", "Cy"),
    ]
    put(sheet, 2, rows)


@layout("流程单")
def run_of_show(sheet: Any) -> None:
    put(sheet, 1, [("时间", "事项", "负责人"), ("9:00-9:30", "签到", "王芳"), ("9:30-10:00", "开场", "李雷")])


@layout("titles_between")
def names_alone_head_rows(sheet: Any) -> None:
    put(sheet, 1, [("Project start date:", on(0)), ()])
    put(sheet, 3, [("Milestone description", "Assigned to", "Progress", "Start", "Days")])
    rows = [
        ("Venue",),
        ("Visit", "Anna", 0.25, on(0), 3),
        ("Contract", "Bo", 0, on(3), 1),
        ("Guests",),
        ("Invite", "Cy", 0.5, on(5), 10),
    ]
    put(sheet, 4, rows)


@layout("contacts")
def contacts(sheet: Any) -> None:
    put(sheet, 1, [("Name", "Company", "Phone", "E-mail"), ("Anna", "Hall Ltd", "555-1", "a@example.org")])


@layout("painted_bars_only")
def painted_bars_only(sheet: Any) -> None:
    put(sheet, 1, [("Task", *[on(day) for day in range(10)]), ("Book the hall",), ("Print",), ("Invite",)])


@layout("content_calendar")
def content_calendar(sheet: Any) -> None:
    put(sheet, 1, [("Channel", *[on(day) for day in range(3)])])
    put(
        sheet,
        2,
        [
            ("WeChat", "Opening post with the speakers", None, "Interview with the chairman"),
            ("Weibo", None, "Ticket lottery starts at noon", "Last seats"),
        ],
    )


@layout("库存表")
def stock(sheet: Any) -> None:
    put(
        sheet,
        1,
        [("物品", "规格", "库存", "存放位置"), ("易拉宝", "80×200", 12, "A区"), ("桌布", "红", 40, "B区")],
    )
