"""The colours Streamlit tells a browser with each run, worked out once: they are those of .streamlit/config.toml."""

from typing import Protocol

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


class Fill(Protocol):
    """Fills a message with a section of the settings."""

    def __call__(self, msg: CustomThemeConfig, section: str = "theme") -> None: ...


ORIGINAL: Fill = app_session._populate_theme_msg


def keep() -> None:
    """Have Streamlit read its colours and fonts once, not six times a run: a tenth of what a run costs.

    What is changed in the settings is shown from the next start on.
    """
    app_session._populate_theme_msg = kept(ORIGINAL)


def kept(fill: Fill) -> Fill:
    """Return what fills a message as `fill` did the first time it was asked for a section."""
    known: dict[str, CustomThemeConfig] = {}

    def filled(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            read = CustomThemeConfig()
            fill(read, section)
            known[section] = read
        if known[section].ByteSize():  # to merge nothing would still say that the section is there
            msg.MergeFrom(known[section])

    return filled
