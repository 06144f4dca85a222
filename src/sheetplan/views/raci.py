"""责任矩阵: who answers for what, tasks down and people across."""

from __future__ import annotations

from sheetplan.model.kinds import Text
from sheetplan.views.standing import Standing, text
from sheetplan.views.task_lines import TASKS
from sheetplan.views.tools import names_in, names_of, shown, text_of
from sheetplan.views.view import Part, Rows, View

PEOPLE = 16
"""As many rows of 团队 are followed across."""
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
ROLES = {"r": "responsible", "a": "accountable", "c": "consulted", "i": "informed"}
_FIRST_PERSON = 7
NOBODY = "-"
"""Stands in no list of names."""


def _people(standing: Standing) -> Rows:
    yield tuple(_padded([text(name) for name in standing.column("people", "name")]))


def _padded(names: list[str]) -> list[str]:
    return (names + [""] * PEOPLE)[:PEOPLE]


def _keys(standing: Standing) -> Rows:
    (people,) = standing.values(WHO)
    yield tuple(key_of(str(name)) for name in people)


def key_of(name: str) -> str:
    """Return what is searched for in a list of names."""
    return f"、{name.replace(' ', '')}、" if name else NOBODY


def key_formula(name: str) -> str:
    """Return the formula of the same."""
    return f'IF({name}="","{NOBODY}","、"&SUBSTITUTE({name}," ","")&"、")'


def _nth_person(number: int) -> str:
    return f'IFERROR(INDEX({{people.name}},{number})&"","")'


WHO = Part(
    "raci", "who", HEADER_ROW, _FIRST_PERSON, 1,
    {f"p{m}": shown(Text(), _nth_person(m), 5) for m in range(1, PEOPLE + 1)},
    _people,
)  # fmt: skip
KEYS = Part(
    "raci", "keys", HEADER_ROW - 1, _FIRST_PERSON, 1,
    {f"k{m}": shown(Text(), key_formula(f"{{@raci/who.p{m}}}"), 5) for m in range(1, PEOPLE + 1)},
    _keys,
)  # fmt: skip


def _rows(standing: Standing) -> Rows:
    names = ("code", "title", *ROLES.values())
    columns = [standing.column("tasks", name)[:TASKS] for name in names]
    for code, title, *roles in zip(*columns, strict=True):
        yield text(code), text(title), *(names_in(role) if text(title) else "" for role in roles)


def _letters(standing: Standing) -> Rows:
    (keys,) = standing.values(KEYS)
    people = list(map(str, keys))
    for row in standing.values(ROWS):
        roles = list(zip(map(str.upper, ROLES), map(str, row[-len(ROLES) :]), strict=True))
        yield tuple(["".join([role for role, names in roles if key in names]) for key in people])


_CELL = "&".join(f'REPT("{role.upper()}",COUNT(FIND({{:keys.k1}},{{:rows.{role}}})))' for role in ROLES)


ROWS = Part(
    "raci", "rows", FIRST_ROW, 1, TASKS,
    {
        "code": shown(Text(), text_of("tasks.code"), 7),
        "title": shown(Text(), text_of("tasks.title"), 40),
        **{
            role: shown(Text(), f'IF({{.title}}="","",{names_of(text_of(f"tasks.{name}"))})', hidden=True)
            for role, name in ROLES.items()
        },
    },
    _rows,
    follows="tasks",
)  # fmt: skip
LETTERS = Part(
    "raci", "letters", FIRST_ROW, _FIRST_PERSON, TASKS,
    {f"p{m}": shown(Text(), _CELL, 11.5) for m in range(1, PEOPLE + 1)}, _letters,
    follows="tasks",
)  # fmt: skip

RACI = View("raci", after="people", parts=(WHO, KEYS, ROWS, LETTERS))
