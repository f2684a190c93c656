"""An attack that may not go on is an attack that proved nothing: more is withheld, or nothing is released."""

import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from publish import coded_study, programmes
from publish.attack import Need, exposed, held
from publish.counting import Place
from publish.disclosure import Unprotectable
from publish.package import build
from publish.programmes import Domain, Effort, Equation, Programme, TooHard
from tests.publish import studies
from tests.publish.test_lists import ask, state

CELLS = [Place("c", group, "") for group in "abc"]
TELL = {cell: Domain(0, 9) for cell in CELLS}
SUM = Equation("sets", ((CELLS[0], 1), (CELLS[1], 1), (CELLS[2], -1)), exact=True)
TRUTH = dict(zip(CELLS, (2, 3, 5), strict=True))


def test_what_is_not_proven_is_exposed_and_no_earlier_release_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = dict.fromkeys(CELLS, Need(width=3))
    assert exposed(TELL, needs, {}, [SUM], TRUTH) == []
    monkeypatch.setattr(Programme, "towards", lambda *_: (None, False))
    found = exposed(TELL, needs, {}, [SUM], TRUTH)
    assert [exposure.place for exposure in found] == CELLS and found[0].equations == (SUM,)
    assert held(needs, TELL, {}, [SUM], TRUTH, {}, Effort()) == {}


def test_values_found_before_a_programme_was_broken_off_count(monkeypatch: pytest.MonkeyPatch) -> None:
    real = Programme.towards
    monkeypatch.setattr(Programme, "towards", lambda *arguments: (real(*arguments)[0], False))
    assert exposed(TELL, dict.fromkeys(CELLS, Need(width=3)), {}, [SUM], TRUTH) == []


@pytest.mark.long
def test_without_proof_nothing_more_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(12):
        tables = studies.drawn(random.Random(seed), most_people=20)
        study = coded_study.load(studies.write(tmp_path / str(seed), tables, level="public", threshold=5))
        try:
            proven = set(build(study, []).protection.rules)
        except Unprotectable:
            continue
        with monkeypatch.context() as patched:
            patched.setattr(Programme, "towards", lambda *_: (None, False))
            with suppress(Unprotectable):
                assert set(build(study, []).protection.rules) >= proven


@pytest.mark.long
def test_the_effort_of_two_runs_is_the_same_to_the_last_cell(tmp_path: Path) -> None:
    study = coded_study.load(studies.write(tmp_path / "probe", studies.drawn(random.Random(3)), threshold=5))
    spent = [Effort(), Effort()]
    built = [build(study, [], effort) for effort in spent]
    assert spent[0].left == spent[1].left < Effort().left
    assert built[0].files == built[1].files
    need = Effort().left - spent[0].left
    assert build(study, [], Effort(need)).files == built[0].files
    with pytest.raises(TooHard):
        build(study, [], Effort(need - 1))


@pytest.mark.long
def test_a_release_whose_attack_is_not_carried_through_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = studies.write(tmp_path / "probe", studies.drawn(random.Random(3)), threshold=5)
    before = state(tmp_path)
    monkeypatch.setattr(Effort.__init__, "__defaults__", (1_000,))
    for lang, words in (("de", "mit dem Aufwand"), ("en", "with the effort")):
        status, said = ask("release", study, "--to", tmp_path / "data" / "probe", "--yes", lang=lang)
        assert status == 2 and words in said
    assert state(tmp_path) == before


def test_a_programme_is_heard_to_be_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock, should its nodes take too long: nothing is proven then, whatever was found."""
    done: Any = type("Answer", (), {"status": 1, "message": "Time limit reached", "x": [1.0], "mip_node_count": 1})()
    monkeypatch.setattr(programmes, "milp", lambda *_, **__: done)
    with pytest.raises(TooHard):
        exposed(TELL, dict.fromkeys(CELLS, Need(width=3)), {}, [SUM], TRUTH)
