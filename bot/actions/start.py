"""Asking for texts again."""

from bot.actions.topic import TopicAction


class Start(TopicAction):
    topic = "start"
