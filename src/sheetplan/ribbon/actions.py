"""What the buttons do. Each takes the desk and returns the sentence for the status bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import replace

import click

from sheetplan import __version__
from sheetplan.app.baselines import kept_baseline
from sheetplan.app.checked import counts
from sheetplan.app.comparing import side_of
from sheetplan.app.delay_text import causes_in_words
from sheetplan.app.delays import explained
from sheetplan.app.merging import merge_files
from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import write_documents
from sheetplan.changes.change import ChangeSet
from sheetplan.changes.differences import Side, differences
from sheetplan.changes.repairs import repairs
from sheetplan.documents.kinds import DOCUMENTS
from sheetplan.engine.baselines import baselines_of
from sheetplan.language import fold
from sheetplan.ribbon.desk import Desk

Action = Callable[[Desk], str]
ACTIONS: dict[str, Action] = {}


def action(work: Action) -> Action:
    """Return the function, known by its name as the action of that button."""
    ACTIONS[work.__name__] = work
    return work


@action
def check(desk: Desk) -> str:
    """Return how much was found; the findings stand on their sheet, computed cells stay as they are."""
    found = replace(desk.examined.changes(), growths=(), values=(), formulas=())
    desk.apply(found)
    desk.go_to("findings")
    return desk.say("found", **counts(desk.examined.findings))


@action
def recalc(desk: Desk) -> str:
    """Return where the event stands; what changed is written."""
    changes = desk.examined.changes()
    desk.apply(changes)
    event = desk.examined.outcome.event
    facts = {"slipping": event.tasks_slipping, "met": event.metrics_met, "metrics": event.metric_count}
    return desk.say("recalculated", cells=len(changes), **facts)


@action
def slipping(desk: Desk) -> str:
    """Return how many tasks slip, and show the first of them."""
    said = recalc(desk)
    late = [task for task in desk.examined.outcome.tasks if task.warning in {"slipping", "overdue"}]
    if late:
        rows = {task.code: task.row for task in desk.examined.parsed.plan.tasks}
        first = min(rows[task.code] for task in late if task.code in rows)
        desk.go_to("tasks", first)
    return said


@action
def fix(desk: Desk) -> str:
    """Return how many cells were mended."""
    read = desk.examined
    mends = repairs(read.snapshot, read.parsed, read.outcome)
    if mends:
        desk.apply(ChangeSet(read.snapshot.fingerprint, mends=mends))
    return desk.say("fixed", cells=len(mends))


@action
def undo(desk: Desk) -> str:
    """Return how many cells were put back; what somebody has changed since stays."""
    if not desk.undo_file.exists():
        raise Refusal("nothing-to-undo")
    back, kept = desk.open.undo(desk.undo_file)
    return desk.say("undone", cells=back, kept=kept)


@action
def why(desk: Desk) -> str:
    """Return why the task of the selected row is late, a line for each cause."""
    found = desk.examined
    where, selected = found.parsed.layout.sheets.get("tasks"), desk.selected
    tasks = zip(found.parsed.plan.tasks, found.outcome.tasks, strict=True)
    codes = {task.row: outcome.code for task, outcome in tasks}
    if not where or not selected or selected[0] != where.name or selected[1] not in codes:
        raise Refusal("no-task-selected", sheet=desk.words.sheet("tasks"))
    return "\n".join(causes_in_words(explained(found, codes[selected[1]]), desk.words))


@action
def baseline(desk: Desk) -> str:
    """Return under which name, the day's, the plan was kept as it stands."""
    day = desk.house.today.isoformat()
    taken = {known.name for known in baselines_of(desk.examined.parsed.plan.baselines)}
    changes, kept = kept_baseline(desk.examined, _free(day, taken), desk.house.today)
    desk.apply(changes)
    desk.go_to("baselines", changes.values[0].key.row)
    return desk.say("kept", name=kept.name, tasks=kept.tasks)


@action
def merge(desk: Desk) -> str:
    """Return where the workbook and another copy were joined; the result is opened, neither copy changes."""
    ours = desk.file
    saved = side_of(desk.house, ours, desk.house.store.read(ours))
    if any(
        row.cells for row in differences(saved, Side(desk.examined.snapshot, desk.examined.parsed.layout))
    ):
        raise Refusal("save-first")
    theirs = desk.chosen_file()
    if theirs is None:
        return ""
    taken = {path.stem for path in ours.parent.iterdir()}
    name = _free(f"{ours.stem} {desk.say('joined')}", taken)
    joined = merge_files(desk.house, None, (ours, theirs), ours.with_name(f"{name}.xlsx"), None)
    desk.book.app.books.open(str(joined.path))
    facts = {"cells": len(joined.merged.mends), "conflicts": len(joined.merged.conflicts)}
    return desk.say("merged", file=joined.path.name, **facts)


@action
def brief(desk: Desk) -> str:
    """Return where the requirements brief was written."""
    return _written(desk, ("brief",))


@action
def review(desk: Desk) -> str:
    """Return where the retrospective was written."""
    return _written(desk, ("review",))


@action
def documents(desk: Desk) -> str:
    """Return where all documents were written."""
    return _written(desk, DOCUMENTS)


@action
def folder(desk: Desk) -> str:
    """Return which folder was opened."""
    place = desk.folder
    place.mkdir(parents=True, exist_ok=True)
    click.launch(str(place))
    return str(place)


@action
def settings(desk: Desk) -> str:
    """Return nothing to say: the settings are shown."""
    desk.go_to("settings")
    return ""


@action
def selftest(desk: Desk) -> str:
    """Return the versions at work."""
    return desk.say("selftest", version=__version__, python=sys.version.split()[0], app=desk.book.app.version)


def _free(name: str, taken: Collection[str]) -> str:
    """Return the name, with a number where it is taken."""
    known = set(map(fold, taken))
    names = (name, *(f"{name} ({number})" for number in range(2, len(known) + 3)))
    return next(free for free in names if fold(free) not in known)


def _written(desk: Desk, wanted: tuple[str, ...]) -> str:
    book = desk.folder / desk.book.name
    made = write_documents(desk.house, desk.examined, book, wanted, desk.folder)
    names = desk.words.text("listing", "separator").join(document.path.name for document in made)
    return desk.say("written", folder=desk.folder, names=names)
