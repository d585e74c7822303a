"""The safety net: every text is weighed against the red flags before anything else sees it."""

from wayhome.levels import Level
from wayhome.safety.net import SafetyNet
from wayhome.safety.second_opinion import RULE as SECOND_OPINION
from wayhome.safety.verdict import Verdict

__all__ = ["SECOND_OPINION", "Level", "SafetyNet", "Verdict"]
