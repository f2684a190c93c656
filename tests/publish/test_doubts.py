"""Before a release that withholds much, or whose ids changed, the researcher is asked; refusals name the cause."""

from pathlib import Path

import pytest

from publish import coded_study, merges, release
from publish.package import build
from publish.register import TooFewChanged
from publish.release import SameVersion
from publish.steps import unheard
from tests.publish import studies
from tests.publish.test_history import flat
from tests.publish.test_lists import ask, state

pytestmark = pytest.mark.long


def sparse(folder: Path) -> Path:
    """Write a study of four groups in which two small ones hide most figures."""
    people = [f"P{n}" for n in range(28)]
    groups = {"a": people[:10], "b": people[10:20], "c": people[20:24], "d": people[24:]}
    named = {f"t{n}": {p for k, p in enumerate(people) if (k + n) % 2 == 0} for n in range(5)}
    return studies.write(folder, flat(groups, named))


def test_a_release_that_withholds_much_asks_and_says_what_would_save_most(tmp_path: Path, target: Path) -> None:
    study = sparse(tmp_path / "probe")
    before = state(study)
    for lang, words in (("de", "zusammen"), ("en", "together")):
        status, said = ask("release", study, "--to", target, lang=lang)
        assert status == 2 and words in said and "--yes" in said and said.count(f" {words}: ") == 4
    assert state(study) == before and not target.exists() and not (study / "releases.json").exists()
    assert ask("release", study, "--to", target, "--yes")[0] == 0
    assert ask("release", study, "--to", target, "--yes")[0] == 0


def test_the_merges_told_are_the_best_of_all(tmp_path: Path) -> None:
    study = coded_study.load(sparse(tmp_path / "probe"))
    package = build(study, ())
    told: list[tuple[object, ...]] = []
    found = merges.best(study, (), package, lambda *said: told.append(said))
    assert (found[0].merge, found[0].topics.withheld) == (merges.Merge("group", "c", "d"), 0)
    assert [said[:2] for said in told] == [("merge", n) for n in range(len(told))] and len(told) > 4 == len(found)
    assert len({saving.merge for saving in found}) == len(found)
    assert found[3].merge.kind == "set" and found[3].topics == merges.Share(0, 5)
    for saving in found:
        merged = build(merges._merged(study, saving.merge), ())
        assert (saving.topics, saving.partners) == tuple(merges.share(merged, partners=by) for by in (False, True))
    everyone = coded_study.persons(study)
    assert set(everyone) == {"a", "b", "c", "d"}  # her own study is as it was


def test_merging_categories_counts_each_person_once(tmp_path: Path) -> None:
    people = [f"P{n}" for n in range(9)]
    named = {"t": set(people[:2]), "u": set(people[1:4]), "v": set(people)}
    study = coded_study.load(studies.write(tmp_path / "probe", flat({"a": people}, named)))
    merged = build(merges._merged(study, merges.Merge("category", "t", "u")), ())
    assert {p.category_id: c.named for p, c in merged.counts.items()} == {"t": 4, "v": 9}


def test_zeros_are_no_figures_and_giving_up_partners_is_tried(tmp_path: Path) -> None:
    people = [f"P{n}" for n in range(24)]
    plain = flat({"a": people[:12], "b": people[12:]}, {"t": set(people), "u": set(people[:8])})
    pairs = [(f"S{p}-t", "amt") for p in (0, 1, 2, 13, 14)] + [(f"S{p}-t", "kammer") for p in (3, 4, 15)]
    segments = [row[0] for row in plain["segments"][1]]
    assert len(segments) == 32
    plain["partners"] = (("partner_id", "label_de"), [("amt", "Amt"), ("kammer", "Kammer"), ("niemand", "Niemand")])
    plain["segment_partners"] = (("segment_id", "partner_id"), [(segments[n], p) for n, (_, p) in enumerate(pairs)])
    study = coded_study.load(studies.write(tmp_path / "probe", plain))
    package = build(study, ())
    named = [p for p, c in package.counts.items() if c.named]
    assert 0 < len(named) < len(package.counts)
    both = [merges.share(package, partners=by) for by in (False, True)]
    assert sum(one.figures for one in both) == len(named) and both[1].withheld
    found = merges.best(study, (), package, unheard)
    without = next(one for one in found if one.merge.kind == "partners")
    assert without.partners == merges.Share(0, 0) and without.topics.figures == both[0].figures


def test_time_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study = coded_study.load(sparse(tmp_path / "probe"))
    monkeypatch.setattr(merges, "SECONDS", -1)
    assert merges.best(study, (), build(study, ()), unheard) == []


def test_an_id_that_changed_is_found_and_asked_about(tmp_path: Path, target: Path) -> None:
    study = studies.write(tmp_path / "probe", studies.small(60))
    assert ask("release", study, "--to", target)[0] == 0
    for name in ("categories", "codings"):
        path = study / f"{name}.csv"
        text = path.read_text(encoding="utf-8").replace("bus,verkehr", "omnibus,verkehr")
        path.write_text(text.replace(",bus\n", ",omnibus\n"), encoding="utf-8")
    path = study / "categories.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("mittel", "ausstattung"), encoding="utf-8")
    studies.next_version(study)
    before = state(study)
    for lang, words in (("de", "alte Kennung behalten"), ("en", "keep the old id")):
        status, said = ask("release", study, "--to", target, lang=lang)
        assert status == 2 and words in said and "omnibus" in said and "ausstattung" in said
    assert state(study) == before
    assert ask("release", study, "--to", target, "--yes")[0] == 0


def test_one_version_has_one_set_of_figures(tmp_path: Path, target: Path) -> None:
    study = studies.write(tmp_path / "probe", studies.small(60))
    release.release(study, target)
    with (study / "codings.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"S{n},zeit\r\n" for n in range(0, 40, 4))
    with pytest.raises(SameVersion):
        release.release(study, target)
    status, said = ask("release", study, "--to", target, "--yes", lang="en")
    assert status == 2 and "1.0.0" in said and "Nothing was released" in said
    studies.next_version(study)
    release.release(study, target)


CAUSES = {
    "came": (lambda groups: groups | {"a": [*groups["a"], "N0"]}, {"came": 1}),
    "went": (lambda groups: groups | {"a": groups["a"][1:]}, {"went": 1}),
    "moved": (
        lambda groups: groups | {"a": groups["a"][1:], "b": [*groups["b"], groups["a"][0], "N0"]},
        {"joined": 1, "came": 1},
    ),
}


@pytest.mark.parametrize("cause", CAUSES)
def test_a_refusal_names_the_cause_and_what_both_releases_tell(cause: str, tmp_path: Path, target: Path) -> None:
    people = [f"P{n}" for n in range(20)]
    groups = {"a": people[:10], "b": people[10:]}
    named = {"t": {p for p in people if p != "P3"}, "u": set(people[:8])}
    study = studies.write(tmp_path / "probe", flat(groups, named))
    release.release(study, target)
    change, expected = CAUSES[cause]
    register = (study / "releases.json").read_bytes()
    for path in (*study.glob("*.csv"), study / "datapackage.json"):
        path.unlink()
    now = change(groups)
    known = {p for members in now.values() for p in members}
    studies.write(
        study, flat(now, {t: {*(p & known), *(known - set(people))} for t, p in named.items()}), version="2.0.0"
    )
    (study / "releases.json").write_bytes(register)
    with pytest.raises(TooFewChanged) as error:
        release.release(study, target)
    assert {what: n for what, n in error.value.change.items() if n} == expected
    assert error.value.differing
    for lang in ("de", "en"):
        status, said = ask("release", study, "--to", target, lang=lang)
        assert status == 2 and "undo" in said and ("damals" in said or "then" in said)
        assert ("bis es mindestens" in said or "until there are at least" in said) == (cause != "went")
        assert ("withdraw" in said) == (cause == "went")
