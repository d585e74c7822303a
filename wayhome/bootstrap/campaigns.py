"""Campaigns with the words, schedules and rules that they are worked out by."""

from wayhome.bootstrap import content
from wayhome.bootstrap.checkins import renderers
from wayhome.bootstrap.content_checks import never_said, plain_words
from wayhome.bootstrap.core import Core
from wayhome.campaigns.forecasting import Forecaster
from wayhome.campaigns.judging import Judge
from wayhome.campaigns.wanted import Wishes


def make_forecaster(core: Core) -> Forecaster:
    judge = Judge(plain_words=plain_words(), never_said=never_said())
    wishes = Wishes(content.schedules(), renderers(core), core.service)
    return Forecaster(wishes, judge, core.clock)
