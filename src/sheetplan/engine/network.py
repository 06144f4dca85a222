"""Who waits for whom: the links between tasks, an order that respects them, and the circles among them.

- Codes are compared as `sheetplan.language.fold` does. Where two rows share a code, the first one bears it.
- A predecessor that no row bears, and a task's own code, are no links; rules speak about them.
- Links within a circle are left out of the network, so that all tasks still come out with dates.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from sheetplan.language import fold
from sheetplan.model.sheets.tasks import Task

Links = list[list[int]]


class Network(NamedTuple):
    """Tasks by their index in the plan, without the links that go in a circle."""

    predecessors: Links
    successors: Links
    order: list[int]
    """Every task, after all its predecessors."""
    in_loop: frozenset[int] = frozenset()
    loops: tuple[tuple[str, ...], ...] = ()
    """Each circle once, as codes that each precede the next, the first repeated at the end."""


def network_of(tasks: Sequence[Task]) -> Network:
    """Return the network of a plan's tasks."""
    links = _links(tasks)
    successors = _reversed(links)
    order = _order(links, successors)
    if len(order) == len(tasks):
        return Network(links, successors, order)
    circles = [circle for circle in _components(links, successors) if len(circle) > 1]
    home = {task: number for number, circle in enumerate(circles) for task in circle}
    links_left = [
        [other for other in links[task] if task not in home or home.get(other) != home[task]]
        for task in range(len(tasks))
    ]
    left = _reversed(links_left)
    names = [fold(task.code or "") for task in tasks]
    walks = sorted((_walk(circle, successors, names) for circle in circles), key=lambda walk: names[walk[0]])
    return Network(
        links_left,
        left,
        _order(links_left, left),
        frozenset(home),
        tuple(tuple(tasks[index].code or "" for index in walk) for walk in walks),
    )


def _links(tasks: Sequence[Task]) -> Links:
    folded = cache(fold)
    bearer: dict[str, int] = {}
    for index, task in enumerate(tasks):
        if task.code:
            bearer.setdefault(folded(task.code), index)
    return [
        _others((bearer.get(folded(code), index) for code in task.predecessors or ()), index)
        for index, task in enumerate(tasks)
    ]


def _others(indexes: Iterable[int], own: int) -> list[int]:
    return [index for index in dict.fromkeys(indexes) if index != own]


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
