"""Campaigns with the words, schedules and rules that they are worked out by."""

from wayhome.bootstrap import content
from wayhome.bootstrap.checkins import renderers
from wayhome.bootstrap.content_checks import never_said, plain_words
from wayhome.bootstrap.core import Core
from wayhome.campaigns.forecasting import Forecaster
from wayhome.campaigns.judging import Judge


def make_forecaster(core: Core) -> Forecaster:
    judge = Judge(plain_words=plain_words(), never_said=never_said())
    return Forecaster(content.schedules(), renderers(core), judge, core.service, core.clock)
