"""How long a changed package takes to reach its readers while ten others read, from the swap to the first answer.

Starts the real server, lets ten sessions change a filter about every second, shows another state of it in one step,
and asks which version is served until it is the new one.

    .venv/bin/python benchmarks/taking_up.py [SWAPS]
"""

import hashlib
import json
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from library import ROOT, Server, reader, run, serving

sys.path.insert(0, str(ROOT))
from publish import states

STUDY, READERS = "demo-zusammenarbeit", 10


def state(folder: Path, word: str) -> tuple[Path, str]:
    """Make a state of the package with hashes, as a release does; return it and its version."""
    package = Path(shutil.copytree(ROOT / "data" / STUDY, folder / word / STUDY))
    path = package / "datapackage.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["study"]["title_de"] += f" {word}"
    for resource in whole["resources"]:
        content = (package / resource["path"]).read_bytes()
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    digest = hashlib.sha256()
    for file in sorted(package.iterdir()):
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    return package, digest.hexdigest()


def show(package: Path, version: str, target: Path) -> None:
    """Lay a state beside the others and name it, as a release does."""
    contents = {path.name: path.read_bytes() for path in package.iterdir()}
    states.lay(states.prepare(contents, target, version), target, version)
    states.show(target, version)


def read(server: Server, stop: threading.Event) -> None:
    """Change a filter about every second."""
    with reader(server) as socket:
        n = 0
        while not stop.wait(random.uniform(0.5, 1.5)):
            n += 1
            run(socket, f"study={STUDY}" + ("&q=haus" if n % 2 else ""))


def main() -> int:
    """Measure, print, and return 0 when the median is under four seconds."""
    swaps = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as temporary:
        data = Path(temporary) / "data"
        shutil.copytree(ROOT / "data" / "landkreis-schnittstellen", data / "landkreis-schnittstellen")
        first, version = state(Path(temporary), "eins")
        second, other = state(Path(temporary), "zwei")
        show(first, version, data / STUDY)
        times: list[float] = []
        with serving(data) as server:
            stop = threading.Event()
            readers = [threading.Thread(target=read, args=(server, stop)) for _ in range(READERS)]
            for thread in readers:
                thread.start()
            time.sleep(5)
            for _ in range(swaps):
                time.sleep(random.uniform(0, 2))
                first, second, version, other = second, first, other, version
                show(first, version, data / STUDY)
                begin = time.monotonic()
                address = f"http://127.0.0.1:{server.port}/vortrag/fassung?study={STUDY}"
                while urllib.request.urlopen(address, timeout=30).read().decode() != version[:8]:
                    if time.monotonic() > begin + 60:
                        print("never taken up")
                        return 1
                    time.sleep(0.05)
                times.append(time.monotonic() - begin)
            stop.set()
            for thread in readers:
                thread.join()
    print(f"{swaps} swaps under {READERS} readers: median {statistics.median(times):.1f} s, longest {max(times):.1f} s")
    holds = statistics.median(times) < 4
    print(f"{'PASS' if holds else 'FAIL'}  median under 4 s")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
