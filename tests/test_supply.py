"""What is installed is what was pinned: everything imported is named, everything locked has a hash and a licence."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILES = ("requirements", "requirements-publish", "requirements-dev")
IMPORTED_BY = {
    "requirements": ("app.py", "pages", "dashboard"),
    "requirements-publish": ("publish",),
    "requirements-dev": ("tests", "benchmarks"),
}
SPARK = {"publish/engines/connect.py": {"pyspark": "pyspark-client", "sqlglot": "sqlglot", "grpc": "grpcio"}}
"""What an environment of its own has (requirements-spark.txt), by the one module that imports it."""
OWN = {"dashboard", "publish", "tests", "benchmarks", "make_demo", "library"}


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", requirement).lower()


def pinned(name: str) -> dict[str, str]:
    """Return package and version of a requirements file and of those it stands on."""
    found: dict[str, str] = {}
    for line in (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            found |= pinned(line[3:].removesuffix(".txt"))
        elif line and not line.startswith("#"):
            package, version = line.split("==")
            found[name_of(package)] = version
    return found


def locked(name: str) -> dict[str, set[str]]:
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        match = re.match(r"([\w.-]+)==([\w.]+)", line)
        assert match and "--hash=sha256:" in line, line
        found.setdefault(name_of(match[1]), set()).add(match[2])
    return found


def imported(place: Path) -> set[str]:
    files = [place] if place.is_file() else list(place.rglob("*.py"))
    names: set[str] = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - OWN - sys.stdlib_module_names


@pytest.mark.parametrize("name", FILES)
def test_everything_imported_is_pinned(name: str) -> None:
    distributions = packages_distributions()
    named = pinned(name)
    for place in IMPORTED_BY[name]:
        for module in sorted(imported(ROOT / place) - {module for known in SPARK.values() for module in known}):
            candidates = {name_of(package) for package in distributions.get(module, [module])}
            assert candidates & named.keys(), f"{place} imports {module}, which {name}.txt does not pin"


def test_what_spark_needs_is_pinned_apart_and_imported_in_one_place() -> None:
    named = pinned("requirements-spark")
    for place, packages in SPARK.items():
        assert packages.keys() <= imported(ROOT / place) and set(packages.values()) <= named.keys()
        for file in (file for file in (ROOT / "publish").rglob("*.py") if file != ROOT / place):
            assert not packages.keys() & imported(file), file.name


@pytest.mark.parametrize("name", FILES)
def test_the_lock_holds_what_is_pinned_with_hashes(name: str) -> None:
    lock = locked(name)
    for package, version in pinned(name).items():
        assert version in lock.get(package, set()), f"{package}=={version}: run `make lock`"


def test_one_version_of_each_in_all_locks() -> None:
    app, publish, dev = map(locked, FILES)
    assert all(publish[package] == versions for package, versions in app.items())
    assert all(dev[package] == versions for package, versions in publish.items())


def test_the_notice_names_every_part() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    named = {name_of(line.split(":")[0]) for line in notice.splitlines() if ": " in line}
    # Named for Windows alone, where it is installed beside the parts of this system.
    assert locked("requirements-publish").keys() - named <= {"colorama"}
    for part in ("Source Sans: OFL-1.1", "GeoNames: CC-BY-4.0", "HanTa: LGPL-3.0-or-later"):
        assert part in notice
