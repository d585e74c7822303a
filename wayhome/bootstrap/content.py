"""Reads the wording and the red flags from `content/`, once a process: they never change."""

from functools import cache

from wayhome.content.red_flags import load_red_flags
from wayhome.content.replies import Replies, load_replies
from wayhome.safety import SafetyNet
from wayhome.settings import ROOT


@cache
def replies() -> Replies:
    return load_replies(ROOT / "content" / "replies")


@cache
def safety_net() -> SafetyNet:
    return SafetyNet(load_red_flags(ROOT / "content" / "red_flags"))
