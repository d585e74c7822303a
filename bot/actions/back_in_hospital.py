"""Back in hospital, or home again."""

from bot.actions.topic import TopicAction


class BackInHospital(TopicAction):
    topic = "back_in_hospital"
