"""Getting there."""

from bot.actions.topic import TopicAction


class Transport(TopicAction):
    topic = "transport"
