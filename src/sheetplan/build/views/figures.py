"""The sheet behind the charts; it is hidden."""

from __future__ import annotations

from sheetplan.build.views.canvas import Canvas


def draw(canvas: Canvas) -> None:
    """Write the figures, with what they are called."""
    canvas.frame()
    for part in canvas.view.parts:
        canvas.part(part.name)
    canvas.page.hide()
