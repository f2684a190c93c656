"""Themen: who named which topic and sub-topic, out of how many, and in which words?"""

from dashboard.web import frame

topic = frame.page("categories")
frame.chart(topic.charted)
if topic.words:
    frame.show("category_quotes", topic)
