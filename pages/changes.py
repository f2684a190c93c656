"""Was sich geändert hat: which figures, topics and quotes came, went or changed with each release?"""

from dashboard.web import frame, history

frame.page("changes", history.changes)
