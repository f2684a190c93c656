"""The pages, one line each: what everything else that goes by pages is made from."""

from dataclasses import dataclass

API = "/api"
"""Where the files of the pages are explained."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page. Its name is that of its value, its template, its file in `pages/` and its words.

    `letter` names it in decks ("": no deck holds it). `filtered`: beside it stands the filter bar. `listed`: the
    navigation leads to it. `needs` says without what (partners, quotes) a study has no use for it. `files` are the
    endings of what it says as a file, `of_one`: its pictures are of one topic.
    """

    name: str
    path: str
    letter: str = ""
    filtered: bool = True
    listed: bool = True
    needs: str = ""
    files: tuple[str, ...] = ()
    of_one: bool = False

    def file(self, ending: str) -> str:
        """Return where what the page says lies as a file: beside it."""
        return f"{self.path if self.path != '/' else HOME}.{ending}"


HOME = "/ueberblick"
"""How the files of the first page are called, whose own path has no name."""
LINK_PICTURE = "vorschau.png"
"""How the picture that introduces a link to a page ends: of every page that a deck may hold, for that writes it out."""
DATA = ("csv", "json")
PICTURES = ("svg", "png")

PAGES = {
    page.name: page
    for page in (
        Page("overview", "/", "o", files=DATA),
        Page("categories", "/kategorien", "t", files=(*DATA, *PICTURES), of_one=True),
        Page("groups", "/gruppen", "g", files=(*DATA, *PICTURES)),
        Page("partners", "/partner", "p", needs="partners", files=(*DATA, *PICTURES)),
        Page("quotes", "/zitate", "w", needs="quotes", files=DATA),
        Page("rare", "/einzelstimmen", "s", files=DATA),
        Page("method", "/methode", "m"),
        Page("present", "/praesentieren", filtered=False),
        Page("changes", "/aenderungen", filtered=False),
        Page("finding", "/befund", "b", listed=False, files=(*DATA, *PICTURES), of_one=True),
    )
}
FILES = {page.file(ending): (page, ending) for page in PAGES.values() for ending in page.files}
"""Every address of a page's figures, with its page and ending."""
ADDRESSES = FILES | {page.file(LINK_PICTURE): (page, LINK_PICTURE) for page in PAGES.values() if page.letter}
"""The same with those of the pictures that introduce a link."""
