"""What `datapackage.json` says, checked: of which study the package is, and which files it has."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from dashboard.package.cells import LONGEST_LABEL, LONGEST_QUOTE, Fault, is_date, is_id, read_text, text_problem
from dashboard.package.columns import DESCRIPTION, FILES, MAY_BE_MISSING, columns_of
from dashboard.package.study import Study, StudyError, read_study

LABELS = {"name", "title", "version", "created", "label", "subject", "region"}
"""What is shown as a label, with `_de` or `_en` behind it or without."""
LONGEST_SOURCE = 1_000
SOURCES = (".sources", ".licenses", ".contributors", ".keywords")
"""What is said on one line, longer than a label."""
HASHES = ("sha256", "sha512", "sha1", "md5")


def parse(content: bytes, faults: list[Fault]) -> dict[str, Any] | None:
    """Return the JSON object of a description; None and a fault where it is none."""
    text = read_text(DESCRIPTION, content, faults)
    if text is None:
        return None
    try:
        description = json.loads(text)
    except json.JSONDecodeError as error:
        faults.append(Fault("no_json", DESCRIPTION, error.lineno, (str(error.colno),)))
        return None
    except RecursionError:
        faults.append(Fault("no_json", DESCRIPTION, 1, ("1",)))
        return None
    except ValueError:  # Python reads no number of more than 4,300 digits
        faults.append(Fault("number_too_long", DESCRIPTION))
        return None
    if not isinstance(description, dict):
        faults.append(Fault("no_object", DESCRIPTION))
        return None
    try:
        json.dumps(description, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        faults.append(Fault("half_character", DESCRIPTION))
        return None
    except RecursionError:
        faults.append(Fault("no_json", DESCRIPTION, 1, ("1",)))
        return None
    return description


def study_of(description: dict[str, Any], folder: str, faults: list[Fault]) -> Study | None:
    """Return the study a description is about; None where its block cannot be used. `folder`: the folder's name."""
    faults += [
        Fault("missing_property", DESCRIPTION, None, (key,))
        for key in ("name", "title", "version", "created")
        if not isinstance(description.get(key), str) or not description[key].strip()
    ]
    if isinstance(description.get("name"), str) and description["name"] != folder:
        faults.append(Fault("name_differs", DESCRIPTION, None, (description["name"], folder)))
    if isinstance(description.get("name"), str) and not is_id(description["name"]):
        faults.append(Fault("name_no_id", DESCRIPTION, None, (description["name"][:60],)))
    created = description.get("created")
    if isinstance(created, str) and created.strip() and not is_date(created):
        faults.append(Fault("not_a_date", DESCRIPTION, None, ("created", created[:60])))
    faults += check_texts(description)
    try:
        return read_study(description)
    except StudyError as error:
        faults += [Fault(kind, DESCRIPTION, None, (place,)) for kind, place in error.faults]
        return None


def check_texts(description: Mapping[str, Any]) -> Iterator[Fault]:
    """Check every text of a description as the cells of tables are: each may be shown somewhere."""
    waiting = [_parts({name: part for name, part in description.items() if name != "resources"})]
    path = [""]
    while waiting:
        step, value = next(waiting[-1], ("", None))
        if not step:
            waiting.pop()
            path.pop()
        elif isinstance(value, dict | list):
            waiting.append(_parts(value))
            path.append(step)
        elif isinstance(value, str) and value:
            source = len(path) > 1 and path[1] in SOURCES
            label = re.sub(r"(_de|_en)$", "", step[1:]) in LABELS
            longest = LONGEST_SOURCE if source else LONGEST_LABEL if label else LONGEST_QUOTE
            problem = text_problem(value, longest, plain=label or source)
            if problem:
                place = "".join([*path, step]).lstrip(".")
                yield Fault(problem[0], DESCRIPTION, None, (place[:120], value[:60], *problem[1:]))


def _parts(whole: dict[str, Any] | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(whole, dict):
        return ((f".{name}", part) for name, part in whole.items())
    return ((f"[{number}]", part) for number, part in enumerate(whole))


def check_resources(resources: Any, contents: Mapping[str, bytes]) -> Iterator[Fault]:
    """Check the list of files against those that are there."""
    if not isinstance(resources, list) or not all(isinstance(r, dict) for r in resources):
        yield Fault("missing_property", DESCRIPTION, None, ("resources",))
        return
    listed = set()
    for resource in resources:
        path = resource.get("path")
        if not isinstance(path, str) or not path:
            yield Fault("resource_without_path", DESCRIPTION, None, (str(resource.get("name", ""))[:60],))
        elif re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
            yield Fault("path_is_address", DESCRIPTION, None, (path[:120],))
        elif PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path:
            yield Fault("path_outside", DESCRIPTION, None, (path[:120],))
        elif path.removesuffix(".csv") not in FILES or not path.endswith(".csv"):
            yield Fault("unknown_resource", DESCRIPTION, None, (path[:120],))
        else:
            listed.add(path)
            fields = resource.get("schema", {}).get("fields") if isinstance(resource.get("schema"), dict) else None
            names = [f.get("name") for f in fields if isinstance(f, dict)] if isinstance(fields, list) else None
            if path not in contents:
                continue  # told already; which optional columns it has nobody knows
            if names != [column for column, _ in columns_of(path.removesuffix(".csv"), contents[path])]:
                yield Fault("schema_differs", DESCRIPTION, None, (path,))
            yield from _check_seal(resource, path, contents[path])
    for table in FILES:
        path = f"{table}.csv"
        if path not in listed and (path in contents or table not in MAY_BE_MISSING):
            yield Fault("resource_missing", DESCRIPTION, None, (path,))
        elif path in listed and path not in contents and table in MAY_BE_MISSING:
            yield Fault("no_file", path)


def _check_seal(resource: Mapping[str, Any], path: str, content: bytes) -> Iterator[Fault]:
    """Compare a file with the length and hash the description gives it, where it gives them."""
    if "bytes" in resource and resource["bytes"] != len(content):
        yield Fault("bytes_differ", path)
    if "hash" in resource:
        # A Data Package writes "algorithm:digits"; without an algorithm MD5 is meant.
        algorithm, _, digits = str(resource["hash"]).lower().rpartition(":")
        if (algorithm or "md5") not in HASHES:
            yield Fault("hash_unknown", DESCRIPTION, None, (path, ", ".join(HASHES)))
        elif hashlib.new(algorithm or "md5", content, usedforsecurity=False).hexdigest() != digits:
            yield Fault("hash_differs", path)


def is_sealed(content: bytes | None) -> bool:
    """Say whether a description gives every file a hash, so that files of two states cannot pass for one."""
    description = parse(content, []) if content else None
    resources = description.get("resources") if description else None
    if not isinstance(resources, list) or not resources:
        return False
    return all(isinstance(resource, dict) and isinstance(resource.get("hash"), str) for resource in resources)
