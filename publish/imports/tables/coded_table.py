"""A reader of tables with the columns of one tool."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from publish.imports.opening import File
from publish.imports.project import Project
from publish.imports.tables import choosing, codings
from publish.imports.tables.columns import fit, has
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener


@dataclass(frozen=True, slots=True)
class CodedTable:
    """Reads sheets that have the headers a tool writes, in one language only.

    `TRIED`: on a file the tool wrote, not by its documentation alone; `headers`: of the fields; `optional`: of those
    that not every version has; `changed`: what is done to a sheet before it is read.
    """

    TRIED: bool
    layout: codings.Layout
    headers: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)
    changed: Callable[[Sheet], Sheet] = lambda sheet: sheet

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has all the headers."""
        return choosing.any_fits(file, self._fits)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return documents, codes and coded passages. Raise Unreadable where nothing is coded."""

        def of(sheet: Sheet) -> Project:
            sheet = self.changed(sheet)
            fixed = {name: header for name, header in {**self.headers, **self.optional}.items() if has(sheet, header)}
            found = fit(file.name, sheet, tuple(fixed), (), fixed)
            return codings.read(file.name, sheet, found, self.layout, listen)

        return choosing.read(self.layout.format, file, self._fits, columns, of)

    def _fits(self, sheet: Sheet) -> bool:
        return has(self.changed(sheet), *self.headers.values())
