"""Shopping, heating and other practical needs."""

from bot.actions.topic import TopicAction


class PracticalHelp(TopicAction):
    topic = "practical_help"
