"""Who comes to help at home."""

from bot.actions.topic import TopicAction


class CareAtHome(TopicAction):
    topic = "care_at_home"
