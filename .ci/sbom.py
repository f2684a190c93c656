"""Adds to a list of parts (CycloneDX) what is no Python package, and writes NOTICE from it.

make sbom
"""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHIPPED = (
    ("Source Sans", "fonts in dashboard/texts/fonts/", "OFL-1.1", "https://github.com/adobe-fonts/source-sans"),
    (
        "Material Symbols",
        "icons in dashboard/texts/fonts/",
        "Apache-2.0",
        "https://github.com/google/material-design-icons",
    ),
    ("GeoNames", "names of places in publish/words/", "CC-BY-4.0", "https://www.geonames.org"),
)
"""What lies in this repository and comes from others: name, where, licence, address."""
IN_THEIR_FILES = {"protobuf": "BSD-3-Clause", "pydeck": "Apache-2.0"}
"""Licences that stand in a package's files and not in its metadata."""
BEGINNING = """Befundatlas is under the MIT licence (LICENSE). It ships, or installs, these parts of others.
Written by `make sbom`; their licence texts lie beside each part.

HanTa (LGPL-3.0-or-later) is used by `python -m publish` alone, unchanged and installed as a package of its own,
so that anybody can put another version in its place. The names of places are from GeoNames (https://www.geonames.org),
chosen by number of inhabitants, under the Creative Commons Attribution 4.0 licence. The figures and quotes of a study
belong to its authors: each package in data/ names its sources.
"""


def main(path: Path) -> None:
    """Complete the list in `path` and write NOTICE."""
    parts = json.loads(path.read_text(encoding="utf-8"))
    for part in parts["components"]:
        if part["name"] in IN_THEIR_FILES:
            part["licenses"] = [{"license": {"id": IN_THEIR_FILES[part["name"]]}}]
    parts["components"] += [
        {
            "type": "data",
            "bom-ref": name,
            "name": name,
            "description": where,
            "licenses": [{"license": {"id": licence}}],
            "externalReferences": [{"type": "website", "url": address}],
        }
        for name, where, licence, address in SHIPPED
    ]
    path.write_text(json.dumps(parts, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    lines = sorted((f"{part['name']}: {_licences(part)}" for part in parts["components"]), key=str.lower)
    (ROOT / "NOTICE").write_text("\n".join([BEGINNING, *lines]) + "\n", encoding="utf-8")


def _licences(part: dict[str, Any]) -> str:
    """Return a part's licences, those of the SPDX list before others. Stop where there is none."""
    stated = [entry.get("expression") or _one(entry["license"]) for entry in part.get("licenses", [])]
    if not stated:
        sys.exit(f"{part['name']}: no licence in its metadata; look at its files and name it in {Path(__file__).name}")
    named = [licence for licence in stated if " :: " not in licence] or stated
    return ", ".join(licence.rsplit(" :: ", 1)[-1] for licence in named)


def _one(licence: dict[str, str]) -> str:
    return licence.get("id") or licence["name"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
