"""Appointments on the plan."""

from bot.actions.topic import TopicAction


class Appointments(TopicAction):
    topic = "appointments"
