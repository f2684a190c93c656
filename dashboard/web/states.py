"""The state of a study that an address means: the one shown, an earlier one, or none that may be shown."""

from collections.abc import Mapping
from pathlib import Path

from dashboard.package.cells import Fault
from dashboard.package.dataset import Dataset, FaultyPackage
from dashboard.package.library import Library
from dashboard.selection.address import DIGITS, FORMER, STATE, state_of

WITHDRAWN = "withdrawn"
Parameters = Mapping[str, list[str]]


class NotShown(FaultyPackage):
    """The state an address means is not shown: it was withdrawn, or it is not kept here.

    `digits` is how readers know it from print, "" where nothing of the kind stands in the address.
    """

    def __init__(self, folder: Path, asked: str, *, withdrawn: bool) -> None:
        super().__init__(folder, [Fault(WITHDRAWN, "")] if withdrawn else [])
        self.digits = asked[:DIGITS] if len(asked) >= DIGITS and asked.isalnum() and asked.isascii() else ""
        self.is_withdrawn = withdrawn

    @property
    def status(self) -> int:
        """Return how HTTP says it: gone, or not here."""
        return 410 if self.is_withdrawn else 404


def opened(library: Library, study: str, parameters: Parameters) -> Dataset | FaultyPackage | None:
    """Return the state of a study that an address means, the newest where it means none; None: no such study."""
    asked = state_of(parameters)
    if not asked or study not in library.studies:
        return library.open(study)
    found = library.open_state(study, asked)
    if isinstance(found, Dataset):
        return found
    withdrawn = found is not None and any(fault.kind == WITHDRAWN for fault in found.faults)
    return found if found and not withdrawn else NotShown(library.folder / study, asked, withdrawn=withdrawn)


def newest(parameters: Parameters) -> dict[str, list[str]]:
    """Return the parameters of the same address without the state it means."""
    return {name: values for name, values in parameters.items() if name not in (STATE, FORMER)}
