"""Findings for other programs, each held against what its readers demand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from sheetplan.app.checked import Checked, cells, checked, grouped
from sheetplan.app.formats import FORMATS, written
from sheetplan.app.pipeline import examine
from sheetplan.language import wording
from sheetplan.model.values import Place
from sheetplan.wiring import Holidays
from support.sarif import SARIF
from support.sketch import sketch, status_date

WORDS = wording("en")
TASK = "tasks T1 title=印刷 responsible=王芳 accountable=李雷 duration=3 baseline_start=d5 baseline_finish=d7"
PLAN = f"without people\n{TASK} deadline=d6\n{TASK.replace('T1', 'T2')} deliverable=<&>\nevent venue="
REFUSED = Checked("a:b,c.xlsx", refusal="a:b,c.xlsx: 100 % empty.\nNothing to check.")
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8"))


def examined(plan):
    day = status_date(plan)
    return examine(sketch(plan), status_date=day, today=date(2026, 3, 2), holidays=Holidays())


def xml(text):
    return etree.fromstring(text.encode())


@pytest.fixture(scope="module")
def results():
    return (checked("计划/a b.xlsx", examined(PLAN), WORDS), REFUSED, Checked("clean.xlsx", "2026-03-02"))


def test_json_is_what_its_schema_says(results):
    jsonschema.validate(json.loads(written("json", results, WORDS)), SCHEMA)


def test_the_schema_knows_every_key(results):
    known = SCHEMA["$defs"]["finding"]["properties"].keys()
    assert all(finding.keys() == known for finding in results[0].findings)


def test_sarif_is_what_its_standard_says(results):
    jsonschema.validate(json.loads(written("sarif", results, WORDS)), SARIF)


def test_every_sarif_result_points_at_its_rule(results):
    (run,) = json.loads(written("sarif", results, WORDS))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])


def test_a_sarif_place_is_the_cell(results):
    (run,) = json.loads(written("sarif", results, WORDS))["runs"]
    (place,) = next(result["locations"] for result in run["results"] if result["ruleId"] == "TSK017")
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "%E8%AE%A1%E5%88%92/a%20b.xlsx"},
        "region": {"startLine": 2, "startColumn": 13},
    }
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "任务!M2"


def test_a_sarif_run_with_a_refused_file_did_not_succeed(results):
    (invocation,) = json.loads(written("sarif", results, WORDS))["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["message"]["text"] == REFUSED.refusal


def test_a_sarif_fingerprint_stays_when_rows_are_inserted_above():
    def fingerprints(plan):
        (run,) = json.loads(written("sarif", [checked("a.xlsx", examined(plan), WORDS)], WORDS))["runs"]
        return {result["partialFingerprints"]["finding/v1"] for result in run["results"]}

    late = f"{TASK} deadline=d6"
    assert fingerprints(late) == fingerprints(f"{TASK.replace('T1', 'T2')}\n{late}")


def test_junit_counts_its_cases(results):
    root = xml(written("junit", results, WORDS))
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("errors")) == len(suite.findall("testcase/error"))


def test_junit_fails_for_errors_and_warnings_only(results):
    root = xml(written("junit", results, WORDS))
    kinds = {failure.get("type") for failure in root.iter("failure")}
    assert kinds == {"error", "warning"}
    assert root.find("testsuite/testcase/system-out") is not None


def test_a_clean_file_is_a_case_that_passes(results):
    root = xml(written("junit", results, WORDS))
    (case,) = root.find("testsuite[@name='clean.xlsx']")
    assert len(case) == 0


def test_junit_takes_whatever_a_cell_may_hold():
    finding = dict.fromkeys(SCHEMA["$defs"]["finding"]["properties"], "x\x0b\x00<&>\ud800")
    result = Checked("a.xlsx", "2026-03-02", None, ({**finding, "severity": "error", "row": 1},))
    assert xml(written("junit", [result], WORDS)) is not None


def test_github_marks_file_and_line(results):
    lines = written("github", results, WORDS).splitlines()
    assert any(line.startswith("::error file=计划/a b.xlsx,title=TSK017 任务!M2,line=2::") for line in lines)


def test_github_commands_stay_on_one_line(results):
    lines = written("github", results, WORDS).splitlines()
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)
    assert "::error file=a%3Ab%2Cc.xlsx::a:b,c.xlsx: 100 %25 empty.%0ANothing to check." in lines


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_checked_is_still_a_whole_document(form):
    text = written(form, (), WORDS)
    assert form == "github" or (xml(text) if form == "junit" else json.loads(text)) is not None


def places(*rows):
    return [Place("任务", row, 5) for row in rows]


@pytest.mark.parametrize(
    ("rows", "said"), [((9,), ["E9"]), ((9, 10, 11), ["E9:E11"]), ((12, 9, 10, 14), ["E9:E10", "E12", "E14"])]
)
def test_neighbouring_cells_are_named_together(rows, said):
    assert [*cells(places(*rows))] == said


def late(count):
    return "\n".join(f"{TASK.replace('T1', f'T{n}')} deadline=d6" for n in range(1, count + 1))


def test_a_few_alike_are_said_one_by_one():
    said = [group for group in grouped(examined(late(3)), WORDS) if group.first.code == "TSK017"]
    assert [group.others for group in said] == [(), (), ()]


def test_many_alike_are_said_once_with_their_cells():
    (group,) = [group for group in grouped(examined(late(40)), WORDS) if group.first.code == "TSK017"]
    assert (str(group.said.place), [*cells(group.others)]) == ("任务!M2", ["M3:M41"])
