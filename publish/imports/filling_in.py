"""An answer put into the mapping file in its place; every other line stays as it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from publish.imports.naming import quoted
from publish.imports.taking_over import header_keys, parsed

Value = str | list[str]


def filled_in(text: str, place: tuple[str, ...], value: Value) -> str | None:
    """Return the file with another value at a place, None where it is not written there on a line of its own."""
    lines = text.split("\n")
    section: tuple[str, ...] = ()
    for number, line in enumerate(lines):
        keys = header_keys(line)
        if keys is not None:
            section = keys
            continue
        rest = place[len(section) :]
        if rest and place[: len(section)] == section and '"' in line:
            for changed in _changed(line, rest, value):
                lines[number] = changed
                return "\n".join(lines)
    return None


def _changed(line: str, rest: tuple[str, ...], value: Value) -> Iterator[str]:
    """Give the line with the value in place of the old one: of several that look alike, the one that is meant."""
    told = parsed(line)
    old = _at(told, rest)
    if told is None or not isinstance(old, str):
        return
    literal, written = quoted(old), _literal(value)
    at = line.find(literal)
    while at >= 0:
        changed = line[:at] + written + line[at + len(literal) :]
        if parsed(changed) == _with(told, rest, value):
            yield changed
        at = line.find(literal, at + 1)


def _literal(value: Value) -> str:
    return quoted(value) if isinstance(value, str) else f"[{', '.join(map(quoted, value))}]"


def _at(told: Any, rest: tuple[str, ...]) -> Any:
    for key in rest:
        told = told.get(key) if isinstance(told, dict) else None
    return told


def _with(told: Mapping[str, Any], rest: tuple[str, ...], value: Value) -> dict[str, Any]:
    return {**told, rest[0]: _with(told[rest[0]], rest[1:], value) if len(rest) > 1 else value}
