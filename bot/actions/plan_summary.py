"""The plan in short, and today."""

from bot.actions.topic import TopicAction


class PlanSummary(TopicAction):
    topic = "plan_summary"
