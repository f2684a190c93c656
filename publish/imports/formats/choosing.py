"""Which sheet of a file a format reads: the one that fits it, or the one the mapping names."""

from collections.abc import Callable, Mapping

from publish.imports.formats.columns import SHEET
from publish.imports.formats.sheets import Sheet, sheets
from publish.imports.opening import File
from publish.imports.project import Column, Project, Unreadable

Fits = Callable[[Sheet], bool]


def any_fits(file: File, fits: Fits) -> bool:
    """Say whether a format reads a sheet of a file."""
    if file.kind not in ("workbook", "text"):
        return False
    try:
        return any(fits(sheet) for sheet in seen(file))
    except (Unreadable, OSError):
        return False


def seen(file: File) -> tuple[Sheet, ...]:
    """Return the sheets people see in a workbook, with rows below the header where any has some."""
    shown = [sheet for sheet in sheets(file) if not sheet.hidden]
    return tuple(sheet for sheet in shown if sheet.head) or tuple(shown) or sheets(file)


def chosen(file: File, fits: Fits, columns: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Return the sheets that fit: more than one is a question. Raise Unreadable for none, or a name no sheet has."""
    found = seen(file)
    if SHEET in columns:
        if not (found := tuple(sheet for sheet in sheets(file) if sheet.name == columns[SHEET])):
            raise Unreadable("no_such_sheet", file.name, columns[SHEET][:60])
        return found
    return tuple(sheet for sheet in found if fits(sheet)) or found


def which(format_: str, sheets: tuple[Sheet, ...]) -> Project:
    """Return a project that asks which sheet is meant."""
    return Project(format_, asked=(Column(SHEET, tuple(sheet.name for sheet in sheets)),))
