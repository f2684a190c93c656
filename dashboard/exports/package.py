"""The findings package as one file."""

import io
import zipfile
from pathlib import Path


def zipped(folder: Path) -> bytes:
    """Return the files of a package as a ZIP with fixed dates, so that the same package is the same file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted([folder / "datapackage.json", *folder.glob("*.csv")]):
            entry = zipfile.ZipInfo(f"{folder.name}/{path.name}", (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()
