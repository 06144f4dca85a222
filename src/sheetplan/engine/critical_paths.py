"""The critical paths: chains of critical tasks that hold each other up, from a first to a last."""

from __future__ import annotations

from collections.abc import Iterator

from sheetplan.engine.schedule import Schedule

MOST = 100
"""Paths that are told; a plan in which everything is critical has more than anybody reads."""


def critical_paths(schedule: Schedule, most: int = MOST) -> tuple[tuple[int, ...], ...]:
    """Return the critical paths as indexes of tasks, longest first.

    A task follows another on a path where both are critical and no time is left on the link between them.
    Summaries are left out: their parts are on the path.
    """
    found = sorted(_paths(schedule, most), key=lambda path: (-len(path), path))
    return tuple(found)


def _paths(schedule: Schedule, most: int) -> Iterator[tuple[int, ...]]:
    network, at = schedule.network, schedule.found.at
    on_path = {
        index
        for index, forecast in enumerate(schedule.forecasts)
        if forecast.critical and index not in network.parts
    }
    follows: dict[int, list[int]] = {index: [] for index in on_path}
    led = set()
    for index in sorted(on_path):
        for slot, weight in schedule.pulls[index]:
            other = slot // 2
            if other in on_path and at[slot] + weight >= at[2 * index]:
                follows[other].append(index)
                led.add(index)
    told = 0
    for first in sorted(on_path - led):
        for path in _walks(first, follows):
            yield path
            told += 1
            if told >= most:
                return


def _walks(first: int, follows: dict[int, list[int]]) -> Iterator[tuple[int, ...]]:
    """Yield every way from a task to a last one; a task that was named twice as predecessor counts once."""
    path = [(first, iter(dict.fromkeys(follows[first])))]
    if not follows[first]:
        yield (first,)
    while path:
        step = next(path[-1][1], None)
        if step is None:
            path.pop()
        elif follows[step]:
            path.append((step, iter(dict.fromkeys(follows[step]))))
        else:
            yield (*(index for index, _ in path), step)
