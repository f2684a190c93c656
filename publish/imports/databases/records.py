"""What readers of tables with ids share: unique names, a tree from parents, each passage and coding once."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from publish.imports.project import Code, Coding, Passage, Path, Told

Key = TypeVar("Key", bound=Hashable)
DEEPEST = 100
"""Levels of codes."""


class Node(NamedTuple):
    """A code as a table holds it. `above`: the id of what it lies in, None at the top."""

    name: str
    above: Hashable | None = None
    definition: str = ""
    codable: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """Codes, parents first. `paths`: by id; nodes of the same path are one code."""

    codes: tuple[Code, ...]
    paths: Mapping[Hashable, Path]
    told: tuple[Told, ...]


def told(**numbers: int) -> tuple[Told, ...]:
    """Tell each number that is not 0 by its kind."""
    return tuple(Told(kind, number) for kind, number in numbers.items() if number)


def unique(names: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """Return names with a number behind those that were there before, and how many those are."""
    found: dict[str, None] = {}
    counts: dict[str, int] = {}
    changed = 0
    for name in names:
        said = name
        while said in found:
            counts[name] = counts.get(name, 1) + 1
            said = f"{name} ({counts[name]})"
        changed += said != name
        found[said] = None
    return tuple(found), changed


def tree(nodes: Mapping[Hashable, Node]) -> Tree:
    """Return the codes in the order of the nodes, parents before what lies below them.

    What lies in itself, in nothing that is there, or deeper than anybody sorts, is put at the top and told.
    """
    below: dict[Hashable | None, list[Hashable]] = {}
    lost = 0
    for key, node in nodes.items():
        missing = node.above is not None and node.above not in nodes
        lost += missing
        below.setdefault(None if missing else node.above, []).append(key)
    paths: dict[Hashable, Path] = {}
    for key in (*below.get(None, ()), *nodes):
        if key not in paths:
            lost += nodes[key].above in nodes
            _walk(nodes, below, key, paths)
    codes: dict[Path, Code] = {}
    for key, path in paths.items():
        node, same = nodes[key], codes.get(path)
        definition = "\n".join(dict.fromkeys(filter(None, (same.definition if same else "", node.definition))))
        codes[path] = Code(path, definition, node.codable or (same is not None and same.codable))
    return Tree(tuple(codes.values()), paths, told(merged_codes=len(paths) - len(codes), codes_without_parent=lost))


def _walk(
    nodes: Mapping[Hashable, Node],
    below: Mapping[Hashable | None, Sequence[Hashable]],
    top: Hashable,
    paths: dict[Hashable, Path],
) -> None:
    waiting: list[tuple[Hashable, Path]] = [(top, ())]
    while waiting:
        key, above = waiting.pop()
        if key not in paths:
            paths[key] = (*above, nodes[key].name)
            if len(above) < DEEPEST:
                waiting += [(child, paths[key]) for child in reversed(below.get(key, ()))]


def gathered(
    found: Iterable[tuple[Passage, Path, str]],
) -> tuple[tuple[Passage, ...], tuple[Coding, ...], tuple[Told, ...]]:
    """Return passages and codings, each once, from a passage, a code and a coder each; and how many were kept."""
    passages: dict[Passage, int] = {}
    codings: dict[Coding, None] = {}
    read = 0
    for passage, code, coder in found:
        read += 1
        codings[Coding(passages.setdefault(passage, len(passages)), code, coder)] = None
    counts = told(
        read_codings=read, kept_codings=len(codings), merged_codings=read - len(codings), kept_passages=len(passages)
    )
    return tuple(passages), tuple(codings), counts


def grouped(
    documents: Mapping[Key, str],
    groups: Mapping[Hashable, str],
    pairs: Iterable[tuple[Key, ...]],
    variable: str,
) -> dict[str, dict[str, str]]:
    """Return what the groups a document lies in make of its variables, by its name.

    `documents`, `groups`: names by id; `pairs`: ids of a document and a group. Where no document lies in two, the
    group is the value of one variable; else each group is a variable, whose value is its name.
    """
    found: dict[str, dict[str, None]] = {name: {} for name in documents.values()}
    for document, group in pairs:
        if document in documents and group in groups:
            found[documents[document]][groups[group]] = None
    single = all(len(inside) < 2 for inside in found.values())
    return {
        name: {variable if single else f"{variable}: {group}": group for group in inside}
        for name, inside in found.items()
    }
