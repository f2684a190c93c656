"""What stands under [unmapped] moves to its place once it is accepted; every other line of the file stays as it is."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.package.cells import Fault
from publish.imports.mapping import NAME, Mistaken

UNMAPPED = "unmapped"
YES = "yes"
ACCEPT = re.compile(r"\s*accept\s*=")
HEADER = re.compile(r"""\s*\[\[?(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\]"'])+\]\]?\s*(?:#.*)?""")


@dataclass
class _Block:
    """A table as it stands in the file: its keys (empty before the first), its header line, what is above and below."""

    path: tuple[str, ...]
    above: list[str]
    header: str
    lines: list[str]


def accepted(text: str, told: Mapping[str, Any]) -> str:
    """Return the file with what is accepted in its place. Raise Mistaken where that cannot be done safely."""
    waiting = told.get(UNMAPPED)
    if not isinstance(waiting, dict) or waiting.get("accept") != YES:
        return text
    blocks = list(_blocks(text))
    stay = [block for block in blocks if block.path[:1] != (UNMAPPED,)]
    for block in blocks:
        if block.path[:1] == (UNMAPPED,):
            _move(block, stay)
    moved = "\n".join(line for block in stay for line in (*block.above, block.header, *block.lines))
    moved = re.sub(r"\n{3,}", "\n\n", moved).strip("\n") + "\n"
    expected = _merged(
        {key: value for key, value in told.items() if key != UNMAPPED},
        {key: value for key, value in waiting.items() if key != "accept"},
    )
    if parsed(moved) != expected:
        raise Mistaken([Fault("unmapped_by_hand", NAME)])
    return moved


def _move(block: _Block, stay: list[_Block]) -> None:
    rows = [line for line in block.lines if line.strip() and not ACCEPT.match(line)]
    if not rows:
        return
    target = next((other for other in stay if other.path == block.path[1:]), None)
    if target is None:
        header = re.sub(rf"\[\s*{UNMAPPED}\s*\.\s*", "[", block.header, count=1)
        stay.append(_Block(block.path[1:], [""], header, rows))
        return
    while target.lines and not target.lines[-1].strip():
        target.lines.pop()
    target.lines += rows


def _blocks(text: str) -> Iterator[_Block]:
    """Cut a file at its headers; comments right above a header belong to it."""
    current = _Block((), [], "", [])
    for line in text.splitlines():
        keys = header_keys(line)
        if keys is None:
            current.lines.append(line)
            continue
        above: list[str] = []
        while current.lines and (not current.lines[-1].strip() or current.lines[-1].lstrip().startswith("#")):
            above.insert(0, current.lines.pop())
        yield current
        current = _Block(keys, above, line, [])
    yield current


def header_keys(line: str) -> tuple[str, ...] | None:
    """Return the keys of a header line, None for any other."""
    if not HEADER.fullmatch(line):
        return None
    try:
        found: Any = tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return None
    keys = []
    while isinstance(found, dict) and found:
        key, found = next(iter(found.items()))
        keys.append(key)
    return tuple(keys)


def _merged(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(one)
    for key, value in other.items():
        both = isinstance(value, dict) and isinstance(found.get(key), dict)
        found[key] = _merged(found[key], value) if both else value
    return found


def parsed(text: str) -> dict[str, Any] | None:
    """Return what a text says as TOML, None where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
