"""How a reader looks at a study, as an address says it, and where the addresses of a page lead."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import quote_plus

from dashboard.selection import deck
from dashboard.selection.known import Known
from dashboard.selection.pages import API, LINK_PICTURE, PAGES, PICTURES
from dashboard.selection.selection import Selection, clean, most_specific

LANGUAGES = ("de", "en")
ORDERS = ("turn", "study", "name")
SIDE, PERSONS = "side", "persons"
"""Orders of one page alone: of quotes by group beside each other, of partners the topics most persons named first."""
_ORDER_OF = {SIDE: "quotes", PERSONS: "partners"}
ALL = "all"
"""As `opened`: everything that can be opened."""
STATE, FORMER = "fassung", "version"
"""The parameter that names a state of the study's package, and its older name, which is still read."""
AFTER = ".,;:!?)]>}\"'”“’»«"
DIGITS = 8
"""Of a hash, as an address names it: what stands beside every figure in print, so that it can be typed."""


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says: of which study, in which language, how it is shown, and what is selected.

    `printed`: printed instead of computed percentages. `order` is what a list is sorted by, `by_all` leaves of the
    partners' topics those all groups named, `opened` is what of the page is open: a topic, one with regard to a partner
    ("austausch.kommunen"), or all. `deck` are the views to present (`deck.Item.code`), `version` the beginning of the
    hash of the package that is meant and no newer one, "" for the newest.
    """

    study: str = ""
    language: str = LANGUAGES[0]
    selection: Selection = field(default_factory=Selection)
    printed: bool = False
    order: str = ORDERS[0]
    by_all: bool = False
    opened: str = ""
    deck: tuple[str, ...] = ()
    version: str = ""

    @classmethod
    def read(cls, parameters: Mapping[str, list[str]], known: Known) -> tuple[Self, tuple[str, ...]]:
        """Read the parameters of an address; return it and the values nobody knows.

        A form sends what is chosen nowhere as empty, and the first set by its name.
        """
        dropped: list[str] = []

        def ids(name: str, allowed: Iterable[str]) -> tuple[str, ...]:
            asked = list(filter(None, dict.fromkeys(parameters.get(name, []))))
            allowed = set(allowed)
            dropped.extend(value for value in asked if value not in allowed)
            return tuple(value for value in asked if value in allowed)

        def first(name: str, allowed: tuple[str, ...], default: str) -> str:
            return next(iter(ids(name, allowed)), default)

        study = first("study", known.studies, known.studies[0])
        language = first("lang", known.languages, known.languages[0])
        set_id = first("set", tuple(known.sets), "")
        selection = Selection(
            categories=most_specific(ids("category", known.categories), known),
            groups=ids("group", known.groups),
            set_id="" if set_id == next(iter(known.sets), "") else set_id,
            partner=first("partner", tuple(known.partners), ""),
            text=clean(" ".join(parameters.get("q", [])[:1])),
        )
        address = cls(
            study=study,
            language=language,
            selection=selection,
            printed=bool(ids("printed", ["1"])),
            order=first("sort", (*ORDERS, *_ORDER_OF), ORDERS[0]),
            by_all=bool(ids("all", ["1"])),
            opened=first("open", tuple(v for v in parameters.get("open", []) if can_open(v, known)), ""),
            deck=ids("deck", deck.once(code for code in parameters.get("deck", []) if deck.read(code, known)))[
                : deck.MOST
            ],
            version=state_of(parameters),
        )
        return address, tuple(dropped)

    def parameters(self, known: Known) -> dict[str, list[str]]:
        """Return the parameters of the address; what stands at its default is absent."""
        chosen = self.selection
        return {
            name: values
            for name, values in {
                "study": [self.study] if self.study != known.studies[0] else [],
                "lang": [self.language] if self.language != known.languages[0] else [],
                "set": [chosen.set_id] if chosen.set_id else [],
                "category": list(chosen.categories),
                "group": list(chosen.groups),
                "partner": [chosen.partner] if chosen.partner else [],
                "q": [chosen.text] if chosen.text else [],
                "printed": ["1"] if self.printed else [],
                "sort": [self.order] if self.order != ORDERS[0] else [],
                "all": ["1"] if self.by_all else [],
                "open": [self.opened] if self.opened else [],
                "deck": list(self.deck),
                STATE: [self.version] if self.version else [],
            }.items()
            if values
        }

    def url(self, path: str, known: Known) -> str:
        """Return path and parameters, the same in every browser."""
        parameters = self.parameters(known).items()
        query = "&".join(f"{name}={quote_plus(value)}" for name, values in parameters for value in values)
        return f"{path}?{query}" if query else path

    def at(self, selection: Selection) -> Self:
        """Return the address of another selection of the same study, shown the same way; what was open of it closes."""
        stays = selection == self.selection or self.opened == ALL
        return replace(self, selection=selection, opened=self.opened if stays else "")

    def on(self, page: str) -> Self:
        """Return the address as another page has it: without what was open, in an order that page has."""
        own = next((order for order, of in _ORDER_OF.items() if of == page), "")
        order = self.order if _ORDER_OF.get(self.order, page if not own else "") == page else ORDERS[0]
        return replace(self, order=order, by_all=self.by_all and page == "partners", opened="")


def state_of(parameters: Mapping[str, list[str]]) -> str:
    """Return what an address calls the state it means; "" where it means the newest.

    What a sentence puts behind an address is often copied along: a bracket, a full stop.
    """
    named = (value.strip().rstrip(AFTER).lower() for name in (STATE, FORMER) for value in parameters.get(name, []))
    return next(filter(None, named), "")


def can_open(what: str, known: Known) -> bool:
    """Say whether an address may ask for something to be open: ids of this study, or all."""
    category, _, partner = what.partition(".")
    return what == ALL or (category in known.categories and (partner in known.partners if "." in what else True))


def _nowhere(_: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Links:
    """Where the words of a page lead, as one reader looks at a study.

    `version` is the hash of the package, `base` the path the server lies under; `whole` makes an address others can
    reach of one within the server, "" where nobody else can. Where `address` means a state, so does every link.
    """

    address: Address
    known: Known
    version: str
    base: str = ""
    whole: Callable[[str], str] = _nowhere

    def at(self, selection: Selection) -> Self:
        """Return the links of another selection."""
        return replace(self, address=self.address.at(selection))

    def lasting(self) -> Self:
        """Return the links of addresses that are kept, on paper or in a citation: each means this very state."""
        return replace(self, address=replace(self.address, version=self.version[:DIGITS]))

    def page(self, name: str, selection: Selection | None = None) -> str:
        """Return the address of a page with this selection or another one; only presenting takes the deck along."""
        address = self.address if selection is None else self.address.at(selection)
        return self._page(name, address.on(name))

    def category(self, category_id: str) -> str:
        """Return where a category is shown with its topics and quotes."""
        return self.page("categories", self.address.selection.focus(category_id))

    def figure(self, category_id: str, group_id: str) -> str:
        """Return the address of one figure in full."""
        one = replace(self.address.selection, categories=(category_id,), groups=(group_id,), text="")
        return self.page("finding", one)

    def shown(self, page: str, **how: object) -> str:
        """Return the address of a page shown another way: language, printed, order, by_all, opened."""
        address = replace(self.address, **how)  # type: ignore[arg-type]
        return self._page(page, replace(address.on(page), opened=address.opened))

    def presenting(self, codes: Sequence[str]) -> str:
        """Return the address of the page that shows and takes along some views."""
        here = self.lasting().address if codes else self.address
        return self._to(PAGES["present"].path, replace(here.on("present"), deck=tuple(codes)))

    def beside(self, path: str, codes: Sequence[str] = ()) -> str:
        """Return the address of something served beside the pages: a deck on the projector, a file of some views."""
        cleared = self.address.at(self.address.selection.cleared())
        return self._to(path, replace(cleared, deck=tuple(codes), version=self.version[:DIGITS]))

    def file(self, name: str) -> str:
        """Return the address of a file of the study and what is selected of it."""
        return self._to(f"/mitnehmen/{name}", replace(self.address, deck=(), version=self.version[:DIGITS]))

    def figures(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return (ending, address) of what a page says as files; a picture of one topic where one is chosen."""
        page, address = PAGES[name], replace(self.address.on(name), opened=self.address.opened, deck=(), version="")
        drawn = not page.of_one or self.address.selection.category
        endings = (ending for ending in page.files if drawn or ending not in PICTURES)
        return tuple((ending, self._to(page.file(ending), address)) for ending in endings)

    def picture(self, name: str) -> str:
        """Return the address of the picture that introduces a link to a page, of this very state; "" without one.

        The page of one figure has none where no topic is chosen, and none has what the study has nothing for.
        """
        page = PAGES[name]
        is_empty = page.needs and not getattr(self.known, page.needs)
        if not page.letter or is_empty or not (page.listed or self.address.selection.category):
            return ""
        return self._to(page.file(LINK_PICTURE), replace(self.lasting().address.on(name), deck=()))

    def explained(self, language: str = "") -> str:
        """Return where the files of the pages are explained, in this language or another one."""
        return self._to(API, Address(self.address.study, language or self.address.language))

    def _page(self, name: str, address: Address) -> str:
        return self._to(PAGES[name].path, address if name == "present" else replace(address, deck=()))

    def _to(self, path: str, address: Address) -> str:
        return self.base + address.url(path, self.known)
