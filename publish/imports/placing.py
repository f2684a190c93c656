"""The files of an import into the study: checked as a whole beside it, then put in place, those that protect first."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from publish import coded_study, files
from publish.steps import Listener

UNFINISHED = coded_study.UNFINISHED


def check(study: Path, written: Mapping[str, bytes], listen: Listener) -> coded_study.CodedStudy:
    """Return the study as it would be. Raise FaultyStudy with all its faults; the study itself is not touched."""
    with tempfile.TemporaryDirectory(dir=study, prefix=".import-") as folder:
        whole = Path(folder) / study.resolve().name
        whole.mkdir()
        for path in study.iterdir():
            if path.suffix in (".csv", ".json") and path.is_file() and path.name not in written:
                shutil.copyfile(path, whole / path.name)
        for name, content in written.items():
            (whole / name).write_bytes(content)
        return coded_study.load(whole, listen)


def place(study: Path, written: Mapping[str, bytes]) -> None:
    """Write what differs. Killed between two files the study says that it is unfinished; the same import heals it."""
    differing = {name: content for name, content in written.items() if _content(study / name) != content}
    mark = study / UNFINISHED
    if not differing and not mark.exists():
        return
    files.write(mark, b"")
    for name, content in differing.items():
        files.replace(study / name, content)
    files.clear(mark)
    files.settle(study)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
