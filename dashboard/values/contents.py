"""What the value of a page holds of figures and quotes, whatever it shows them in: what its files give out."""

from dataclasses import fields, is_dataclass
from typing import TypeVar

from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.selection.address import Links
from dashboard.texts import Texts

T = TypeVar("T")


def findings(value: object) -> tuple[Finding, ...]:
    """Return every figure and absence a page says, each once, in its order.

    A page may say the same count of all asked and of those who named the topic above: the second says both.
    """
    said: dict[tuple[str, str, str], Finding] = {}
    for f in _each(value, Finding):
        place = f.category_id, f.group_id, f.partner_id
        if f.state != "not_counted" and (place not in said or said[place].of_low is None):
            said[place] = f
    return tuple(said.values())


def quotes(value: object) -> tuple[Quote, ...]:
    """Return every quote a page holds, each once, in its order."""
    return tuple(_each(value, Quote))


def heading(value: object, name: str, texts: Texts) -> str:
    """Return what a page is about: its title, its topic, else how the page is called."""
    return str(getattr(value, "title", "") or getattr(value, "category", "") or getattr(texts, name))


def _each(value: object, kind: type[T]) -> list[T]:
    """Return all of a kind that a value holds; where its words lead is not looked into."""
    found: dict[T, None] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, kind):
            found[one] = None
        elif isinstance(one, tuple | list):
            waiting += reversed(one)
        elif is_dataclass(one) and not isinstance(one, type | Links):
            waiting += [getattr(one, field.name) for field in reversed(fields(one))]
    return list(found)
