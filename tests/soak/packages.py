"""Packages in which every text is a payload, built from the first study: ids and counts stay, words go."""

import contextlib
import csv
import hashlib
import io
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dashboard import check
from tests.conftest import FIRST_STUDY

LABELS = ("label_de", "label_en", "short_de", "short_en")
WORDS = (
    "definition_de", "definition_en", "statement_de", "statement_en", "statement_location",
    "note_de", "note_en", "text", "shows_de", "shows_en", "location",
)  # fmt: skip
PLACES = ("labels", "words", "description")
KEPT = {
    "name", "path", "type", "format", "mediatype", "encoding", "category_id", "group_id", "quote_id",
    "default_language", "evidence", "created", "level", "$schema", "hash", "profile",
}  # fmt: skip
"""Properties of the description that are no words."""

Word = Callable[[str], str]


def words_of(payloads: Sequence[str], *, numbered: bool = True) -> Word:
    """Return what takes the place of a text: the payloads in turn, the same text always by the same one."""
    known: dict[str, str] = {}
    turn = itertools.cycle(payloads)

    def word(old: str) -> str:
        if old not in known:
            known[old] = next(turn) + (f" {len(known)}" if numbered else "")
        return known[old]

    return word


def build(folder: Path, changed: dict[str, Word], source: Path = FIRST_STUDY, *, hashed: bool = False) -> Path:
    """Write a package named as its folder; `changed` gives the words for each place of `PLACES`."""
    folder.mkdir(parents=True)
    for path in sorted(source.glob("*.csv")):
        (folder / path.name).write_bytes(_table(path, changed))
    description = json.loads((source / "datapackage.json").read_text(encoding="utf-8"))
    if "description" in changed:
        description = _described(description, changed["description"], "")
        for lead in description["study"]["lead"]["findings"]:
            lead.pop("quote_id", None)
            lead.pop("excerpt", None)
    elif "words" in changed:
        for lead in description["study"]["lead"]["findings"]:
            lead.pop("excerpt", None)
            lead.pop("quote_id", None)
    description["name"] = folder.name
    write_description(folder, description, hashed=hashed or "hash" in description["resources"][0])
    return folder


def write_description(folder: Path, description: dict[str, Any], *, hashed: bool) -> None:
    """Write the description, with hash and size of each file (Data Package v2) where asked."""
    for resource in description["resources"]:
        resource.pop("hash", None), resource.pop("bytes", None)
        if hashed:
            content = (folder / resource["path"]).read_bytes()
            resource |= {"hash": "sha256:" + hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    (folder / "datapackage.json").write_text(json.dumps(description, indent=2) + "\n", encoding="utf-8")


def _table(path: Path, changed: dict[str, Word]) -> bytes:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    written = io.StringIO()
    names = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    writer = csv.DictWriter(written, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(name, cell, changed) for name, cell in row.items()})
    return written.getvalue().encode("utf-8", errors="surrogatepass")


def _cell(name: str, cell: str, changed: dict[str, Word]) -> str:
    place = "labels" if name in LABELS else "words" if name in WORDS else ""
    return changed[place](cell) if cell and place in changed else cell


def _described(value: Any, word: Word, key: str) -> Any:
    """Return a description with every text replaced."""
    if isinstance(value, dict):
        return {k: v if k in ("schema", *KEPT) else _described(v, word, k) for k, v in value.items()}
    if isinstance(value, list):
        return [_described(item, word, key) for item in value]
    return word(value) if isinstance(value, str) else value


def checked(folder: Path) -> tuple[int, str]:
    """Check a package as the command line does; return the exit status and all that is told. Status -1: it broke."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        try:
            return check.main([str(folder)]), told.getvalue()
        except Exception as error:
            return -1, f"{type(error).__name__}: {error}"


def copied(source: Path, target: Path) -> Iterator[Path]:
    """Copy a package over another file by file, as a copying program does, and give each before it is there."""
    target.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir(), key=lambda p: p.name):
        yield path
        (target / path.name).write_bytes(path.read_bytes())
