"""Money worries."""

from bot.actions.topic import TopicAction


class MoneyHelp(TopicAction):
    topic = "money_help"
