"""The warner's rules as data: every row shows what it marks and what it leaves; one that cannot be used is named."""

import re
from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from publish import warner
from publish.warner_rules import STRETCH, WORDS, Rule, RuleError, Rules, read, rules
from tests.publish.warner_set import SET
from tests.publish.warner_set import read as read_set

FILES = ("lists.toml", "rules.toml")


def taken_apart(sentence: str) -> tuple[str, list[tuple[int, str]]]:
    """A sentence without its brackets, and where which stretch stood in them."""
    text, stretches = "", []
    for n, part in enumerate(STRETCH.split(sentence)):
        if n % 2:
            stretches.append((len(text), part))
        text += part
    return text, stretches


def found(rule: Rule, text: str) -> list[tuple[int, str]]:
    return [(mark.start, mark.text) for mark in warner.by_rule(rule, text)]


def each(rows: tuple[Rule, ...], column: Callable[[Rule], tuple[str, ...]]) -> pytest.MarkDecorator:
    cases = [(rule, sentence) for rule in rows for sentence in column(rule)]
    return pytest.mark.parametrize(("rule", "sentence"), cases, ids=[f"{rule.name}: {text}" for rule, text in cases])


each_marked = each(rules().rules, lambda rule: rule.marks)
each_left = each(rules().rules, lambda rule: rule.leaves)
each_exception = pytest.mark.parametrize("exception", rules().exceptions, ids=lambda exception: exception.name)


@each_marked
def test_a_rule_marks_its_example_at_exactly_that_stretch(rule: Rule, sentence: str) -> None:
    text, stretches = taken_apart(sentence)
    assert found(rule, text) == stretches


@each_marked
def test_the_warner_tells_the_rules_kind_where_the_example_marks(rule: Rule, sentence: str) -> None:
    text, stretches = taken_apart(sentence)
    for start, stretch in stretches:
        touching = [m for m in warner.marks(text) if m.start < start + len(stretch) and start < m.start + len(m.text)]
        assert rule.kind in {mark.kind for mark in touching}


@each_left
def test_a_rule_leaves_its_counter_example(rule: Rule, sentence: str) -> None:
    assert found(rule, sentence) == []


@each_left
def test_a_counter_example_comes_close_to_an_example(rule: Rule, sentence: str) -> None:
    examples = [taken_apart(example)[0] for example in rule.marks]
    assert max(SequenceMatcher(None, sentence, example).ratio() for example in examples) >= 0.75


@each_exception
def test_an_exception_leaves_what_a_rule_of_its_kind_would_mark(
    exception: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_its_kind(text: str) -> list[tuple[int, str]]:
        return [stretch for rule in rules().rules if rule.kind == exception.kind for stretch in found(rule, text)]

    for sentence in exception.marks:
        text, stretches = taken_apart(sentence)
        assert of_its_kind(text) == stretches
    others = tuple(other for other in rules().exceptions if other is not exception)
    for sentence in exception.leaves:
        text, stretches = taken_apart(sentence)
        assert of_its_kind(text) == []
        with monkeypatch.context() as without:
            without.setattr(warner, "rules", lambda: replace(rules(), exceptions=others))
            assert of_its_kind(text) == stretches


def test_every_list_and_every_piece_is_used() -> None:
    """That every one used is there, reading the rules checks."""
    used = "".join((WORDS / name).read_text(encoding="utf-8") for name in FILES)
    used += Path(warner.__file__).read_text(encoding="utf-8")
    assert {name for name in rules().named if f"{{{name}}}" not in re.sub("(?m)^#.*", "", used)} == set()


def test_the_order_of_rules_tells_the_kind_where_two_mark_the_same_stretch_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [example.text for example in read_set(SET)]
    texts += [taken_apart(sentence)[0] for rule in rules().rules for sentence in (*rule.marks, *rule.leaves)]
    before = [warner.marks(text) for text in texts]
    backwards = replace(rules(), rules=rules().rules[::-1])
    monkeypatch.setattr(warner, "rules", lambda: backwards)
    for text, forwards in zip(texts, before, strict=True):
        reversed_ = warner.marks(text)
        assert [(mark.start, mark.text) for mark in reversed_] == [(mark.start, mark.text) for mark in forwards]
        for mark, other in zip(forwards, reversed_, strict=True):
            kinds = [rule.kind for rule in rules().rules if (mark.start, mark.text) in found(rule, text)]
            assert mark.kind == other.kind or (mark.kind, other.kind) == (kinds[0], kinds[-1])


def test_the_order_of_words_in_a_list_does_not_matter(tmp_path: Path) -> None:
    for words in ("Berg, Bergischen Land, Bergischen, berg*", "berg*, Bergischen\nBergischen Land, Berg"):
        pattern = written(tmp_path, lists=f'[words]\nland = """{words}"""').compiled("{land}")
        assert [m[0] for m in pattern.finditer("im Bergischen Land, Berg, bergab")] == [
            "Bergischen Land",
            "Berg",
            "bergab",
        ]


def test_words_may_begin_small_or_large_where_their_list_says_so(tmp_path: Path) -> None:
    lists = '[words]\nas_written = "über"\n[words_small_or_large]\neither = "über"'
    named = written(tmp_path, lists=lists)
    text = "über Über ÜBER"
    assert [m[0] for m in named.compiled(r"\b{as_written}\b").finditer(text)] == ["über"]
    assert [m[0] for m in named.compiled(r"\b{either}\b").finditer(text)] == ["über", "Über"]


@pytest.mark.parametrize("name", FILES)
def test_no_line_is_longer_than_120(name: str) -> None:
    lines = (WORDS / name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120] == []


ROW = {"name": "a day", "kind": "date", "pattern": r"\b{day}\b", "marks": ["Am ⟦Montag⟧."], "leaves": ["Am Mond."]}
LISTS = '[words]\nday = "Montag"\n'


def written(folder: Path, *, lists: str = LISTS, book: str = "") -> Rules:
    (folder / "lists.toml").write_text(lists, encoding="utf-8")
    (folder / "rules.toml").write_text(book, encoding="utf-8")
    return read(folder)


def row(table: str = "rule", **changes: object) -> str:
    """A row as TOML; a column changed to None is left out."""
    columns = {name: value for name, value in {**ROW, **changes}.items() if value is not None}
    return f"[[{table}]]\n" + "".join(f"{name} = {toml(value)}\n" for name, value in columns.items())


def toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(toml(item) for item in value)}]"
    return f"'{value}'" if isinstance(value, str) else str(value)


def test_a_good_row_is_read(tmp_path: Path) -> None:
    (rule,) = written(tmp_path, book=row()).rules
    assert (rule.name, rule.kind, rule.marks, rule.leaves) == ("a day", "date", ("Am ⟦Montag⟧.",), ("Am Mond.",))
    assert rule.pattern.search("Am Montag.")


def test_the_readmes_row_can_be_copied(tmp_path: Path) -> None:
    (example,) = re.findall(r"(?s)```toml\n(.+?)```", (WORDS / "README.md").read_text(encoding="utf-8"))
    (rule,) = written(tmp_path, lists=(WORDS / "lists.toml").read_text(encoding="utf-8"), book=example).rules
    for sentence in rule.marks:
        assert found(rule, taken_apart(sentence)[0]) == taken_apart(sentence)[1]
    assert not any(found(rule, sentence) for sentence in rule.leaves)


@pytest.mark.parametrize(
    ("book", "message"),
    [
        (row(marks=None), 'rule 1 "a day": has no marks'),
        (row(name=None), "rule 1: has no name"),
        (row(colour="red"), 'rule 1 "a day": has a column colour that nothing reads'),
        (row(kind="day"), 'rule 1 "a day": is of kind day; kinds are name, place,'),
        (row(pattern="{moth}"), 'rule 1 "a day": names {moth}, which is no list and no piece above'),
        (row(pattern="(a"), 'rule 1 "a day": has a pattern that cannot be read: missing )'),
        (row(pattern="a?"), 'rule 1 "a day": has a pattern that finds the empty text'),
        (row(pattern=3), 'rule 1 "a day": has a pattern that is no text'),
        (row(marks=[]), 'rule 1 "a day": marks: lists no sentence'),
        (row(leaves="Am Mond."), 'rule 1 "a day": leaves: lists no sentence'),
        (row(marks=["Am Montag."]), 'rule 1 "a day": marks: needs a ⟦stretch⟧: Am Montag.'),
        (row(marks=["Am ⟦Montag."]), 'rule 1 "a day": marks: a ⟦stretch⟧ is not opened and closed once: Am ⟦Montag.'),
        (row(leaves=["Am ⟦Mond⟧."]), 'rule 1 "a day": leaves: may hold no ⟦stretch⟧: Am ⟦Mond⟧.'),
        (row("exception"), 'exception 1 "a day": leaves: needs a ⟦stretch⟧: Am Mond.'),
        (row() + row(), '"a day": is there twice'),
        (row().replace("[[rule]]", "[rule]"), "rule 1: is no row: write [[rule]]"),
        (row() + row(name="another", kind=None), 'rule 2 "another": has no kind'),
        (row("rules"), "rules.toml: table rules: is not read by anything"),
        ("[[rule]]\nname", "rules.toml: "),
        ("[pieces]\nday = 'x'", "piece day: has the name of a list"),
        ("[pieces]\nof = '{of_what}'", "piece of: names {of_what}, which is no list and no piece above"),
    ],
    ids=lambda value: value if ": " in value and "=" not in value else "",
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, book: str, message: str) -> None:
    with pytest.raises(RuleError, match=f"^{re.escape(message)}"):
        written(tmp_path, book=book)


@pytest.mark.parametrize(
    ("lists", "message"),
    [
        ('[words]\nday = ""', "list day: is empty"),
        ("[words]\nday = ['Montag']", "list day: is not a text of words divided by commas"),
        ('[words]\nday = "Montag, Montag"', 'list day: holds "Montag" twice'),
        ('[words]\nday = "Monta[gk]"', 'list day: holds "Monta[gk]": only letters, blanks and * at the end'),
        ('[words]\nday = "Mon*tag"', 'list day: holds "Mon*tag": only letters, blanks and * at the end'),
        ('[words]\nday = "Montag"\n[words_small_or_large]\nday = "montag"', "list day: is there twice"),
        ('[word]\nday = "Montag"', "lists.toml: table word: is not read by anything"),
    ],
)
def test_a_list_that_cannot_be_used_is_named(tmp_path: Path, lists: str, message: str) -> None:
    with pytest.raises(RuleError, match=f"^{re.escape(message)}"):
        written(tmp_path, lists=lists, book="")
