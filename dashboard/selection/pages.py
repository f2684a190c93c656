"""The pages, one line each: what everything else that goes by pages is made from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """A page. Its name is that of its value, its template, its file in `pages/` and its words.

    `letter` names it in decks ("": no deck holds it). `filtered`: beside it stands the filter bar. `listed`: the
    navigation leads to it. `needs` says without what (partners, quotes) a study has no use for it.
    """

    name: str
    path: str
    letter: str = ""
    filtered: bool = True
    listed: bool = True
    needs: str = ""


PAGES = {
    page.name: page
    for page in (
        Page("overview", "/", "o"),
        Page("categories", "/kategorien", "t"),
        Page("groups", "/gruppen", "g"),
        Page("partners", "/partner", "p", needs="partners"),
        Page("quotes", "/zitate", "w", needs="quotes"),
        Page("rare", "/einzelstimmen", "s"),
        Page("method", "/methode", "m"),
        Page("present", "/praesentieren", filtered=False),
        Page("changes", "/aenderungen", filtered=False),
        Page("finding", "/befund", "b", listed=False),
    )
}
