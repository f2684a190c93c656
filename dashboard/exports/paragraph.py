"""A text for a paper to be decided on, as plain text."""

from dashboard.exports.paper import paper
from dashboard.kept.presentation import Portfolio


def text(portfolio: Portfolio) -> bytes:
    """Return the text in UTF-8, an empty line between its paragraphs."""
    return ("\n\n".join(paper(portfolio).written) + "\n").encode()
