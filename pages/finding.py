"""Befund: what exactly does this one figure say, and in which words?"""

from dashboard.web import frame

frame.page("finding")
