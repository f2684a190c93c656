"""A coded study of any size, always the same: who was asked as CSV, who said what as Parquet, whole or in parts.

.venv/bin/python benchmarks/large.py FOLDER CODINGS [PARTS]
"""

import json
import sys
from pathlib import Path

import duckdb

LEAVES, MIDDLE, TOPS, PARTNERS, RARE = 45, 16, 4, 8, 5
"""Of categories that are rare one to five persons speak each: something is to be withheld."""
CODINGS_OF_A_PART = 2_500_000


def write(folder: Path, codings: int, parts: int | None = None) -> Path:
    """Write a study; persons grow with the codings (500 each), the tree and the partners stay. Return its folder.

    `parts`: in how many parts who said what is split by person; 1: not at all, None: so that each stays small.
    """
    parts = parts or max(1, codings // CODINGS_OF_A_PART)
    people, segments = max(60, codings // 500), codings * 7 // 10
    folder.mkdir(parents=True)
    db = duckdb.connect()
    db.execute("set memory_limit = '2GB'")
    db.execute("set preserve_insertion_order = false")
    for name, question in _small(people).items():
        db.execute(f"copy ({question}) to '{folder / name}.csv' (header)")
    for name, question in _said(people, segments, codings).items():
        _copy(db, name, question, folder, parts)
    description = {
        "name": folder.name,
        "version": "1.0.0",
        "created": "2026-01-02",
        "study": {"title_de": "Große Probe", "synthetic": True, "disclosure": {"level": "public"}},
    }
    (folder / "datapackage.json").write_text(json.dumps(description), encoding="utf-8")
    return folder


def _small(people: int) -> dict[str, str]:
    tree = (
        f"select 't' || n as category_id, '' as parent_id from range({TOPS}) t(n) union all "
        f"select 'm' || n, 't' || n % {TOPS} from range({MIDDLE}) t(n) union all "
        f"select 'l' || n, 'm' || n % {MIDDLE} from range({LEAVES}) t(n) union all "
        f"select 'r' || n, 'm0' from range({RARE}) t(n)"
    )
    return {
        "groups": "select 'f' || n as group_id, 'funktion' as set_id, 'F' || n as label_de from range(3) t(n) "
        "union all select 'g' || n, 'groesse', 'G' || n from range(3) t(n)",
        "categories": f"select category_id, parent_id, category_id as label_de from ({tree})",
        "partners": f"select 'p' || n as partner_id, 'P' || n as label_de from range({PARTNERS}) t(n)",
        "respondents": "select 'P' || n as respondent_id, 'f' || n % 3 as funktion, 'g' || hash(n) % 3 as groesse "
        f"from range({people}) t(n)",
    }


def _said(people: int, segments: int, codings: int) -> dict[str, str]:
    """Return who said what, `person` being the number of the respondent."""
    return {
        "segments": f"select 'S' || n as segment_id, 'P' || hash(n) % {people} as respondent_id, "
        f"hash(n) % {people} as person from range({segments}) t(n)",
        "codings": "select 'S' || s as segment_id, category_id, coder, "
        f"hash(s::bigint) % {people} as person from (select hash(n) % {segments} as s, "
        f"'l' || hash(n + 7) % {LEAVES} as category_id, case n % 3 when 0 then 'B' else 'A' end as coder "
        f"from range({codings}) t(n) union all "
        f"select n, 'r' || n % {RARE}, 'A' from range({RARE * (RARE + 1) // 2}) t(n) where n // {RARE} <= n % {RARE})",
        "segment_partners": f"select 'S' || s as segment_id, partner_id, hash(s::bigint) % {people} as person "
        f"from (select hash(n) % {segments} as s, 'p' || hash(n + 3) % {PARTNERS} as partner_id "
        f"from range({codings // 3}) t(n))",
    }


def _copy(db: duckdb.DuckDBPyConnection, name: str, question: str, folder: Path, parts: int) -> None:
    lies = folder / name
    if parts == 1:
        lies.mkdir()
        db.execute(f"copy (select * exclude (person) from ({question})) to '{lies / 'all.parquet'}' (format parquet)")
        return
    rows = f"select * exclude (person), person % {parts} as part from ({question})"
    db.execute(f"copy ({rows}) to '{lies}' (format parquet, partition_by (part))")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
