"""A good day."""

from bot.actions.topic import TopicAction


class CheckinGood(TopicAction):
    topic = "checkin_good"
