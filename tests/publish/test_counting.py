"""The one statement that counts agrees with counting by hand, in every cell of any study."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish import coded_study
from publish.counting import count
from tests.publish import studies

pytestmark = pytest.mark.long


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_every_cell_agrees_with_counting_by_hand(seed: int, tmp_path: Path) -> None:
    tables = studies.drawn(random.Random(seed), most_people=15)
    opened = coded_study.load(studies.write(tmp_path / f"s{seed}", tables))
    found = {(p.category_id, p.group_id, p.partner_id): (c.named, c.asked) for p, c in count(opened.source).items()}
    assert found == studies.by_hand(tables)


def test_doubled_codings_and_several_coders_count_a_person_once(tmp_path: Path) -> None:
    tables = studies.small()
    header, rows = tables["codings"]
    tables["codings"] = ((*header, "coder"), [(*row, coder) for row in rows for coder in ("A", "B", "B")])
    opened = coded_study.load(studies.write(tmp_path / "doubled", tables))
    assert {c.named for p, c in count(opened.source).items() if p.category_id == "verkehr"} == {3}


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_excel_files_with_mark_and_semicolons_are_read(delimiter: str, tmp_path: Path) -> None:
    folder = studies.write(tmp_path / "excel", studies.small())
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b",", delimiter.encode()))
    assert len(count(coded_study.load(folder).source)) == 12
