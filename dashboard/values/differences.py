"""What differs between two states of a study: each figure as its own package tells it, and no more than that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers
from dashboard.answers.findings import Finding
from dashboard.answers.quotes import Quote
from dashboard.selection.selection import Selection
from dashboard.texts import Texts
from dashboard.values import sentences

Place = tuple[str, str, str]
"""Category, group, partner ("": regardless)."""
Figures = Mapping[Place, Finding]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure in two states, None where one of them has none."""

    place: Place
    then: Finding | None
    now: Finding | None

    @property
    def either(self) -> Finding:
        """Return the finding of now, else that of then: for what both are called."""
        found = self.now or self.then
        assert found is not None  # noqa: S101 - one of the two is what this was made from
        return found


def figures(answers: Answers, selections: Iterable[Selection]) -> Figures:
    """Return every figure of some selections by its place."""
    plain = replace(answers, printed=False)
    return {
        (f.category_id, f.group_id, selection.partner): f
        for selection in selections
        for f in plain.findings(selection)
        if f.selected and f.state != "not_counted"
    }


def different(then: Figures, now: Figures, texts: Texts) -> list[Difference]:
    """Return the figures that are told otherwise, in the order of now; what is kept back in both is the same."""
    places = dict.fromkeys([*now, *then])
    pairs = [Difference(place, then.get(place), now.get(place)) for place in places]
    return [pair for pair in pairs if told(pair.then, texts) != told(pair.now, texts)]


def told(finding: Finding | None, texts: Texts) -> str:
    """Write a figure as tables show it, "" where there is none."""
    return sentences.value(finding, texts) if finding else ""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many quotes came, went, or have other words, another topic or group."""

    new: int
    gone: int
    changed: int

    @property
    def all(self) -> int:
        """Return how many differ at all."""
        return self.new + self.gone + self.changed


def moved(then: Sequence[Quote], now: Sequence[Quote]) -> Moved:
    """Compare the quotes of two states by their ids."""
    before, after = ({q.quote_id: (q.text, q.category_id, q.group_id) for q in quotes} for quotes in (then, now))
    return Moved(
        new=len(after.keys() - before.keys()),
        gone=len(before.keys() - after.keys()),
        changed=sum(before[one] != after[one] for one in before.keys() & after.keys()),
    )
