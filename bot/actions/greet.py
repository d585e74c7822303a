"""A hello."""

from bot.actions.topic import TopicAction


class Greet(TopicAction):
    topic = "greet"
