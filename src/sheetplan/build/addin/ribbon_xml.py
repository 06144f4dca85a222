"""The ribbon's tab as Office reads it: one group after another, one button a command.

Buttons only: on a Mac a tab with menus may not be shown at all.
"""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import quoteattr

from sheetplan.app.commands import BUTTONS, Button
from sheetplan.language import Wording, wording

NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
CALLBACK = "SheetplanClick"


def ribbon_xml(language: str) -> str:
    """Return the customUI part (Office 2010 and later) with the labels of a language."""
    words = wording(language)
    groups = groupby(BUTTONS.items(), lambda entry: entry[1].group)
    tab = "\n".join(_group(name, list(buttons), words) for name, buttons in groups)
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<customUI xmlns="{NAMESPACE}">
  <ribbon>
    <tabs>
      <tab id="sheetplanTab" label={quoteattr(words.text("ribbon", "tab"))} insertAfterMso="TabHome">
{tab}
      </tab>
    </tabs>
  </ribbon>
</customUI>
"""


def _group(name: str, buttons: list[tuple[str, Button]], words: Wording) -> str:
    inside = "\n".join(_button(command, button, words) for command, button in buttons)
    label = quoteattr(words.text("ribbon", "groups", name))
    return f"""        <group id="sheetplanGroup_{name}" label={label}>
{inside}
        </group>"""


def _button(command: str, button: Button, words: Wording) -> str:
    said = words.section("ribbon", "buttons", command)
    attributes = {
        "id": f"sheetplan_{command}",
        "tag": command,
        "label": said["label"],
        "screentip": said["label"],
        "supertip": said["tip"],
        "imageMso": button.image,
        "size": "large" if button.large else "normal",
        "onAction": CALLBACK,
    }
    return f"          <button {' '.join(f'{name}={quoteattr(text)}' for name, text in attributes.items())}/>"
