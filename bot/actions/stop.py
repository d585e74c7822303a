"""Asking for no more texts."""

from bot.actions.topic import TopicAction


class Stop(TopicAction):
    topic = "stop"
