"""A text that reached the wrong person."""

from bot.actions.topic import TopicAction


class WrongNumber(TopicAction):
    topic = "wrong_number"
