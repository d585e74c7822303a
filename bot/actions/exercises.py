"""Exercises on the plan."""

from bot.actions.topic import TopicAction


class Exercises(TopicAction):
    topic = "exercises"
