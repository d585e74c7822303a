"""Asking what can be asked."""

from bot.actions.topic import TopicAction


class Help(TopicAction):
    topic = "help"
