"""Every probe writes a report, prints it, and fails at its end for all that it has found."""

import re
from collections.abc import Iterator

import pytest

from tests.soak.report import Report

BROKE = pytest.StashKey[str]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/soak/" in item.path.as_posix():
            item.add_marker(pytest.mark.soak)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    made = yield
    if call.when == "call" and call.excinfo:
        item.stash[BROKE] = f"{call.excinfo.typename}: {call.excinfo.value}"[:300]
    return made  # type: ignore[return-value]


@pytest.fixture
def report(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Report]:
    """Collect what one probe finds."""
    made = Report(re.sub(r"\W+", "-", request.node.name.removeprefix("test_")).strip("-"))
    yield made
    broke = request.node.stash.get(BROKE, "")
    made.check(not broke, "the probe itself did not come to its end", broke)
    with capsys.disabled():
        made.close(lambda text: print(f"\n{text}", flush=True))
