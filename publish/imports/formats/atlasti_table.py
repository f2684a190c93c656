"""ATLAS.ti: the table of quotations, a row a quotation and all its codes in one cell, in several languages."""

from collections.abc import Mapping

from publish.imports.opening import File
from publish.imports.project import Project
from publish.imports.tables import choosing, codings
from publish.imports.tables.columns import fit, named
from publish.imports.tables.headers import fold
from publish.imports.tables.sheets import Sheet
from publish.steps import Listener

FORMAT = "ATLAS.ti quotations"
FIELDS = tuple(field for field in codings.FIELDS if field not in ("code", "code path", "category", "collection"))
OWN = frozenset(
    map(
        fold,
        (
            *("Number of Codes", "Quotation Content", "Text Content", "Quotation Name", "Reference", "Document Groups"),
            *("Anzahl der Codes", "Zitatinhalt", "Textinhalt", "Zitatname", "Referenz", "Dokumentgruppen"),
            *("Número de códigos", "Contenido de la cita", "Contenido textual", "Referencia", "Grupos de documentos"),
            *("Nombre de codes", "Contenu de la citation", "Référence", "Groupes de documents"),
            *("Número de Códigos", "Conteúdo da citação", "Referência"),
        ),
    )
)
"""Headers other tables with several codes in a cell have not."""


class Quotations:
    """The number of a quotation is no identity: spreadsheets make times of "2:2". Positions are shown as they are."""

    TRIED = False  # columns by public descriptions; the files of ATLAS.ti seen were of other kinds

    def recognises(self, file: File) -> bool:
        """Say whether a sheet has the columns of quotations."""
        return choosing.any_fits(file, _fits)

    def read(self, file: File, columns: Mapping[str, str], listen: Listener) -> Project:
        """Return documents, codes and quotations. Raise Unreadable where nothing is coded."""

        def of(sheet: Sheet) -> Project:
            found = fit(file.name, sheet, FIELDS, ("document", "codes", "text"), columns)
            if found.asked:
                return Project(FORMAT, "ATLAS.ti", asked=found.asked)
            layout = codings.Layout(FORMAT, "ATLAS.ti", marks=(), values=False)
            return codings.read(file.name, sheet, found, layout, listen)

        return choosing.read(FORMAT, file, _fits, columns, of)


def _fits(sheet: Sheet) -> bool:
    own = sum(fold(title) in OWN for title in sheet.header)
    return named(sheet, ("document", "codes")) and own > 0 and (named(sheet, ("text",)) or own > 1)
