"""Feedback on the texts."""

from bot.actions.topic import TopicAction


class Feedback(TopicAction):
    topic = "feedback"
