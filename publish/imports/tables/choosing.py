"""Which sheet of a file a format reads: the one that fits it, or the one the mapping names."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from publish.imports.opening import File
from publish.imports.project import Column, Project, Told, Unreadable
from publish.imports.tables.columns import SHEET
from publish.imports.tables.sheets import Sheet, sheets

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


def read(format_: str, file: File, fits: Fits, columns: Mapping[str, str], read: Callable[[Sheet], Project]) -> Project:
    """Return what the sheet that fits holds; ask which where several do. Say which sheets nobody sees.

    Raise Unreadable for a name no sheet has.
    """
    found = _chosen(file, fits, columns)
    if len(found) > 1:
        return Project(format_, asked=(Column(SHEET, tuple(sheet.name for sheet in found)),))
    hidden = [sheet.name for sheet in sheets(file) if sheet.hidden and sheet not in found]
    project = read(found[0])
    if not hidden:
        return project
    told = Told("dropped_sheets", len(hidden), (", ".join(hidden),))
    return replace(project, told=(*project.told, told))


def _chosen(file: File, fits: Fits, columns: Mapping[str, str]) -> tuple[Sheet, ...]:
    if SHEET in columns:
        named = tuple(sheet for sheet in sheets(file) if sheet.name == columns[SHEET])
        if not named and file.kind == "workbook":
            raise Unreadable("no_such_sheet", file.name, columns[SHEET][:60])
        return named or sheets(file)
    found = seen(file)
    return tuple(sheet for sheet in found if fits(sheet)) or found
