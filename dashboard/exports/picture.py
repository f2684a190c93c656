"""A figure as a picture for a slide of one's own, as SVG and PNG."""

from dashboard.exports import drawing
from dashboard.kept.presentation import Portfolio
from dashboard.kept.screens import of_deck


def svg(portfolio: Portfolio) -> bytes:
    """Return the first view that has figures as one SVG of 1200 pixels; its description is its sentence."""
    return _first(portfolio).encode()


def png(portfolio: Portfolio) -> bytes:
    """Return the same as a PNG, twice as fine, drawn without a browser."""
    return drawing.render_png(_first(portfolio))


def screen(portfolio: Portfolio, place: int) -> bytes:
    """Return one screen of a deck as a PNG of the same kind; `place` counts from 1. IndexError where there is none."""
    return drawing.render_png(drawing.of_screen(of_deck(portfolio)[place - 1], portfolio))


def _first(portfolio: Portfolio) -> str:
    shown = next((s for s in portfolio.shown if s.cells or s.table), portfolio.shown[0])
    return drawing.of_view(shown, portfolio)
