"""Which link of a circle to cut: the one without which its tasks finish earliest."""

from __future__ import annotations

from collections.abc import Sequence

from sheetplan.engine.network import Step
from sheetplan.engine.stands import Stands

LONG = 300
"""Steps beyond which not every cut of a circle is tried out: that takes the square of their number."""


def cheapest_cut(steps: Sequence[Step], stands: Stands, at: Sequence[int]) -> Step:
    """Return the link of a circle that is cheapest to cut, the first of equals.

    Args:
        steps: the way round the circle.
        stands: what the tasks say themselves.
        at: where they stand without the links of circles.
    """
    pulls = [_pull(step, stands) for step in steps]
    links = [number for number, step in enumerate(steps) if step.link is not None]
    if len(steps) > LONG:
        # The link that contradicts the dates most: its predecessor is done longest after its successor began.
        return steps[max(links, key=lambda number: _wait(steps[number], pulls[number], at))]
    return steps[min(links, key=lambda number: _end(steps, pulls, number + 1, stands, at))]


def _pull(step: Step, stands: Stands) -> tuple[int, int]:
    if step.link is None:
        return 2 * step.predecessor, 0
    return stands.pull(step.successor, step.predecessor, step.link)


def _wait(step: Step, pull: tuple[int, int], at: Sequence[int]) -> int:
    slot, weight = pull
    return at[slot] + weight - at[2 * step.successor]


def _end(
    steps: Sequence[Step], pulls: Sequence[tuple[int, int]], start: int, stands: Stands, at: Sequence[int]
) -> int:
    """Return when the tasks of a circle are all done if the way round starts at a step."""
    length = stands.work.length
    begin = dict.fromkeys(range(0), 0)
    task = steps[start % len(steps)].predecessor
    begin[task] = at[2 * task]
    end = begin[task] + length[task]
    for number in range(start, start + len(steps) - 1):
        step, (slot, weight) = steps[number % len(steps)], pulls[number % len(steps)]
        side = length[step.predecessor] if slot % 2 else 0
        begin[step.successor] = max(at[2 * step.successor], begin[step.predecessor] + side + weight)
        end = max(end, begin[step.successor] + length[step.successor])
    return end
