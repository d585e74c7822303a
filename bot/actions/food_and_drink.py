"""Food and drink."""

from bot.actions.topic import TopicAction


class FoodAndDrink(TopicAction):
    topic = "food_and_drink"
