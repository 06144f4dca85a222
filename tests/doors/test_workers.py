"""Batches: what one file does to its parser costs that file only."""

from __future__ import annotations

import os
import pickle
import time
from functools import partial

import pytest

from sheetplan.app.refusal import Phrase, Refusal
from sheetplan.app.workbooks import check_file, recalc_file
from sheetplan.cli.workers import Crew, Worker
from support.house import demo, real_house


@pytest.fixture
def worker():
    """A worker that does as the name of a file says."""

    def work(path):
        match path:
            case "abort":
                os._exit(134)
            case "hang":
                time.sleep(60)
            case "memory":
                raise MemoryError
            case "refuse":
                raise Refusal("patch", reason=Phrase(("workbook_refusals", "signed")), detail="x")
            case "bug":
                raise ZeroDivisionError
        return os.getpid(), path

    made = Worker(work)
    yield made
    made.end()


def test_the_work_is_done_in_another_process(worker):
    process, path = worker("a")
    assert (process != os.getpid(), path) == (True, "a")


def test_one_process_does_many_files(worker):
    assert worker("a")[0] == worker("b")[0]


@pytest.mark.parametrize(("file", "code"), [("abort", "parser-died"), ("memory", "too-much-memory")])
def test_a_file_that_ends_the_process_is_refused_and_the_next_is_done(worker, file, code):
    with pytest.raises(Refusal) as caught:
        worker(file)
    assert (caught.value.code, worker("b")[1]) == (code, "b")


def test_a_file_that_takes_too_long_is_given_up(worker, monkeypatch):
    monkeypatch.setattr(worker, "_seconds", 0.2)
    with pytest.raises(Refusal, match="took-too-long"):
        worker("hang")
    monkeypatch.undo()
    assert worker("b")[1] == "b"


def test_a_crew_does_all_files_and_a_death_costs_one():
    crew = Crew(end_at_three, 2)
    answers = list(crew(range(6)))
    crew.end()
    codes = {answer.path: getattr(answer.outcome, "code", answer.outcome) for answer in answers}
    assert codes == {0: 0, 1: 1, 2: 2, 3: "parser-died", 4: 4, 5: 5}


def test_a_crew_that_is_told_to_stop_finishes_what_is_in_work():
    crew = Crew(end_at_three, 1)
    answers = []
    for answer in crew(range(3)):
        answers.append(answer.path)
        crew.stop()
    crew.end()
    assert answers == [0]


def end_at_three(number):
    """Work that one file of six ends."""
    if number == 3:
        os._exit(1)
    return number


def test_where_processes_are_not_copied_they_are_begun_anew(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(demo("zh"))
    worker = Worker(partial(check_file, real_house(), status_date=None), start="spawn")
    found = worker(path)
    worker.end()
    assert found.findings == check_file(real_house(), path, None).findings


def test_a_refusal_comes_over_whole(worker):
    with pytest.raises(Refusal) as caught:
        worker("refuse")
    assert caught.value.facts == {"reason": Phrase(("workbook_refusals", "signed")), "detail": "x"}


def test_a_bug_stays_a_bug(worker):
    with pytest.raises(ZeroDivisionError):
        worker("bug")


@pytest.mark.parametrize("work", [check_file, recalc_file])
def test_results_come_over_whole(work, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(demo("zh"))
    done = work(real_house(), path, None)
    again = pickle.loads(pickle.dumps(done))  # noqa: S301 - our own
    assert getattr(again, "examined", again).findings == getattr(done, "examined", done).findings
