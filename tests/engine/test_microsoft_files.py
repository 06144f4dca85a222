"""Dates as Microsoft Project recorded them in its own file, beside the dates as we compute them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from lxml import etree

from sheetplan.engine.schedule import schedule
from sheetplan.engine.working_calendar import WorkingCalendar
from sheetplan.model.sheets.tasks import Task
from support.shared import shared

NAMESPACE = "{http://schemas.microsoft.com/project}"
KINDS = ("FF", "FS", "SF", "SS")
START = date(2018, 10, 18)


@pytest.fixture(scope="module")
def recorded():
    """The tasks of the file by their number: elements whose text is what was recorded."""
    root = etree.parse(shared("real", "ms-project-task-links-2019.xml")).getroot()
    tasks = {text(task, "UID"): task for task in root.iter(f"{NAMESPACE}Task")}
    return {uid: task for uid, task in tasks.items() if text(task, "Summary") == "0"}


@pytest.fixture(scope="module")
def computed(recorded):
    tasks = [as_task(uid, task) for uid, task in recorded.items()]
    found = schedule(tasks, START, WorkingCalendar(), reschedule=False)
    return dict(zip(recorded, found.forecasts, strict=True))


def as_task(uid, task):
    links = [
        text(link, "PredecessorUID") + KINDS[number(link, "Type")] + f"+{number(link, 'LinkLag') / 4800:g}"
        for link in task.iter(f"{NAMESPACE}PredecessorLink")
    ]
    hours = int(text(task, "Duration").removeprefix("PT").partition("H")[0])
    return Task(code=uid, duration=Decimal(hours) / 8, predecessors=tuple(links) or None)


def text(element, name):
    return element.findtext(NAMESPACE + name)


def number(element, name):
    return int(text(element, name))


def day(element, name):
    return date.fromisoformat(text(element, name)[:10])


@pytest.mark.parametrize("name", ["Start", "Finish", "EarlyStart", "EarlyFinish"])
def test_every_date_is_the_one_recorded(recorded, computed, name):
    field = {
        "Start": "start",
        "Finish": "finish",
        "EarlyStart": "early_start",
        "EarlyFinish": "early_finish",
    }[name]
    assert {uid: getattr(found, field) for uid, found in computed.items()} == {
        uid: day(task, name) for uid, task in recorded.items()
    }


def test_slack_is_the_one_recorded_but_for_two_tasks_scheduled_by_hand(recorded, computed):
    """Project does not let a start-driven link limit a predecessor that is scheduled by hand.

    Of the same links between automatically scheduled tasks, it records what we compute: 9 days before SS+2,
    10 before SF+2 (the file of Project 2007 in MPXJ's collection).
    """
    theirs = {uid: Decimal(text(task, "TotalSlack")) / 4800 for uid, task in recorded.items()}
    differing = {
        uid: (theirs[uid], found.total_slack)
        for uid, found in computed.items()
        if found.total_slack != theirs[uid]
    }
    assert differing == {"11": (11, 10), "13": (11, 9)}


def test_free_slack_and_what_is_critical_are_as_recorded(recorded, computed):
    assert {uid: (found.free_slack, found.critical) for uid, found in computed.items()} == {
        uid: (Decimal(text(task, "FreeSlack")) / 4800, text(task, "Critical") == "1")
        for uid, task in recorded.items()
    }
