"""A no to what was offered."""

from bot.actions.topic import TopicAction


class Deny(TopicAction):
    topic = "deny"
