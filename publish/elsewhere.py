"""Tables of a coded study that lie as Parquet, beside its CSV files or where a cluster reads them: are they good?

They are read where they lie, by an engine; only counts come back.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import duckdb

from dashboard.package.cells import Fault
from publish import counting, engines
from publish.counting import SAYING, Source
from publish.engines.engine import TEXT, Engine, Lying, Tables
from publish.steps import Listener

HERE = Path(__file__).parent
CHECKS = (HERE / "sql" / "elsewhere.sql").read_text(encoding="utf-8").split(";\n")
UNASKED = (HERE / "sql" / "unasked.sql").read_text(encoding="utf-8")
NOBODY = "select coalesce(cast(sum(codings) as bigint), 0) as number from said where respondent_id is null"
DESCRIPTION = "datapackage.json"


def places(folder: Path, description: bytes | None, faults: list[Fault]) -> dict[str, str]:
    """Return where tables lie as Parquet: where the description says so, else in a folder of their name."""
    found = {table: str((folder / table).resolve()) for table in SAYING if (folder / table).is_dir()}
    for number, resource in enumerate(_resources(description)):
        table = str(resource.get("name", "")).replace("-", "_")
        if resource.get("format") != "parquet" or table not in SAYING:
            continue
        path = resource.get("path")
        if isinstance(path, str) and path.strip():
            found[table] = path if "://" in path else str((folder / path).resolve())
        else:
            faults.append(Fault("wrong_kind", DESCRIPTION, None, (f"resources[{number}].path", "string")))
    if found:
        faults += [Fault("lying_alone", f"{table}/") for table in ("segments", "codings") if table not in found]
    return found


def _resources(description: bytes | None) -> list[dict[str, Any]]:
    """Return the resources a description lists; what is wrong with it as a whole is told elsewhere."""
    try:
        listed = json.loads(description or b"{}").get("resources", [])
    except (ValueError, RecursionError, AttributeError):
        return []
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def print_of(paths: Mapping[str, str]) -> bytes:
    """Return what changes when a file of these tables does; of those that do not lie here, their address alone."""
    told = []
    for table, path in sorted(paths.items()):
        told.append(f"{table} {path}")
        for file in sorted(Path(path).rglob("*.parquet")) if "://" not in path else []:
            stat = file.stat()
            told.append(f"{file} {stat.st_size} {stat.st_mtime_ns}")
    return "\n".join(told).encode()


def _lying(engine: Engine, paths: Mapping[str, str], faults: list[Fault]) -> dict[str, Lying]:
    """Return the columns that are read of these tables; a fault for each that is missing or holds no text."""
    found = {}
    for table, path in paths.items():
        columns = engine.columns(path)
        if missing := [name for name in SAYING[table] if name not in columns]:
            faults.append(Fault("lying_columns", f"{table}/", None, (", ".join(missing),)))
        for name in SAYING[table]:
            if columns.get(name, TEXT) != TEXT:
                faults.append(Fault("lying_type", f"{table}/", None, (name, columns[name][:60])))
        found[table] = Lying(path, SAYING[table])
    return found


def opened(
    db: duckdb.DuckDBPyConnection, address: str, paths: Mapping[str, str], faults: list[Fault], tell: Listener
) -> Engine:
    """Let the engine at an address find out who said what; who has withdrawn is left out of `db` on the way."""
    engine = engines.at(address, list(paths.values()))
    tables = _lying(engine, paths, faults)
    if tables and not faults:
        faults += _check(db, engine, tables, tell)
    leave_out(db)
    if not faults:
        counting.listen(db, engine, tables, tell)
        faults += _check_said(Source(db, engine)) if tables else []
    return engine


def leave_out(db: duckdb.DuckDBPyConnection) -> None:
    """Take whoever has withdrawn out of every table; of rows that lie elsewhere nobody is counted who is no member."""
    gone = "select respondent_id from withdrawn"
    db.execute(
        "delete from decisions where quote_id in (select quote_id from quotes join segments using (segment_id) "
        f"where respondent_id in ({gone}))"
    )
    for table in ("codings", "segment_partners", "quotes"):
        of_them = f"select segment_id from segments where respondent_id in ({gone})"
        db.execute(f"delete from {table} where segment_id in ({of_them})")
    for table in ("segments", "not_asked", "members", "respondents"):
        db.execute(f"delete from {table} where respondent_id in ({gone})")


def _check(
    db: duckdb.DuckDBPyConnection, engine: Engine, tables: Mapping[str, Lying], tell: Listener
) -> Iterator[Fault]:
    """Ask whether rows contradict each other or what stands in the CSV files."""
    small = {name: counting.table(db, name) for name in ("respondents", "categories", "partners")}
    nothing = {name: counting.table(db, name).slice(0, 0) for name in SAYING}
    parts: list[Tables] = [{**small, **nothing, **part} for part in engine.parts(tables)]
    numbers: Counter[tuple[str, str, str]] = Counter()
    for number, (part, question) in enumerate(product(parts, CHECKS)):
        tell("check", number, len(CHECKS) * len(parts))
        answer = engine.ask(question, part).to_pylist()
        numbers.update({(row["kind"], row["place"], row["what"]): row["number"] for row in answer})
    for (kind, table, what), number in sorted(numbers.items()):
        if number:
            yield Fault(kind, f"{table}/", None, (what, str(number)))


def _check_said(source: Source) -> Iterator[Fault]:
    """Ask whether all codings have their segment, and nobody has some about what she was not asked."""
    ((number,),) = source.ask(NOBODY)
    if number:
        yield Fault("lying_unknown", "codings/", None, ("segment_id", str(number)))
    ((number,),) = source.ask(UNASKED, "tree", "not_asked")
    if number:
        yield Fault("lying_unasked", "codings/", None, ("not_asked.csv", str(number)))
