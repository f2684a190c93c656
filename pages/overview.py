"""Überblick: what did the interviews find, in ten seconds?"""

from dashboard.web import frame

frame.page("overview")
