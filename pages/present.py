"""Zeigen und mitnehmen: what shall be shown, in which order, and what goes home with whom?"""

from dashboard.kept import present
from dashboard.web import frame

frame.page("present", present.page)
