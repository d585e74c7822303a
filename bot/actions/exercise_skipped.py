"""Exercises that were left out."""

from bot.actions.topic import TopicAction


class ExerciseSkipped(TopicAction):
    topic = "exercise_skipped"
