"""What Streamlit tells of its theme is the same when it is worked out once."""

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from dashboard.web import theme

SECTIONS = ("theme", "theme.light", "theme.dark", "theme.sidebar", "theme.light.sidebar", "theme.dark.sidebar")


def told(fill: theme.Fill) -> CustomThemeConfig:
    """Return what a browser is told, section by section as Streamlit does it."""
    message = CustomThemeConfig()
    for section in SECTIONS:
        part = message
        for name in section.split(".")[1:]:
            part = getattr(part, name)
        fill(part, section)
    return message


def test_the_theme_is_told_as_streamlit_would_tell_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_session, "_populate_theme_msg", original := theme.ORIGINAL)  # so that it is put back
    theme.keep()
    assert app_session._populate_theme_msg is not original
    first, second = told(app_session._populate_theme_msg), told(app_session._populate_theme_msg)
    assert first == second == told(original) and first.dark.sidebar.background_color == "#1A222B"
    assert first.SerializeToString(deterministic=True) == told(original).SerializeToString(deterministic=True)
    assert not first.HasField("sidebar")


def test_the_settings_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    read = config.get_options_for_section
    monkeypatch.setattr(config, "get_options_for_section", lambda name: asked.append(name) or read(name))
    fill = theme.kept(theme.ORIGINAL)
    told(fill)
    told(fill)
    assert asked == list(SECTIONS)
