"""Partner: what was named with regard to whom, by whom, and in which words?"""

from dashboard.web import frame

frame.page("partners")
