"""Where a browser breaks lines, they were measured to break."""

import base64

import pytest
from playwright.sync_api import Page

from dashboard.texts.fitting import CUTS, FONTS, wrapped

SAID = (
    "11 von 16 Landräten nannten Abstimmung, Vergleich und Austausch mit anderen Landkreisen, 12 von 15 Dezernenten "
    "nannten sie; von keiner Person hängt ab, welche der beiden Gruppen sie häufiger nannte. Größe: 60 % (6–7 von 11)."
)


@pytest.mark.browser
@pytest.mark.parametrize("room", [200, 290, 430, 700, 1140])
@pytest.mark.parametrize("bold", [False, True])
def test_a_browser_breaks_the_lines_where_they_were_measured(page: Page, room: int, bold: bool) -> None:
    font = base64.b64encode((FONTS / f"SourceSansPro-{CUTS[bold]}.ttf").read_bytes()).decode()
    page.set_content(
        f"<style>@font-face {{ font-family: F; src: url(data:font/ttf;base64,{font}) }}"
        f"p {{ font: 36px/40px F; width: {room}px; font-synthesis: none; font-kerning: none }}</style><p>{SAID}</p>"
    )
    page.evaluate("document.fonts.ready")
    assert page.locator("p").bounding_box()["height"] == 40 * len(wrapped(SAID, 36, room, bold=bold))  # type: ignore[index]
