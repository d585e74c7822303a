"""Asking whether a person or a machine is texting."""

from bot.actions.topic import TopicAction


class AreYouHuman(TopicAction):
    topic = "are_you_human"
