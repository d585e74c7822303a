"""A thank you."""

from bot.actions.topic import TopicAction


class Thanks(TopicAction):
    topic = "thanks"
