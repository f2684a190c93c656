"""Every question agrees with counting by hand in Python, on random packages and any selection."""

from dataclasses import replace
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.answers import queries
from dashboard.package import dataset as loading
from dashboard.package.columns import FILES, widened
from dashboard.package.dataset import load
from dashboard.selection.selection import Selection
from dashboard.texts.folding import fold
from tests.conftest import FIRST_STUDY
from tests.test_folding import found

pytestmark = pytest.mark.long

STUDY = replace(load(FIRST_STUDY).study, printed_differences=())
Tables = dict[str, list[tuple[int, list[Any]]]]


def opened(tables: Tables) -> duckdb.DuckDBPyConnection:
    db = duckdb.connect(":memory:", config=loading.ALONE)
    whole = {name: [(n, widened(name, FILES[name], row)) for n, row in rows] for name, rows in tables.items()}
    loading._fill(db, whole)
    loading._finish(db, whole, STUDY)
    return db


@st.composite
def packages(draw: st.DrawFn) -> Tables:
    """Draw the tables of a small package: any tree, any counts, any quotes."""
    categories: list[list[Any]] = []
    for n in range(draw(st.integers(1, 7))):
        parent = draw(st.sampled_from([None, *(row[0] for row in categories)]))
        details = draw(st.sampled_from(["here", "elsewhere", None]))
        categories.append([f"c{n}", parent, f"C{n}", f"E{n}", None, None, details, draw(st.integers(0, 3))])
    groups = [
        [f"g{n}", draw(st.sampled_from(["s", "t"])), f"G{n}", f"H{n}", f"g{n}", f"h{n}", 9, None, n]
        for n in range(draw(st.integers(1, 3)))
    ]
    partners = [[f"p{n}", f"P{n}", f"Q{n}", None, None, "yes", n] for n in range(2)]
    cells = [(c[0], g[0], p) for c in categories for g in groups for p in (None, "p0", "p1")]
    findings = []
    for cell in cells:
        if draw(st.booleans()):
            asked = draw(st.integers(0, 9))
            low = draw(st.integers(0, asked))
            high = draw(st.integers(low, asked))
            reason = "exact" if low == high else draw(st.sampled_from(["derived", "withheld"]))
            if draw(st.integers(0, 9)):
                findings.append([*cell, low, high, asked, reason, None, None])
            else:
                findings.append([*cell, None, None, asked, "elsewhere", None, None])
    quotes = [
        [
            f"q{n}",
            draw(st.sampled_from([c[0] for c in categories])),
            draw(st.sampled_from([None, *(g[0] for g in groups)])),
            "stated",
            draw(st.sampled_from(["Bürger", "Der Rat", "buerger und Rat", "x", "Beratung (x)"])),
            None,
            n,
        ]
        for n in range(draw(st.integers(0, 5)))
    ]
    quote_partners = [[q[0], p, "study"] for q in quotes for p in ("p0", "p1") if draw(st.booleans())]
    named = {
        "groups": groups,
        "categories": categories,
        "partners": partners,
        "findings": findings,
        "quotes": quotes,
        "quote_partners": quote_partners,
    }
    return {name: [(n + 2, row) for n, row in enumerate(rows)] for name, rows in named.items()}


SELECTIONS = st.builds(
    Selection,
    categories=st.lists(st.sampled_from([f"c{n}" for n in range(7)]), unique=True, max_size=3).map(tuple),
    groups=st.lists(st.sampled_from(["g0", "g1", "g2"]), unique=True, max_size=2).map(tuple),
    partner=st.sampled_from(["", "p0", "p1"]),
    set_id=st.sampled_from(["", "t"]),
    text=st.sampled_from(["", "buerger", "rat bürger", "rat", "x"]),
)


def rows(tables: Tables, name: str) -> list[list[Any]]:
    return [row for _, row in tables[name]]


def above(tables: Tables, category: str) -> list[str]:
    parents = {row[0]: row[1] for row in rows(tables, "categories")}
    chain = [category]
    while parents[chain[-1]]:
        chain.append(parents[chain[-1]])
    return chain


def shown_groups(tables: Tables, f: Selection) -> list[list[Any]]:
    first = f.set_id or min(rows(tables, "groups"), key=lambda g: (g[8], g[1]))[1]
    return sorted((g for g in rows(tables, "groups") if g[1] == first), key=lambda g: g[8])


def quotes_by_hand(tables: Tables, f: Selection, category: str | None = None) -> list[str]:
    partners = {(q, p) for q, p, _ in rows(tables, "quote_partners")}
    return [
        q[0]
        for q in rows(tables, "quotes")
        if (not f.categories or set(above(tables, q[1])) & set(f.categories))
        and (not f.groups or q[2] in f.groups)
        and (not f.partner or (q[0], f.partner) in partners)
        and all(found(word, fold(q[4])) for word in fold(f.text).split())
        and (category is None or category in above(tables, q[1]))
    ]


def interval(row: list[Any]) -> tuple[int, int] | None:
    """Return how many persons a finding counts, at least and at most; None where the package has not."""
    return None if row[3] is None else (row[3], row[4])


CHECKED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CHECKED
@given(packages(), SELECTIONS)
def test_findings_agree_with_counting_by_hand(tables: Tables, f: Selection) -> None:
    db = opened(tables)
    cells = {tuple(row[:3]): row for row in rows(tables, "findings")}
    wanted = {
        c[0] for c in rows(tables, "categories") if not f.categories or set(above(tables, c[0])) & set(f.categories)
    }
    shown = {c for w in wanted for c in above(tables, w)}
    tops = {c[0] for c in rows(tables, "categories") if c[1] is None}
    alone = tops - {c[1] for c in rows(tables, "categories")}
    counted, totals = {c for c, _, _ in cells}, {c for c, _, partner in cells if partner is None}
    topmost = min((len(above(tables, c)) for c in counted - alone or counted), default=2)
    expected = {}
    for category in shown:
        parent = [*above(tables, category), ""][1]
        for group in shown_groups(tables, f):
            if f.groups and group[0] not in f.groups:
                continue
            total = cells.get((category, group[0], None))
            cell = cells.get((category, group[0], f.partner or None))
            over = cells.get((parent, group[0], None))
            over = over if over and total and over[5] == total[5] else None
            if total is None:
                state = "not_counted"
            elif total[5] == 0:
                state = "not_asked"
            elif cell is None:
                state = "not_by_partner"
            elif over and over[4] == 0:
                state = "nobody_above"
            elif cell[6] == "elsewhere":
                state = "elsewhere"
            elif cell[6] == "withheld":
                state = "withheld" if cell[3] else "suppressed"
            elif cell[4] == 0:
                state = "not_named"
            else:
                state = "range" if cell[3] < cell[4] else "counted"
            quotes = quotes_by_hand(tables, replace(f, categories=(), text=""), category)
            expected[category, group[0]] = (
                state,
                cell and interval(cell),
                (cell or total or [0] * 6)[5],
                over and interval(over),
                category in wanted,
                len(quotes),
                2 if category in alone & totals else len(above(tables, category)) + 2 - topmost,
            )
    answer = queries.findings(db, f)
    found = {
        (r["category_id"], r["group_id"]): (
            r["state"],
            None if r["low"] is None else (r["low"], r["high"]),
            r["asked"],
            None if r["of_low"] is None else (r["of_low"], r["of_high"]),
            r["selected"],
            r["quotes"],
            r["level"],
        )
        for r in answer
    }
    assert found == expected
    assert len(answer) == len(expected)


@CHECKED
@given(packages(), SELECTIONS)
def test_quotes_and_counts_agree_with_counting_by_hand(tables: Tables, f: Selection) -> None:
    db = opened(tables)
    by_hand = quotes_by_hand(tables, f)
    assert [row["quote_id"] for row in queries.quotes(db, f)] == by_hand
    hidden = quotes_by_hand(tables, replace(f, groups=()))
    visible = {g[0] for g in shown_groups(tables, f)}
    groupless = {q[0] for q in rows(tables, "quotes") if q[2] not in visible | set(f.groups)}
    left = [
        row
        for row in rows(tables, "findings")
        if (not f.categories or set(above(tables, row[0])) & set(f.categories))
        and row[1] in visible
        and (not f.groups or row[1] in f.groups)
        and (row[2] or "") == f.partner
        and row[6] != "elsewhere"
    ]
    (counts,) = queries.counts(db, f)
    assert (counts["findings"], counts["quotes"]) == (len(left), len(by_hand))
    assert counts["hidden"] == (len(groupless & set(hidden)) if f.groups else 0)


@CHECKED
@given(packages())
def test_categories_come_in_the_order_of_the_tree(tables: Tables) -> None:
    db = opened(tables)
    sorts = {row[0]: row[7] for row in rows(tables, "categories")}
    place = {c: [(sorts[a], a) for a in reversed(above(tables, c))] for c in sorts}
    found = list(queries.categories(db, Selection()).category_id)
    assert [[s for s, _ in place[c]] for c in found] == sorted([s for s, _ in place[c]] for c in found)
    assert set(found) == set(sorts)


def test_each_question_asks_itself_in_its_first_line() -> None:
    for path in queries.SQL.glob("*.sql"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("-- ") and "?" in first, path.name


def test_each_question_has_one_function_of_its_name() -> None:
    names = {path.stem for path in queries.SQL.glob("*.sql")} - {"faults"}
    assert all(callable(getattr(queries, name)) for name in names)
