"""A carer's own needs."""

from bot.actions.topic import TopicAction


class CarerSupport(TopicAction):
    topic = "carer_support"
