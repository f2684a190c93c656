"""Methode und Grenzen: who was asked, how is it counted, and how far do the figures carry?"""

from dashboard.web import downloads, frame

method = frame.value_of("method")
frame.show("method", method, operator=frame.operator())
if method.takes:
    downloads.show()
