"""Low mood and despair."""

from bot.actions.topic import TopicAction


class MentalHealth(TopicAction):
    topic = "mental_health"
