"""What the sheets of a workbook share; parts that are rarely needed are read when asked for."""

from functools import cached_property

from sheetplan.xlsx.refusal import WorkbookRefused

from .edited_package import EditedPackage
from .strings import SharedStrings
from .styles import Styles
from .workbook import Workbook


class Surroundings:
    """The shared parts of one workbook."""

    def __init__(self, package: EditedPackage, workbook: Workbook) -> None:
        self._package, self._workbook = package, workbook

    @cached_property
    def date1904(self) -> bool:
        """Whether days are counted from 1904."""
        return self._workbook.date1904

    @cached_property
    def styles(self) -> Styles:
        """The formats of the workbook."""
        part = self._workbook.related("styles")
        if part is None:
            raise WorkbookRefused("no-styles")
        return Styles(self._package.xml(part))

    @cached_property
    def _strings(self) -> SharedStrings:
        part = self._workbook.related("sharedStrings")
        return SharedStrings(self._package.xml(part) if part else b"<sst/>")

    def text(self, index: int) -> str:
        """The text of a shared string."""
        return self._strings.text(index)

    def put_styles(self) -> None:
        """Put the formats back into the package if any was added."""
        styles = self.__dict__.get("styles")  # as yet unread, they have not changed
        if styles and styles.changed:
            self._package.put(self._workbook.related("styles") or "", styles.data)
