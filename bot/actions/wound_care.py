"""Wounds and dressings."""

from bot.actions.topic import TopicAction


class WoundCare(TopicAction):
    topic = "wound_care"
