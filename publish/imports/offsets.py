"""Places in texts: in which unit a tool counted them is told from the texts, and they become code points."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from publish.imports.project import Told, Unreadable

Unit = Literal["code_points", "utf16", "bytes", "code_points_lf", "utf16_lf", "bytes_lf"]
"""What a tool counts: code points, UTF-16 code units or bytes of UTF-8; `_lf`: a line end of two characters as one."""

UNITS: tuple[Unit, ...] = ("code_points", "utf16", "bytes", "code_points_lf", "utf16_lf", "bytes_lf")
ENOUGH = 0.95
"""Share of the spans that must fit; of few spans without words one may miss all the same: people do halve a word."""
CODECS = {"utf16": "utf-16-le", "bytes": "utf-8"}
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
"""Thai, Lao, Burmese, Khmer, Japanese, Chinese: no blanks stand between words."""
Place = tuple[int, int]


class Span(NamedTuple):
    """A marked part of a text as the tool counts it; `end` is the first behind it. `snippet`: its words, if stored."""

    document: str
    start: int
    end: int
    snippet: str | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """Where spans stand. `places`: one a span, code points of the text with `\\n`; None where it lies outside it."""

    unit: Unit
    matched: int
    checked: int
    places: tuple[Place | None, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """Return the unit and the rate, and whether the rate is a bad one."""
        if not self.checked:
            return ()
        doubt = self.matched < ENOUGH * self.checked
        unit = Told(f"counted_in_{self.unit}", self.matched, (str(self.checked),))
        return (unit, Told("places_doubtful", self.checked - self.matched, (str(self.checked),))) if doubt else (unit,)


def line_feeds(text: str) -> str:
    """Return a text with `\\n` at the end of each line, as every `Document.text` has it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def fit(texts: Mapping[str, str], spans: Sequence[Span], first: Unit, file: str) -> Fitted:
    """Find the unit in which spans were counted, and return each in code points of its text with `line_feeds`.

    `texts`: by document, as they lie in the file: with its line ends, without a byte order mark. `first`: the unit
    the tool is known to use. A unit fits a span whose words are the snippet; without a snippet, one that halves no
    word. The one that fits most spans is taken, `first` among equals. A place outside its text, or within a
    character, is None and a miss. Raise Unreadable where no unit fits, KeyError for a document that has no text.
    """
    after = {document: line_feeds(texts[document]) for document in {span.document for span in spans}}
    breaks = any("\r\n" in texts[document] for document in after)
    tried: dict[Unit, Fitted] = {}
    for unit in (first, *(unit for unit in UNITS if unit != first)):
        if unit == first or breaks or not unit.endswith("_lf"):
            places = _placed(texts, after, spans, unit)
            fits = [_fits(after[span.document], span, place) for span, place in zip(spans, places, strict=True)]
            tried[unit] = Fitted(unit, fits.count(True), len(fits) - fits.count(None), places)
            if tried[unit].matched == tried[unit].checked:
                break
    best = max(tried.values(), key=lambda found: found.matched)
    without_words = all(span.snippet is None for span in spans)
    needed = math.ceil(ENOUGH * best.checked)
    if best.matched >= (min(needed, best.checked - 1) if without_words else needed):
        return best
    if without_words and all(found.places == best.places for found in tried.values()):
        return best  # whatever the unit is, it makes no difference
    raise Unreadable("places_fit_nowhere", file, *(_percent(tried, unit) for unit in ("code_points", "utf16", "bytes")))


def _percent(tried: Mapping[Unit, Fitted], base: str) -> int:
    found = [found for unit, found in tried.items() if unit.removesuffix("_lf") == base]
    return max((100 * one.matched // one.checked for one in found), default=0)


def _placed(
    texts: Mapping[str, str], after: Mapping[str, str], spans: Sequence[Span], unit: Unit
) -> tuple[Place | None, ...]:
    """Return where each span stands if it was counted in this unit."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for span in spans:
        wanted[span.document].update((span.start, span.end))
    tables = {
        document: _table((after if unit.endswith("_lf") else texts)[document], positions, unit.removesuffix("_lf"))
        for document, positions in wanted.items()
    }
    return tuple(_place(tables[span.document], span) for span in spans)


def _place(table: Mapping[int, int], span: Span) -> Place | None:
    start, end = table.get(span.start), table.get(span.end)
    return None if start is None or end is None or span.end < span.start else (start, end)


def _table(text: str, positions: Iterable[int], base: str) -> dict[int, int]:
    """Return the code points before each position, two characters of a line end as one; none for what is outside."""
    units = text if base == "code_points" or text.isascii() else text.encode(CODECS[base], "surrogatepass")
    width = 2 if isinstance(units, bytes) and base == "utf16" else 1
    found: dict[int, int] = {}
    at = done = 0
    returned = False  # the part before ended within a line end
    for position in sorted(positions):
        here = position * width
        if here < 0 or here > len(units) or (isinstance(units, bytes) and _is_inside(units, here, base)):
            continue
        part = units[at:here]
        words = part if isinstance(part, str) else part.decode(CODECS[base], "surrogatepass")
        if words:
            done += len(words) - words.count("\r\n") - (returned and words[0] == "\n")
            returned = words[-1] == "\r"
        at, found[position] = here, done
    return found


def _is_inside(units: bytes, here: int, base: str) -> bool:
    """Say whether a position stands within a character."""
    if here == len(units):
        return False
    return units[here] & 0xC0 == 0x80 if base == "bytes" else units[here + 1] & 0xFC == 0xDC


def _fits(text: str, span: Span, place: Place | None) -> bool | None:
    """Say whether a place is what was marked; None where nothing tells."""
    if place is None:
        return False
    if span.snippet is not None:
        return text[slice(*place)].strip() == line_feeds(span.snippet).strip()
    return None if place[0] == place[1] else not (_halves_a_word(text, place[0]) or _halves_a_word(text, place[1]))


def _halves_a_word(text: str, position: int) -> bool:
    """Say whether letters stand on both sides, in a script that puts blanks between words."""
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    return before.isalnum() and after.isalnum() and not (UNSPACED.match(before) or UNSPACED.match(after))
