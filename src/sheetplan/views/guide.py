"""说明: how to use the workbook. It holds words only, for those who open it without sheetplan too."""

from sheetplan.views.view import View

GUIDE = View("guide", after="")
