"""Builds the safety net: the rules in `content/`, and the learned second opinion where it is."""

from wayhome.bootstrap import level_model
from wayhome.bootstrap.level_texts import RED_FLAGS
from wayhome.content.red_flags import load_red_flags
from wayhome.safety import SafetyNet
from wayhome.settings import Settings


def safety_net(settings: Settings) -> SafetyNet:
    return SafetyNet(load_red_flags(RED_FLAGS), level_model.load(settings))


def rules_alone() -> SafetyNet:
    """The net with every model off."""
    return SafetyNet(load_red_flags(RED_FLAGS))
