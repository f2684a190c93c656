"""Selten oder nicht genannt: what did one person, one group or nobody name, and what was not asked?"""

from dashboard.web import frame

frame.page("rare")
