"""The engine of check-ins with the words that each kind is said in."""

from functools import partial

from wayhome.bootstrap import content
from wayhome.bootstrap.core import Core
from wayhome.bootstrap.exercises import ExerciseRenderer, make_prompter
from wayhome.campaigns.telling import CampaignText, WithinCampaign
from wayhome.checkins.additions import Additions
from wayhome.checkins.answering import Answering
from wayhome.checkins.asking import Asking
from wayhome.checkins.enrolling import Planner
from wayhome.checkins.firing import CheckIns
from wayhome.checkins.one_person import OnePerson
from wayhome.checkins.reading import AnswerReader
from wayhome.checkins.rendering import Reminders, Renderers
from wayhome.models import ASKING, CheckInKind
from wayhome.outbox.departures import Departures
from wayhome.outbox.queueing import Outbox
from wayhome.tasks.end_support import end
from wayhome.tasks.programme import Programme
from wayhome.tasks.resume_paused_support import resume


def make_planner(core: Core) -> Planner:
    return Planner(core.sessions, content.schedules(), core.clock)


def make_additions(core: Core) -> Additions:
    return Additions(core.sessions, content.schedules(), core.clock)


def make_check_ins(core: Core, departures: Departures) -> CheckIns:
    outbox = Outbox(core.jobs, core.clock)
    one_person = OnePerson(outbox, renderers(core), reminders(core), core.clock)
    return CheckIns(core.sessions, one_person, departures, core.clock)


def make_programme(core: Core, departures: Departures) -> Programme:
    """`round` does by the core's clock, which a simulation may set, what a worker's jobs do."""
    return Programme(
        check_ins=make_check_ins(core, departures),
        planner=make_planner(core),
        resume=partial(resume, core.sessions, core.clock),
        end=partial(end, core.sessions, core.clock),
    )


def make_asking(core: Core) -> Asking:
    return Asking(content.schedules(), core.replies, core.service)


def make_answering(core: Core) -> Answering:
    reader = AnswerReader(content.answer_words())
    return Answering(make_asking(core), reader, core.replies, core.clock)


def renderers(core: Core) -> Renderers:
    """Who says what, by kind; a check-in of a kind that nobody says waits and becomes stale."""
    asking = make_asking(core)
    words: Renderers = {
        **dict.fromkeys(ASKING, asking),
        CheckInKind.EXERCISES: ExerciseRenderer(make_prompter(core), asking),
        CheckInKind.MESSAGE: CampaignText(core.service),
    }
    return {kind: WithinCampaign(one, core.clock) for kind, one in words.items()}


def reminders(core: Core) -> Reminders:
    """Who reminds of what was not answered; of other kinds nobody is reminded."""
    return dict.fromkeys(ASKING, make_asking(core))
