"""Opens a page as a reader would, without a browser."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from dashboard.web import studies
from tests.conftest import ROOT


@dataclass(frozen=True)
class Opened:
    """A page after one run: its own markup as one text, and the test object for the widgets."""

    html: str
    app: AppTest

    @property
    def chart(self) -> dict[str, Any] | None:
        charts = self.app.get("plotly_chart")
        return json.loads(charts[0].proto.spec) if charts else None


def open_page(page: str, **parameters: list[str]) -> Opened:
    """Run the frame and one page with the parameters of an address. Fails on any exception."""
    app = AppTest.from_file(str(ROOT / "dashboard" / "web" / "main.py"), default_timeout=20)
    for name, values in parameters.items():
        app.query_params[name] = values
    app.run()
    if page != "overview":
        app.switch_page(f"../../pages/{page}.py").run()
    return read(app)


@contextmanager
def serving(data: Path) -> Iterator[None]:
    """Serve another folder of packages for a while."""
    before = os.environ.get("BEFUNDATLAS_DATA")
    os.environ["BEFUNDATLAS_DATA"] = str(data)
    studies._library.cache_clear()
    try:
        yield
    finally:
        os.environ.pop("BEFUNDATLAS_DATA")
        if before is not None:
            os.environ["BEFUNDATLAS_DATA"] = before
        studies._library.cache_clear()


def read(app: AppTest) -> Opened:
    assert not app.exception, app.exception
    html = "\n".join(element.proto.bytes.decode().partition("\n")[2] for element in app.get("bidi_component"))
    return Opened(html, app)
