"""A complaint."""

from bot.actions.topic import TopicAction


class Complaint(TopicAction):
    topic = "complaint"
