"""Asking for texts at another time."""

from bot.actions.topic import TopicAction


class ChangeTime(TopicAction):
    topic = "change_time"
