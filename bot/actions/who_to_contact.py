"""Who to ring at what hour."""

from bot.actions.topic import TopicAction


class WhoToContact(TopicAction):
    topic = "who_to_contact"
