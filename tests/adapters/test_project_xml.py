"""Plans in the XML of Microsoft Project: what goes in comes out, and others read the same."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheetplan.adapters.project_xml import NotAProject, read_project, write_project
from sheetplan.changes.project import Project, Recorded, date_differences
from sheetplan.engine.working_calendar import CalendarData
from sheetplan.model.sheets.people import Person
from sheetplan.model.sheets.tasks import Task
from support.microsoft import microsoft, start_java
from support.shared import shared

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=20
).filter(lambda text: text == text.strip())
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
LENGTHS = st.integers(0, 400).map(lambda quarters: Decimal(quarters) / 4)
HELD = ("start_no_earlier", "start_no_later", "start_on", "finish_no_earlier", "finish_no_later", "finish_on")
NAMES = ("李婧", "Wang Lei", "陈思远 & Co")
WAYS = st.sampled_from(["", "SS", "FF+2", "SF-1.5", "FS+0.25", "SS+50%"])


@st.composite
def projects(draw):
    """A plan of some tasks, each waiting for earlier ones, some within others."""
    tasks, recorded = [], {}
    for number in range(1, draw(st.integers(1, 8)) + 1):
        code = f"T{number:02d}"
        earlier = [task.code for task in tasks]
        waits = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=3)) if earlier else []
        held = draw(st.none() | st.sampled_from(HELD))
        start, length = draw(DAYS), draw(LENGTHS)
        tasks.append(
            Task(
                code=code,
                title=draw(TEXTS),
                duration=length,
                predecessors=tuple(waited + draw(WAYS) for waited in waits) or None,
                responsible=tuple(draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2))) or None,
                baseline_start=start if held is None else None,
                baseline_finish=start + timedelta(days=3),
                deadline=draw(st.none() | DAYS),
                percent_complete=draw(st.none() | st.integers(1, 99).map(lambda done: Decimal(done) / 100)),
                constraint=held,
                constraint_date=draw(DAYS) if held else None,
                planned_cost=draw(st.none() | st.integers(1, 10**6).map(Decimal)),
                priority=draw(st.sampled_from([None, "high", "low"])),
                note=draw(st.none() | TEXTS),
            )
        )
        recorded[code] = Recorded(start, start + timedelta(days=2 if length else 0), start, None, None, start)
    return Project(
        name=draw(TEXTS),
        start=date(2024, 1, 1),
        status_date=draw(DAYS),
        tasks=tuple(tasks),
        recorded=recorded,
        people=tuple(Person(name=name) for name in NAMES),
        days=CalendarData(frozenset({date(2026, 10, 1)}), frozenset({date(2026, 10, 10)})),
        currency="CNY",
        ours=True,
    )


@settings(max_examples=40, deadline=None)
@given(projects())
def test_what_is_written_is_read_again(project):
    assert read_project(write_project(project)) == project


def test_parts_follow_their_whole_whatever_their_order():
    tasks = (
        Task(code="T1", title="a", parent="T3", duration=Decimal(1)),
        Task(code="T2", title="b", duration=Decimal(1)),
        Task(code="T3", title="c"),
    )
    read = read_project(write_project(Project(tasks=tasks, ours=True)))
    assert [(task.code, task.parent) for task in read.tasks] == [("T2", None), ("T3", None), ("T1", "T3")]


def test_tasks_within_each_other_are_all_written():
    tasks = (Task(code="T1", title="a", parent="T2"), Task(code="T2", title="b", parent="T1"))
    assert len(read_project(write_project(Project(tasks=tasks, ours=True))).tasks) == 2


def test_a_file_that_is_not_ours_gives_its_dates_as_the_planned_ones():
    data = write_project(
        Project(
            tasks=(Task(code="T1", title="a"),), recorded={"T1": Recorded(date(2026, 3, 2), date(2026, 3, 3))}
        )
    ).replace(b"sheetplan ID", b"Text1")
    (task,) = read_project(data).tasks
    assert (task.code, task.baseline_start, task.baseline_finish) == (
        "P1",
        date(2026, 3, 2),
        date(2026, 3, 3),
    )


def test_what_has_no_place_in_a_workbook_is_named():
    data = write_project(Project(tasks=(Task(code="T1", title="停用"), Task(code="T2", title="b"))))
    read = read_project(data.replace(b"<Type>0</Type>", b"<Type>0</Type><Active>0</Active>", 1))
    assert ([task.title for task in read.tasks], read.left) == (["b"], (("inactive", "停用"),))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<Project><Tasks>", "malformed"),
        (b"<html><Tasks/></html>", "other-xml"),
        (b"<Project/>", "other-xml"),
        (b'<!DOCTYPE Project [<!ENTITY a "b">]><Project><Tasks/></Project>', "doctype"),
    ],
)
def test_what_is_no_project_is_refused(data, why):
    with pytest.raises(NotAProject, match=why):
        read_project(data)


def test_entities_are_never_looked_up(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    text = f'<!DOCTYPE Project [<!ENTITY a SYSTEM "{secret}">]><Project><Title>&a;</Title><Tasks/></Project>'
    with pytest.raises(NotAProject):
        read_project(text.encode())


@pytest.fixture(scope="module")
def recorded():
    return read_project(shared("real", "ms-project-task-links-2019.xml").read_bytes())


def test_a_file_of_project_holds_its_tasks_and_links(recorded):
    links = {task.code: task.predecessors for task in recorded.tasks if task.predecessors}
    assert len(recorded.tasks) == 16
    assert links["P4"] == ("P3FS+1",)
    assert {links["P12"], links["P14"], links["P16"]} == {("P11SF+2",), ("P13SS+2",), ("P15FF+2",)}


def test_its_dates_are_as_we_compute_them_but_for_late_dates_before_links_from_a_start(recorded):
    """Project does not let a start-driven link limit a predecessor that is scheduled by hand."""
    differing = [(found.code, found.field, found.by_hand) for found in date_differences(recorded)]
    assert differing == [
        (code, field, True) for code in ("P11", "P13") for field in ("late_start", "late_finish")
    ]


@settings(max_examples=5, deadline=None)
@given(projects())
def test_another_program_reads_the_same_dates(tmp_path_factory, project):
    microsoft()
    start_java()
    import jpype

    path = tmp_path_factory.mktemp("project") / "plan.xml"
    path.write_bytes(write_project(project))
    read = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(str(path))
    theirs = {str(task.getName()): str(task.getStart())[:10] for task in read.getTasks()}
    assert theirs == {task.title: project.recorded[task.code].start.isoformat() for task in project.tasks}
