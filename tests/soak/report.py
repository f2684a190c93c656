"""What a probe has found: figures to read, problems that fail it, each with an example that can be repeated."""

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.soak import settings

EXAMPLES = 3


class Report:
    """Figures and problems of one probe; problems are counted by kind and the first of each are shown."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.lines: list[str] = []
        self.problems: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = {}
        self._start = time.monotonic()

    def say(self, line: str) -> None:
        """Note a figure."""
        self.lines.append(line)

    def problem(self, kind: str, example: object = "") -> None:
        """Note a problem: what is wrong, in words that are the same each time, and where."""
        self.problems[kind] += 1
        examples = self._examples.setdefault(kind, [])
        if len(examples) < EXAMPLES:
            examples.append(str(example)[:400])

    def check(self, holds: Any, kind: str, example: object = "") -> None:
        """Note a problem unless something holds."""
        if not holds:
            self.problem(kind, example)

    def text(self) -> str:
        """Return the whole report."""
        seconds = time.monotonic() - self._start
        lines = [f"== {self.name} (seed {settings.SEED}, scale {settings.SCALE}, {seconds:.0f} s)"]
        lines += [f"   {line}" for line in self.lines]
        for kind, number in self.problems.most_common():
            lines.append(f"   PROBLEM {number} x {kind}")
            lines += [f"      e.g. {example}" for example in self._examples[kind] if example]
        if not self.problems:
            lines.append("   no problem found")
        return "\n".join(lines)

    def close(self, show: Callable[[str], None]) -> None:
        """Show the report, write it where asked, and fail where a problem was found."""
        text = self.text()
        show(text)
        if settings.REPORTS:
            folder = Path(settings.REPORTS)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{self.name}.txt").write_text(text + "\n", encoding="utf-8")
        if self.problems:
            pytest.fail(f"{self.problems.total()} problems, {len(self.problems)} kinds", pytrace=False)
