"""A poor day."""

from bot.actions.topic import TopicAction


class CheckinNotGood(TopicAction):
    topic = "checkin_not_good"
