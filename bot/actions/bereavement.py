"""A death."""

from bot.actions.topic import TopicAction


class Bereavement(TopicAction):
    topic = "bereavement"
