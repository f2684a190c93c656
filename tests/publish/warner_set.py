"""The warner's test set and how it is measured."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from publish import warner

SET = Path(__file__).with_name("warner_set.jsonl")


@dataclass(frozen=True, slots=True)
class Example:
    """A quote and the stretches in it that may identify somebody: (kind, start, end) in code points."""

    text: str
    marks: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Misses and false alarms as (kind, stretch, quote); by kind (found, expected)."""

    quotes: int
    by_kind: dict[str, tuple[int, int]]
    missed: list[tuple[str, str, str]]
    false: list[tuple[str, str, str]]

    @property
    def expected(self) -> int:
        return sum(expected for _, expected in self.by_kind.values())

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.expected

    @property
    def false_alarms(self) -> float:
        """Marks for nothing per quote."""
        return len(self.false) / self.quotes


def read(path: Path) -> list[Example]:
    """Read a set; a stretch that occurs several times in its quote is looked for once, from the left."""
    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places, end = [], Counter[str]()
        for mark in row["marks"]:
            start = row["text"].index(mark["text"], end[mark["text"]])
            end[mark["text"]] = start + len(mark["text"])
            places.append((mark["kind"], start, end[mark["text"]]))
        examples.append(Example(row["text"], tuple(places)))
    return examples


def measure(examples: list[Example]) -> Result:
    """Compare the warner's marks with a set: a stretch counts as found when a mark of any kind touches it."""
    found, expected = Counter[str](), Counter[str]()
    missed, false = [], []
    for example in examples:
        marks = [(mark.kind, mark.start, mark.start + len(mark.text)) for mark in warner.marks(example.text)]
        for kind, start, end in example.marks:
            expected[kind] += 1
            if any(a < end and start < b for _, a, b in marks):
                found[kind] += 1
            else:
                missed.append((kind, example.text[start:end], example.text))
        for kind, start, end in marks:
            if not any(a < end and start < b for _, a, b in example.marks):
                false.append((kind, example.text[start:end], example.text))
    return Result(len(examples), {kind: (found[kind], expected[kind]) for kind in expected}, missed, false)
