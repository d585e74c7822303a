"""A goodbye."""

from bot.actions.topic import TopicAction


class Goodbye(TopicAction):
    topic = "goodbye"
