"""What share of likely identifiers the warner marks, and how often it marks for nothing.

    .venv/bin/python benchmarks/warner.py [FILE]

The set (`tests/publish/warner_set.jsonl`) was written apart from the rules. The rules may be mended on its odd lines;
its even lines were measured only.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.publish.warner_set import SET, Example, measure, read


def main(path: Path) -> None:
    """Print both halves, by kind, and every miss and false alarm of the half that may be learned from."""
    examples = read(path)
    for title, half in (("odd lines (rules may learn from them)", examples[::2]), ("even lines", examples[1::2])):
        _show(title, half)
    _show("all", examples)
    result = measure(examples[::2])
    for kind, text, quote in result.missed:
        print(f"missed {kind}: {text!r} in: {quote}")
    for kind, text, quote in result.false:
        print(f"false {kind}: {text!r} in: {quote}")


def _show(title: str, examples: list[Example]) -> None:
    result = measure(examples)
    print(
        f"{title}: {len(examples)} quotes, {result.expected} identifiers, recall {result.recall:.3f}, "
        f"{result.false_alarms:.2f} false alarms per quote"
    )
    for kind, (found, expected) in sorted(result.by_kind.items()):
        print(f"  {kind:<12} {found} of {expected}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SET)
