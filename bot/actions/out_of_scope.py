"""A text that is not understood."""

from bot.actions.topic import TopicAction


class OutOfScope(TopicAction):
    topic = "out_of_scope"
