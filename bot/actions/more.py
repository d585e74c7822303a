"""Asking for the rest of a list."""

from bot.actions.topic import TopicAction


class More(TopicAction):
    topic = "more"
