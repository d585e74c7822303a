"""Asking for a pause."""

from bot.actions.topic import TopicAction


class Pause(TopicAction):
    topic = "pause"
