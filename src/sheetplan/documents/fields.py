"""The names a template may use, each declared once with its Chinese and its English form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sheetplan.documents.context import Language

_SCALARS = """
活动名称|Event name, 活动类型|Event type, 活动主题|Theme, 活动目的|Purpose, 活动目标|Goal,
活动日期|Event date, 结束日期|End date, 活动地点|Venue, 活动形式|Format, 目标人群|Audience,
参与规模|Attendance, 主办单位|Organiser, 主办部门|Department, 项目负责人|Project lead,
需求提出部门|Requested by, 提出日期|Requested on, 人群画像|Audience profile, 核心诉求|Core needs,
需求背景|Background, 核心信息|Key message, 约束条件|Constraints, 状态日期|Status date,
报告日期|Report date, 版本|Version, 预算总额|Budget total, 审批额度|Approved limit,
实际支出|Actual spend, 预算差异|Budget variance, 预算执行率|Spend rate, 备用金占比|Reserve share,
目标达成率|Overall achievement, 达成指标数|Metrics met, 指标总数|Metrics total, 任务总数|Tasks total,
已完成任务数|Tasks done, 滞后任务数|Tasks slipping, 概况|Summary text, 预算评述|Budget comment,
指标评述|Metrics comment, 进度评述|Schedule comment, 做得好的|What went well
"""

_TASK_COLUMNS = """
编号|ID, 阶段|Stage, 任务|Task, 负责人|Responsible, 交付成果|Deliverable, 计划开始|Planned start,
计划完成|Planned finish, 预计完成|Forecast finish, 完成率|Percent complete, 状态|Status, 状态色|Status tone,
滞后天数|Days late, 滞后原因|Reason
"""

_TABLES = {
    "指标|Metrics": """
        编号|ID, 指标|Metric, 目标|Target text, 实际|Actual text, 单位|Unit, 达成率|Achievement,
        差距|Gap, 评价|Verdict, 评价色|Verdict tone, 数据来源|Source, 统计口径|Definition,
        负责人|Responsible, 截止日期|Due
    """,
    "重点指标|Key metrics": "指标|Metric, 实际|Actual text, 说明|Note",
    "预算|Budget": """
        类别|Category, 费用项|Item, 明细|Detail, 预算金额|Planned, 实际金额|Actual, 差异|Variance,
        执行率|Spend rate, 执行色|Spend tone
    """,
    "预算汇总|Budget summary": """
        类别|Category, 预算金额|Planned, 占比|Share, 实际金额|Actual, 差异|Variance, 执行率|Spend rate
    """,
    "任务|Tasks": _TASK_COLUMNS,
    "滞后任务|Slipping tasks": _TASK_COLUMNS,
    "里程碑|Milestones": "任务|Task, 日期|Date",
    "团队|Team": "姓名|Name, 角色|Role, 部门|Department, 职责|Duties, 联系方式|Contact",
    "结论|Conclusions": "序号|No, 内容|Text",
    "亮点|Highlights": "标题|Title, 内容|Text",
    "问题|Problems": """
        序号|No, 问题|Problem, 影响|Impact, 影响色|Impact tone, 归因|Attribution, 原因|Cause,
        经验|Lesson
    """,
    "改进清单|Actions": """
        编号|ID, 改进措施|Action, 负责人|Responsible, 完成时限|Due, 优先级|Priority,
        优先级色|Priority tone, 状态|Status
    """,
    "需求项|Requirements": "项目|Item, 内容|Content, 负责人|Responsible, 完成时限|Due, 备注|Note",
}

_CHARTS = "目标与实际|Target and actual, 预算与实际|Planned and actual"


@dataclass(frozen=True)
class Fields:
    """The shape of a context: which names exist, not what they hold."""

    scalars: frozenset[str]
    tables: Mapping[str, tuple[str, ...]]
    charts: frozenset[str]


@cache
def document_fields(language: Language) -> Fields:
    """The fields every shipped document may use, named in `language`."""
    side = 0 if language == "zh" else 1
    return Fields(
        scalars=frozenset(_names(_SCALARS, side)),
        tables={_names(name, side)[0]: _names(columns, side) for name, columns in _TABLES.items()},
        charts=frozenset(_names(_CHARTS, side)),
    )


@cache
def field_names(language: Language) -> Mapping[str, str]:
    """The name in `language` of every field, by its Chinese name; a column's as `table.column`."""
    side = 0 if language == "zh" else 1
    singles = f"{_SCALARS},{_CHARTS}"
    names = dict(zip(_names(singles, 0), _names(singles, side), strict=True))
    for name, columns in _TABLES.items():
        chinese, named = _names(name, 0)[0], _names(name, side)[0]
        names[chinese] = named
        pairs = zip(_names(columns, 0), _names(columns, side), strict=True)
        names |= {f"{chinese}.{one}": f"{named}.{other}" for one, other in pairs}
    return names


def _names(declared: str, side: int) -> tuple[str, ...]:
    return tuple(pair.strip().split("|")[side] for pair in declared.split(","))
