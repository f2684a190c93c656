"""Reading at size: how long `check` takes for a study whose segments.csv has 200 MB.

Draws one synthetic study (a million passages, each coded once) and times the whole command. Other checkouts of the
project may be named, to be timed in turn with this one on the same study; each is run twice, the faster run counts.

    .venv/bin/python benchmarks/reading.py [CHECKOUT ...]
"""

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

PASSAGES, PEOPLE, CODES, RUNS = 1_000_000, 60, 12, 2
WORDS = (
    "Wir",
    "sprechen",
    "uns",
    "jeden",
    "Morgen",
    "ab,",
    "und",
    "wenn",
    "jemand",
    "fehlt,",
    "springt",
    "keiner",
    "ein;",
)


def drawn() -> dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    """Draw a study: passages of about 180 letters, some with commas, quotation marks and line breaks in them."""
    chance = random.Random(1)
    texts = [" ".join(chance.choices(WORDS, k=32)) + chance.choice(["", "\n… und dann", ' "ja"']) for _ in range(2_000)]
    people = [f"P{n}" for n in range(PEOPLE)]
    return {
        "respondents": (("respondent_id", "funktion"), [(p, "abc"[n % 3]) for n, p in enumerate(people)]),
        "groups": (("group_id", "set_id", "label_de"), [(g, "funktion", g) for g in "abc"]),
        "categories": (("category_id", "parent_id", "label_de"), [(f"c{n}", "", f"C{n}") for n in range(CODES)]),
        "segments": (
            ("segment_id", "respondent_id", "start", "end", "text"),
            [(f"S{n}", people[n % PEOPLE], n, n + len(t), t) for n in range(PASSAGES) for t in [chance.choice(texts)]],
        ),
        "codings": (
            ("segment_id", "category_id"),
            [(f"S{n}", f"c{chance.randrange(CODES)}") for n in range(PASSAGES)],
        ),
    }


def main() -> None:
    from tests.publish.studies import write

    with tempfile.TemporaryDirectory() as folder:
        study = write(Path(folder) / "probe", drawn())
        size = (study / "segments.csv").stat().st_size / 1_000_000
        checkouts = [Path(name).resolve() for name in sys.argv[1:]] + [ROOT]
        times: dict[Path, list[float]] = {checkout: [] for checkout in checkouts}
        for _ in range(RUNS):
            for checkout in checkouts:
                began = time.perf_counter()
                command = [sys.executable, "-m", "publish", "check", str(study)]
                subprocess.run(command, cwd=checkout, stdout=subprocess.DEVNULL, check=True)
                times[checkout].append(time.perf_counter() - began)
        for checkout in checkouts:
            print(f"{checkout}: segments.csv of {size:.0f} MB: {min(times[checkout]):.1f} s")


if __name__ == "__main__":
    main()
