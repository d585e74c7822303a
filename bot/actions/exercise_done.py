"""Exercises that were done."""

from bot.actions.topic import TopicAction


class ExerciseDone(TopicAction):
    topic = "exercise_done"
