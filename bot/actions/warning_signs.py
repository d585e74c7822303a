"""Signs that need help."""

from bot.actions.topic import TopicAction


class WarningSigns(TopicAction):
    topic = "warning_signs"
