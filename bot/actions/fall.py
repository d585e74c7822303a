"""A fall."""

from bot.actions.topic import TopicAction


class Fall(TopicAction):
    topic = "fall"
