"""Medicines on the plan."""

from bot.actions.topic import TopicAction


class Medicines(TopicAction):
    topic = "medicines"
