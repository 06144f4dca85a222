"""Who waits for whom: the links between tasks, an order that respects them, and the circles among them.

- Codes are compared as `sheetplan.language.fold` does. Where two rows share a code, the first one bears it.
- A predecessor that no row bears, and a task's own code, are no links; rules speak about them.
- A summary task is what its parts are: whoever it waits for, all its parts wait for.
- Links within a circle are left out of the network, so that all tasks still come out with dates.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise, repeat
from operator import gt
from typing import NamedTuple

from sheetplan.engine.links import PLAIN, SHORT, Link, read_link, way_of
from sheetplan.language import fold
from sheetplan.model.sheets.tasks import Task

Links = list[list[int]]
Tie = tuple[int, Link]
"""The index of a predecessor, and how one waits for it."""
NOBODY = -1
"""The index of a predecessor that there is not."""


class Step(NamedTuple):
    """A task that waits for another; without a link where a summary waits for its part."""

    predecessor: int
    successor: int
    link: Link | None


class Network(NamedTuple):
    """Tasks by their index in the plan, without the links that go in a circle.

    Attributes:
        ties: what each task waits for; those of a summary stand at its parts.
        parts: the parts of each summary task.
        order: every task after all it waits for, and every summary after its parts.
        in_loop: the tasks within circles.
        circles: each circle once, as the way round it.
    """

    ties: list[list[Tie]]
    parts: dict[int, list[int]]
    order: Sequence[int]
    in_loop: frozenset[int] = frozenset()
    circles: tuple[tuple[Step, ...], ...] = ()


def network_of(tasks: Sequence[Task]) -> Network:
    """Return the network of a plan's tasks."""
    bearer = _bearers([task.code for task in tasks])
    ties, in_order = _ties(tasks, bearer)
    parts = _parts(tasks, bearer)
    if parts:
        ties = _inherited(ties, parts)
    elif in_order:
        return Network(ties, parts, range(len(tasks)))  # rows in the order of work need no sorting
    waits = [[other for other, _ in found] + parts.get(index, []) for index, found in enumerate(ties)]
    followers = _reversed(waits)
    order = _order(waits, followers)
    if len(order) == len(tasks):
        return Network(ties, parts, order)
    return _without_circles(tasks, ties, parts, waits, followers)


# Plans of a hundred thousand tasks are read here text by text. What all texts undergo is left to functions
# that walk whole lists by themselves (map, zip, chain): they are several times as fast as a loop.
def _bearers(codes: Sequence[str | None]) -> dict[str, int]:
    """Return the task that each code means, by folded code: the first of those that bear it."""
    joined = "".join(filter(None, codes))
    if None not in codes and joined.isascii() and joined.isalnum():
        folded = map(str.lower, reversed(codes))  # type: ignore[arg-type]
        bearer = dict(zip(folded, range(len(codes) - 1, -1, -1), strict=True))
        bearer.pop("", None)
        return bearer
    bearer = {}
    for index, code in enumerate(codes):
        if code:
            bearer.setdefault(fold(code), index)
    return bearer


def _ties(tasks: Sequence[Task], bearer: dict[str, int]) -> tuple[list[list[Tie]], bool]:
    """Return what each task waits for, and whether all wait only for tasks of earlier rows."""
    waits = [task.predecessors or () for task in tasks]
    texts = list(chain.from_iterable(waits))
    lowered = list(map(str.lower, texts))
    others = list(map(bearer.get, lowered, repeat(NOBODY)))
    links = [PLAIN] * len(texts)
    for number in [number for number, other in enumerate(others) if other == NOBODY]:
        code, way = lowered[number][:-2], lowered[number][-2:]
        if way in SHORT and code in bearer and code[-1].isdigit():
            others[number], links[number] = bearer[code], way_of(way)
        else:
            others[number], links[number] = _read(texts[number], bearer)
    ties = list(zip(others, links, strict=True))
    lengths = list(map(len, waits))
    ends = list(accumulate(lengths, initial=0))
    found = [ties[start:end] for start, end in pairwise(ends)]
    owners = chain.from_iterable(map(repeat, range(len(tasks)), lengths))
    in_order = NOBODY not in others and all(map(gt, owners, others))
    if not in_order:
        found = [
            [tie for tie in waiting if tie[0] not in (index, NOBODY)] for index, waiting in enumerate(found)
        ]
    return found, in_order


def _read(text: str, bearer: dict[str, int]) -> Tie:
    """Return what a text means that is no code as it stands: a code written otherwise, or one with a way."""
    whole = fold(text)
    if whole != text.lower() and whole in bearer:
        return bearer[whole], PLAIN
    code, link = read_link(text)
    return bearer.get(code, NOBODY), link


def _parts(tasks: Sequence[Task], bearer: dict[str, int]) -> dict[int, list[int]]:
    """Return the parts of each summary task. Where summaries are parts of each other, none of them is one."""
    above = {
        index: bearer[fold(task.parent)]
        for index, task in enumerate(tasks)
        if task.parent and fold(task.parent) in bearer
    }
    if not above:
        return {}
    for index in list(above):
        seen = {index}
        while (index := above.get(index, -1)) >= 0:
            if index in seen:
                for part in seen:
                    above.pop(part, None)
                break
            seen.add(index)
    parts: dict[int, list[int]] = {}
    for index, summary in above.items():
        parts.setdefault(summary, []).append(index)
    return parts


def _inherited(ties: list[list[Tie]], parts: dict[int, list[int]]) -> list[list[Tie]]:
    """Return the ties with those of summaries at their parts, down to the last."""
    found = [list(waits) for waits in ties]
    roots = parts.keys() - {part for below in parts.values() for part in below}
    queue = deque(sorted(roots))
    while queue:
        summary = queue.popleft()
        for part in parts[summary]:
            found[part] += [tie for tie in found[summary] if tie[0] != part]
            if part in parts:
                queue.append(part)
        found[summary] = []
    return found


def _without_circles(
    tasks: Sequence[Task],
    ties: list[list[Tie]],
    parts: dict[int, list[int]],
    waits: Links,
    followers: Links,
) -> Network:
    """Return the network without the ties within circles, and those circles."""
    circles = [circle for circle in _components(waits, followers) if len(circle) > 1]
    home = {task: number for number, circle in enumerate(circles) for task in circle}
    left = [
        [tie for tie in found if index not in home or home.get(tie[0]) != home[index]]
        for index, found in enumerate(ties)
    ]
    waits_left = [[other for other, _ in found] + parts.get(index, []) for index, found in enumerate(left)]
    names = [fold(task.code or "") for task in tasks]
    walks = sorted(
        (_walk(circle, followers, names) for circle in circles),
        key=lambda walk: names[walk[0]],
    )
    return Network(
        left,
        parts,
        _order(waits_left, _reversed(waits_left)),
        frozenset(home),
        tuple(tuple(_step(*pair, ties) for pair in pairwise(walk)) for walk in walks),
    )


def _step(predecessor: int, successor: int, ties: list[list[Tie]]) -> Step:
    links = (link for other, link in ties[successor] if other == predecessor)
    return Step(predecessor, successor, next(links, None))


def _reversed(links: Links) -> Links:
    turned: Links = [[] for _ in links]
    for index, others in enumerate(links):
        for other in others:
            turned[other].append(index)
    return turned


def _order(predecessors: Links, successors: Links) -> list[int]:
    """Return the tasks that can be ordered, as Kahn does; those in or after a circle are missing."""
    waiting = [len(others) for others in predecessors]
    order = [index for index, number in enumerate(waiting) if not number]
    for index in order:
        for successor in successors[index]:
            waiting[successor] -= 1
            if not waiting[successor]:
                order.append(successor)
    return order


def _components(links: Links, turned: Links) -> list[list[int]]:
    """Return the strongly connected components, as Kosaraju does: walk there, then back."""
    seen: set[int] = set()
    walked = [index for root in range(len(links)) for index in _reach(root, links, seen)]
    seen = set()
    found = (_reach(root, turned, seen) for root in reversed(walked))
    return [component for component in found if component]


def _reach(root: int, links: Links, seen: set[int]) -> list[int]:
    """Return what can be reached from a task and was not seen before, each after all that lies behind it."""
    if root in seen:
        return []
    seen.add(root)
    found: list[int] = []
    path = [(root, iter(links[root]))]
    while path:
        index, rest = path[-1]
        step = next((other for other in rest if other not in seen), None)
        if step is None:
            found.append(index)
            path.pop()
        else:
            seen.add(step)
            path.append((step, iter(links[step])))
    return found


def _walk(circle: list[int], successors: Links, names: list[str]) -> list[int]:
    """Return a shortest way round a circle, from its first code back to it."""
    within = set(circle)
    start = min(circle, key=names.__getitem__)
    came_from: dict[int, int] = {}
    queue = deque([start])
    while start not in came_from:
        index = queue.popleft()
        for step in sorted(within.intersection(successors[index]), key=names.__getitem__):
            if step not in came_from:
                came_from[step] = index
                queue.append(step)
    back = [start, came_from[start]]
    while back[-1] != start:
        back.append(came_from[back[-1]])
    return back[::-1]
