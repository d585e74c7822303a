"""Equipment on the plan."""

from bot.actions.topic import TopicAction


class Equipment(TopicAction):
    topic = "equipment"
