"""The study and the place most tests of releases begin with."""

from pathlib import Path

import pytest

from tests.publish import studies


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return studies.write(tmp_path / "probe", studies.small(60))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "probe"
