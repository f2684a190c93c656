"""Gruppen im Vergleich: where do the groups differ, and how much of it hangs on one person?"""

from dashboard.web import frame

frame.page("groups")
