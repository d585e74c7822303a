"""Builds the safety net: the rules in `content/`, and the learned second opinion where it is."""

from functools import cache

from wayhome.bootstrap import level_model
from wayhome.bootstrap.level_texts import RED_FLAGS
from wayhome.content.red_flags import load_red_flags
from wayhome.safety import SafetyNet
from wayhome.settings import Settings


def safety_net(settings: Settings) -> SafetyNet:
    return rules_alone().advised_by(level_model.load(settings))


@cache
def rules_alone() -> SafetyNet:
    """The net with every model off; read and compiled once a process, which takes two seconds."""
    return SafetyNet(load_red_flags(RED_FLAGS))
