"""What is kept is bounded in bytes, whatever is asked, and found again by what a question uses."""

import random
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.answers import answers as asked
from dashboard.answers import queries
from dashboard.answers.cache import Cache, measured
from dashboard.answers.findings import read
from dashboard.answers.reader import read as read_address
from dashboard.package.dataset import Dataset
from dashboard.selection.address import ORDERS
from dashboard.selection.selection import Selection


def test_what_was_used_longest_ago_makes_room() -> None:
    cache = Cache(3 * (measured((("v", 1), "x" * 1000)) + 400))
    for n in range(3):
        cache.get(("v", n), lambda: "x" * 1000)
    cache.get(("v", 0), lambda: "made anew")
    cache.get(("v", 3), lambda: "x" * 1000)
    assert cache.get(("v", 0), lambda: "made anew") == "x" * 1000
    assert cache.get(("v", 1), lambda: "made anew") == "made anew"


def test_what_is_larger_than_everything_is_answered_and_not_kept() -> None:
    cache = Cache(10_000)
    cache.get(("v", 1), lambda: "small")
    assert cache.get(("v", 2), lambda: "x" * 20_000) == "x" * 20_000
    assert len(cache) == 1 and cache.size < 1_000


def test_a_version_is_forgotten_whole() -> None:
    cache = Cache(10_000)
    for n in range(4):
        cache.get((f"v{n % 2}", n), lambda: n)  # noqa: B023 (made at once)
    cache.forget("v0")
    assert len(cache) == 2 and cache.size > 0
    cache.forget("v1")
    assert len(cache) == cache.size == 0


def test_what_nobody_asked_for_in_a_while_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("dashboard.answers.cache.time.monotonic", lambda: now)
    cache = Cache(10_000)
    for key in ("a", "b"):
        cache.get((key,), str)
    now = 200
    cache.get(("a",), str)
    now = 400
    cache.rest(300)
    assert len(cache) == 1 and cache.get(("a",), lambda: "new") == ""
    cache.rest(0.0)
    now = 401
    cache.rest(0.5)
    assert len(cache) == 0 and cache.size == 0


def test_threads_leave_it_in_order() -> None:
    cache = Cache(200_000)

    def hammer(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(2_000):
            n = chance.randrange(200)
            assert cache.get((str(n % 5), n), lambda: "x" * (n * 50)) == "x" * (n * 50)  # noqa: B023 (made at once)
            if not chance.randrange(100):
                cache.forget(str(n % 5))
            assert cache.size <= cache.most

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hammer, range(8)))
    assert 0 < cache.size == sum(size for _, size, _ in cache._kept.values())


def test_a_value_is_as_large_as_measured(dataset: Dataset) -> None:
    read(queries.findings(dataset.db, Selection()))
    tracemalloc.start()
    values = [read(queries.findings(dataset.db, Selection())) for _ in range(20)]
    real = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    told = sum(map(measured, values))
    assert 0.7 * real < told < 1.5 * real


def test_two_thousand_addresses_share_their_answers_and_stay_within_bounds(
    dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = []
    ask = queries._ask
    monkeypatch.setattr(queries, "_ask", lambda *values: put.append(values[3]) or ask(*values))
    monkeypatch.setattr(asked, "ANSWERS", Cache(1_000_000))
    chance = random.Random(1)
    known = read_address(dataset, {}).known
    codes = [f"t.{category}" for category in known.categories]
    for _ in range(2_000):
        parameters = {
            "q": [" ".join(f"{chance.choice('abcdefgh')}{chance.randrange(10_000)}" for _ in range(20))],
            "sort": [chance.choice(ORDERS)],
            "deck": chance.sample(codes, 5),
            "printed": ["1"][: chance.randrange(2)],
            "group": chance.sample(["lr", "dez"], 2),
        }
        view = read_address(dataset, parameters)
        found = view.answers.findings(view.selection)
        assert all(f.show_printed == (view.address.printed and f.printed is not None) for f in found)
        if chance.randrange(10) == 0:
            assert not view.answers.quotes(view.selection)
        assert asked.ANSWERS.size <= 1_000_000
    assert put.count("findings") == 1
    assert put.count("quotes") <= 300
