"""The text of HTML as a browser counts it, and as it reads: with a line end where a block ends."""

import html
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

END = re.compile("=\\s*([\"'])|>")
"""What ends a tag, or begins a value in which `>` ends nothing."""
TOO_LONG = re.compile("&#[0-9]{1000,}")
START = re.compile("<[a-zA-Z/!?]")
"""What begins a tag or a comment; before anything else `<` is a character."""
NAME = re.compile("</?([a-zA-Z][a-zA-Z0-9]*)")
INLINE = frozenset(
    (
        *"abiqsu",
        "abbr",
        "acronym",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "font",
        "img",
        "ins",
        "kbd",
        "mark",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "var",
        "wbr",
    )
)
EATS_LINE_END = ("pre", "textarea", "listing")


@dataclass(frozen=True, slots=True)
class HtmlText:
    """`counted`: the text without tags, in which tools count; `breaks`: before which of its characters a line ends."""

    counted: str
    breaks: tuple[int, ...]

    @property
    def shown(self) -> str:
        """Return the text with the ends of its blocks."""
        around = (0, *self.breaks, len(self.counted))
        return "\n".join(self.counted[start:end] for start, end in pairwise(around))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of the counted text stands in the shown one."""
        first = start + bisect_right(self.breaks, start)
        return first, max(first, end + bisect_left(self.breaks, end))


def html_text(source: str) -> HtmlText:
    """Return the text of HTML; time is linear in its length, whatever it holds."""
    # A browser makes each line end one character before it looks for tags.
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    breaks: list[int] = []
    length = at = 0
    ended = ate = False
    while at < len(source):
        found = START.search(source, at)
        tag = found.start() if found else len(source)
        part = _characters(source[at:tag].removeprefix("\n") if ate else source[at:tag])
        if part:
            if ended and length and part[0] != "\n" and parts[-1][-1] != "\n":
                breaks.append(length)
            ended = False
            parts.append(part)
            length += len(part)
        if tag == len(source):
            break
        name, at = _tag(source, tag)
        ended = ended or (name is not None and name not in INLINE)
        ate = name in EATS_LINE_END and source[tag + 1] != "/"
    return HtmlText("".join(parts), tuple(breaks))


def _characters(part: str) -> str:
    """Return text with its entities as characters: a return is written as a line end, one character for one."""
    if "&" not in part:
        return part
    try:
        return html.unescape(part).replace("\r", "\n")
    except ValueError:  # a number of more digits than Python reads
        return html.unescape(TOO_LONG.sub("&#xfffd", part)).replace("\r", "\n")


def _tag(source: str, at: int) -> tuple[str | None, int]:
    """Return the name of a tag, None for a comment, and where it ends; one without an end takes the rest."""
    name = NAME.match(source, at)
    if name is None:
        mark = "-->" if source.startswith("<!--", at) else ">"
        end = source.find(mark, at)
        return None, len(source) if end < 0 else end + len(mark)
    end = name.end()
    while (stop := END.search(source, end)) is not None:
        if stop[1] is None:
            return name[1].lower(), stop.end()
        end = source.find(stop[1], stop.end()) + 1
        if not end:
            break
    return name[1].lower(), len(source)
