"""Feeling ill."""

from bot.actions.topic import TopicAction


class Symptom(TopicAction):
    topic = "symptom"
