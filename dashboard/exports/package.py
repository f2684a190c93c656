"""The findings package as one file."""

import io
import zipfile
from collections.abc import Mapping


def zipped(name: str, files: Mapping[str, bytes]) -> bytes:
    """Return the files of a package as a ZIP with fixed dates, so that the same package is the same file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
