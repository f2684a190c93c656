"""Themen: who named which topic and sub-topic, out of how many, and in which words?"""

from dashboard.web import frame

topic = frame.page("categories")
frame.chart(topic.charted, topic.chart_note)
if topic.words:
    frame.show("category_quotes", topic)
