"""A yes to what was offered."""

from bot.actions.topic import TopicAction


class Affirm(TopicAction):
    topic = "affirm"
