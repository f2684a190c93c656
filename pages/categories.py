"""Themen: who named which topic and sub-topic, out of how many, and in which words?"""

from dashboard.web import frame

if frame.reader().selection.category:
    topic = frame.value_of("categories")
    frame.show("categories", topic)
    frame.chart(topic.charted, topic.chart_note)
    if topic.words:
        frame.show("category_quotes", topic)
else:
    frame.page("categories")
