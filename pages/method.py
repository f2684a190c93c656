"""Methode und Grenzen: who was asked, how is it counted, and how far do the figures carry?"""

from dashboard.web import frame

frame.page("method")
