import hashlib
import json
import signal
from pathlib import Path

import pytest

from dashboard.answers import findings, queries
from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.package.dataset import Dataset, load
from dashboard.selection.known import Known
from dashboard.selection.selection import Selection

ROOT = Path(__file__).parents[1]
FIRST_STUDY = ROOT / "data" / "landkreis-schnittstellen"
# What a shell starts in the background ignores Ctrl+C, and so would every program the tests stop by it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(FIRST_STUDY)


def known(dataset: Dataset, language: str = "de") -> Known:
    """Return the ids of a study with their labels, as the frame makes it."""
    return Answers(dataset, language).known()


def all_findings(dataset: Dataset, language: str = "de", **selection: object) -> list[Finding]:
    """Return the findings of a selection."""
    return findings.read(queries.findings(dataset.db, Selection(**selection), language))  # type: ignore[arg-type]


def seal(folder: Path) -> None:
    """Write length and hash of each file into the description of a package, as a release does."""
    path = folder / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    for resource in whole["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
