"""What is done is not done again, unless anything that bears on it has changed."""

import hashlib
import os
from typing import NamedTuple

import pytest

from sheetplan.adapters.done_files import DoneFiles, Task, document_inputs

TASK = Task({"command": "batch", "documents": ("weekly",)}, {"version": "1", "day": "2026-05-20"})


class Done(NamedTuple):
    fingerprint: str
    made: tuple
    result: str = ""


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "plans" / "a.xlsx"
    path.parent.mkdir()
    path.write_bytes(b"as it was left")
    return path


@pytest.fixture
def store(tmp_path):
    return tmp_path / "cache" / "done.sqlite"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"made")
    return path


@pytest.fixture(autouse=True)
def first_run(store, plan, document):
    fingerprint = hashlib.sha256(plan.read_bytes()).hexdigest()
    DoneFiles(store, TASK, document_inputs).remember(plan, Done(fingerprint, (document,)))


def again(store, task=TASK):
    """The next run."""
    return DoneFiles(store, task, document_inputs)


def test_what_was_done_is_unchanged(store, plan):
    assert again(store).unchanged(plan)


def test_a_file_goes_by_its_place_however_it_is_written(store, plan, monkeypatch):
    monkeypatch.chdir(plan.parent)
    assert again(store).unchanged(plan.relative_to(plan.parent))


def test_a_workbook_that_was_merely_touched_is_unchanged(store, plan):
    os.utime(plan, (1, 1))
    assert again(store).unchanged(plan)


def changed_workbook(plan, _):
    plan.write_bytes(b"as somebody saved it")


def lost_document(_, document):
    document.unlink()


def new_template(plan, _):
    (plan.parent / "templates").mkdir()
    (plan.parent / "templates" / "项目周报.docx").write_bytes(b"x")


def new_picture(plan, _):
    (plan.parent / "logo.png").write_bytes(b"x")


def lost_workbook(plan, _):
    plan.unlink()


@pytest.mark.parametrize(
    "change", [changed_workbook, lost_document, new_template, new_picture, lost_workbook]
)
def test_what_bears_on_the_result_makes_it_due_again(store, plan, document, change):
    change(plan, document)
    assert not again(store).unchanged(plan)


@pytest.mark.parametrize(
    "task",
    [
        TASK._replace(inputs={**TASK.inputs, "version": "2"}),
        TASK._replace(inputs={**TASK.inputs, "day": "2026-05-21"}),
        TASK._replace(name={**TASK.name, "documents": ("plan",)}),
    ],
)
def test_another_version_day_or_wish_makes_it_due_again(store, plan, task):
    assert not again(store, task).unchanged(plan)


def test_what_was_kept_of_a_file_is_recalled(store, plan):
    fingerprint = hashlib.sha256(plan.read_bytes()).hexdigest()
    again(store).remember(plan, Done(fingerprint, (), '{"name": "发布会"}'))
    assert again(store).recall(plan) == '{"name": "发布会"}'


def test_two_tasks_remember_the_same_file_beside_each_other(store, plan):
    other = TASK._replace(name={"command": "recalc"})
    again(store, other).remember(plan, Done("x", ()))
    assert again(store).unchanged(plan)


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"SQLite format 3\0" + b"\1" * 5000])
def test_a_damaged_store_is_begun_anew(store, plan, damage):
    for side in store.parent.iterdir():
        side.unlink()
    store.write_bytes(damage)
    memory = again(store)
    assert not memory.unchanged(plan)
    memory.remember(plan, Done(hashlib.sha256(plan.read_bytes()).hexdigest(), ()))
    assert again(store).unchanged(plan)
