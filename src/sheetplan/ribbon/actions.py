"""What the buttons do. Each takes the desk and returns the sentence for the status bar."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import click

from sheetplan import __version__
from sheetplan.app.checked import counts
from sheetplan.app.refusal import Refusal
from sheetplan.app.reports import write_documents
from sheetplan.changes.change import ChangeSet
from sheetplan.changes.repairs import repairs
from sheetplan.documents.kinds import DOCUMENTS
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


def _written(desk: Desk, wanted: tuple[str, ...]) -> str:
    book = desk.folder / desk.book.name
    made = write_documents(desk.house, desk.examined, book, wanted, desk.folder)
    names = desk.words.text("listing", "separator").join(document.path.name for document in made)
    return desk.say("written", folder=desk.folder, names=names)
