"""Campaigns with the words, schedules and rules that they are worked out by."""

from wayhome.bootstrap import content
from wayhome.bootstrap.checkins import renderers
from wayhome.bootstrap.content_checks import never_said, plain_words
from wayhome.bootstrap.core import Core
from wayhome.campaigns.forecasting import Forecaster
from wayhome.campaigns.wanted import Wishes
from wayhome.content.checking.texts import TextRules


def make_forecaster(core: Core) -> Forecaster:
    rules = TextRules(plain_words=plain_words(), never_said=never_said())
    wishes = Wishes(content.schedules(), renderers(core), core.service)
    return Forecaster(wishes, rules, core.clock)
