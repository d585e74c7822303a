"""Who sees what is texted."""

from bot.actions.topic import TopicAction


class Privacy(TopicAction):
    topic = "privacy"
