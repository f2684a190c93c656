import hashlib
import json
from pathlib import Path

import pytest

from dashboard.answers import findings, queries
from dashboard.answers.findings import Finding
from dashboard.package.dataset import Dataset, load
from dashboard.selection.filters import LANGUAGES, Filters, Known

ROOT = Path(__file__).parents[1]
FIRST_STUDY = ROOT / "data" / "landkreis-schnittstellen"


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    return load(FIRST_STUDY)


def known(dataset: Dataset, language: str = "de") -> Known:
    """Return the ids of a study with their labels, as the frame makes it."""
    filters = Filters(language=language)

    def labels(question: str) -> dict[str, str]:
        rows = getattr(queries, question)(dataset.db, filters).itertuples()
        return {row[1]: row.label for row in rows}

    parents = queries.categories(dataset.db, filters)
    return Known(
        studies=(dataset.study.study_id,),
        languages=LANGUAGES,
        parents=dict(zip(parents.category_id, parents.parent_id, strict=True)),
        categories=labels("categories"),
        groups=labels("groups"),
        partners=labels("partners"),
        sets=labels("sets"),
        set_groups={"": frozenset(labels("groups"))},
        quotes=frozenset(row["quote_id"] for row in queries.quotes(dataset.db, filters)),
    )


def all_findings(dataset: Dataset, **selection: object) -> list[Finding]:
    """Return the findings of a selection."""
    return findings.read(queries.findings(dataset.db, Filters(**selection)))  # type: ignore[arg-type]


def seal(folder: Path) -> None:
    """Write length and hash of each file into the description of a package, as a release does."""
    path = folder / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    for resource in whole["resources"]:
        content = (folder / resource["path"]).read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
