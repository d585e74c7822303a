"""Asking for a person."""

from bot.actions.topic import TopicAction


class TalkToPerson(TopicAction):
    topic = "talk_to_person"
