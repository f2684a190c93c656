"""Reads the warner's rules: `words/rules.toml`, whose patterns name the lists of `words/lists.toml`.

`words/README.md` tells how to write them. What cannot be used stops everything, with a message that names it.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

WORDS = Path(__file__).parent / "words"
Kind = Literal["name", "place", "office", "date", "phone", "mail", "party", "superlative", "unknown"]
TABLES = {"lists.toml": {"words", "words_small_or_large"}, "rules.toml": {"pieces", "rule", "exception"}}
COLUMNS = {"name", "kind", "pattern", "marks", "leaves"}
STRETCH = re.compile(r"⟦([^⟦⟧]+)⟧")


class RuleError(ValueError):
    """A list or row that cannot be used. Whoever writes rules reads it, nobody who releases a study."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A stretch to mark (an exception: to leave); in its example sentences stretches stand in ⟦ ⟧."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]
    marks: tuple[str, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in their order, the exceptions, and the pattern behind each {name} of a list or piece."""

    rules: tuple[Rule, ...]
    exceptions: tuple[Rule, ...]
    named: Mapping[str, str]

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """Compile a pattern written as in rules.toml: it may name lists and pieces, blanks do not count."""
        return _compiled(pattern, self.named)


@cache
def rules() -> Rules:
    """Return the rules, read and compiled once."""
    return read(WORDS)


def read(folder: Path) -> Rules:
    """Read lists and rules. Raises RuleError."""
    lists, book = (_tables(folder / name) for name in TABLES)
    named: dict[str, str] = {}
    for table in sorted(TABLES["lists.toml"]):
        for name, words in lists.get(table, {}).items():
            _must(name not in named, f"list {name}", "is there twice")
            named[name] = _any_of(words, f"list {name}", small_or_large=table == "words_small_or_large")
    for name, piece in book.get("pieces", {}).items():
        _must(name not in named, f"piece {name}", "has the name of a list")
        named[name] = f"(?:{_filled(piece, named, f'piece {name}')})"
    found = {
        table: tuple(_rule(row, f"{table} {n}", named) for n, row in enumerate(book.get(table, []), start=1))
        for table in ("rule", "exception")
    }
    names = [rule.name for rules in found.values() for rule in rules]
    for name in names:
        _must(names.count(name) == 1, f'"{name}"', "is there twice")
    return Rules(found["rule"], found["exception"], named)


def _tables(path: Path) -> dict[str, Any]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path.name}: {error}") from error
    for table in tables:
        _must(table in TABLES[path.name], f"{path.name}: table {table}", "is not read by anything")
    return tables


def _any_of(listed: object, where: str, *, small_or_large: bool) -> str:
    """Write a list as a pattern, longer words first, so that their order in the list does not matter."""
    _must(isinstance(listed, str), where, "is not a text of words divided by commas")
    words = [word.strip() for word in re.split(r"[,\n]", str(listed)) if word.strip()]
    _must(words, where, "is empty")
    for word in words:
        _must(words.count(word) == 1, where, f'holds "{word}" twice')
        _must(re.fullmatch(r"[\w€.' -]+\*?", word), where, f'holds "{word}": only letters, blanks and * at the end')
    patterns = []
    for word in sorted(words, key=len, reverse=True):
        pattern = r"\s+".join(re.escape(part) for part in word.removesuffix("*").split())
        if small_or_large and word[0].isalpha():
            pattern = f"[{word[0].lower()}{word[0].upper()}]{pattern[1:]}"
        patterns.append(pattern + (r"\w*" if word.endswith("*") else ""))
    return f"(?:{'|'.join(patterns)})"


def _rule(row: Any, where: str, named: Mapping[str, str]) -> Rule:
    _must(isinstance(row, dict), where, f"is no row: write [[{where.split()[0]}]]")
    bracketed_leaves = where.startswith("exception")
    where += f' "{row["name"]}"' if "name" in row else ""
    for column in sorted(COLUMNS ^ set(row)):
        _must(column in row, where, f"has no {column}")
        _must(column in COLUMNS, where, f"has a column {column} that nothing reads")
    _must(row["name"] and isinstance(row["name"], str), where, "has a name that is no text")
    _must(row["kind"] in get_args(Kind), where, f"is of kind {row['kind']}; kinds are {', '.join(get_args(Kind))}")
    pattern = _compiled(row["pattern"], named, where)
    _must(not pattern.search(""), where, "has a pattern that finds the empty text")
    marks = _sentences(row["marks"], f"{where}: marks", bracketed=True)
    leaves = _sentences(row["leaves"], f"{where}: leaves", bracketed=bracketed_leaves)
    return Rule(row["name"], row["kind"], pattern, marks, leaves)


def _sentences(listed: object, where: str, *, bracketed: bool) -> tuple[str, ...]:
    _must(listed and isinstance(listed, list), where, "lists no sentence")
    sentences = tuple(str(sentence) for sentence in listed) if isinstance(listed, list) else ()
    for sentence in sentences:
        rest, stretches = STRETCH.subn("", sentence)
        _must(not {*"⟦⟧"} & {*rest}, where, f"a ⟦stretch⟧ is not opened and closed once: {sentence}")
        _must(bool(stretches) == bracketed, where, f"{'needs a' if bracketed else 'may hold no'} ⟦stretch⟧: {sentence}")
    return sentences


def _compiled(pattern: str, named: Mapping[str, str], where: str = "a pattern") -> re.Pattern[str]:
    try:
        return re.compile(_filled(pattern, named, where), re.VERBOSE)
    except re.error as error:
        raise RuleError(f"{where}: has a pattern that cannot be read: {error}") from error


def _filled(pattern: str, named: Mapping[str, str], where: str) -> str:
    """Put lists and pieces where a pattern names them."""
    _must(isinstance(pattern, str), where, "has a pattern that is no text")

    def filling(match: re.Match[str]) -> str:
        _must(match[1] in named, where, f"names {match[0]}, which is no list and no piece above")
        return named[match[1]]

    return re.sub(r"\{([a-z_]+)\}", filling, pattern)


def _must(holds: object, where: str, message: str) -> None:
    if not holds:
        raise RuleError(f"{where}: {message}")
