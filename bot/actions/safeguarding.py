"""Harm by another person."""

from bot.actions.topic import TopicAction


class Safeguarding(TopicAction):
    topic = "safeguarding"
