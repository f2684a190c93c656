"""What a kept view says is what its page says."""

import re
from functools import cache
from html import unescape

import pytest

from dashboard.presentation import Shown
from dashboard.texts import DE
from dashboard.ui import View
from tests.exports.folios import opened, portfolio
from tests.pages import open_page

PAIRS = [
    ("landkreis-schnittstellen", (), ""),
    ("demo-zusammenarbeit", (), ""),
    ("demo-zusammenarbeit", ("dezernenten",), ""),
    ("demo-zusammenarbeit", ("dezernenten", "buergermeister"), ""),
    ("demo-zusammenarbeit", ("klein", "mittel", "gross"), "groesse"),
    ("demo-zusammenarbeit", ("gross", "mittel"), "groesse"),
]


@cache
def view(study: str) -> View:
    return opened(study)


def kept(study: str, groups: tuple[str, ...], set_id: str) -> Shown:
    code = f"g..{'~'.join(groups)}..{set_id}".rstrip(".")
    return portfolio(view(study), [code]).shown[0]


@pytest.mark.parametrize(("study", "groups", "set_id"), PAIRS)
def test_page_and_slide_compare_the_same_groups(study: str, groups: tuple[str, ...], set_id: str) -> None:
    parameters = {"group": list(groups), "set": [set_id]}
    html = open_page("groups", study=[study], **{name: given for name, given in parameters.items() if any(given)}).html
    shown = kept(study, groups, set_id)
    on_page = re.findall(r'<section class="compared"><h3><a [^>]*>(.*?)</a>.*?</section>', html, re.DOTALL)
    assert shown.sentence in unescape(html)
    if len(groups) == 1:
        assert not on_page and not shown.figures and shown.sentence == DE.groups_two
        return
    assert shown.table and len(shown.table.groups) == 2
    assert {short for short, _, _ in shown.table.groups} == set(re.findall(r'title="[^"]*">([^<]*)</a>', html))
    said = [unescape(topic) for topic in on_page]
    assert [row.label for row in shown.table.rows] == said[: len(shown.table.rows)]
