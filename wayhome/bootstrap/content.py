"""Reads from `content/`, once a process: none of it changes while it runs."""

from functools import cache
from typing import Final

from wayhome.content.answer_words import AnswerWords, load_answer_words
from wayhome.content.check_in_files import load_schedules
from wayhome.content.check_ins import Schedules
from wayhome.content.consent_words import load_whole_texts
from wayhome.content.move_to_improve import MoveToImprove, load_move_to_improve
from wayhome.content.nods import Nods, load_nods
from wayhome.content.pictures import Pictures
from wayhome.content.red_flags import load_red_flags, load_vocabulary
from wayhome.content.replies import Replies, load_replies
from wayhome.people.consent import ConsentWords
from wayhome.safety import SafetyNet
from wayhome.settings import ROOT, Settings
from wayhome.webhooks.pictures import PATH as PICTURES_PATH

#: Where schedules stand, a file each.
SCHEDULE_FOLDERS: Final = (ROOT / "content" / "check_ins", ROOT / "content" / "survey")


@cache
def replies() -> Replies:
    return load_replies(ROOT / "content" / "replies")


@cache
def schedules() -> Schedules:
    """The check-ins of six weeks and the surveys, by name."""
    return load_schedules(*SCHEDULE_FOLDERS)


@cache
def answer_words() -> AnswerWords:
    return load_answer_words(ROOT / "content" / "check_ins" / "_words.yml")


@cache
def nods() -> Nods:
    """What people send in place of words."""
    return load_nods(ROOT / "content" / "nods.yml")


@cache
def move_to_improve() -> MoveToImprove:
    """The movements, what may be cleared, and how people answer."""
    return load_move_to_improve(ROOT / "content" / "move_to_improve")


def pictures(settings: Settings) -> Pictures:
    """The pictures of the movements, as the web process serves them."""
    return Pictures(
        ROOT / "content" / "move_to_improve" / "pictures",
        settings.var / "pictures",
        f"{settings.public_url.rstrip('/')}{PICTURES_PATH}",
    )


@cache
def signs() -> SafetyNet:
    """Finds the small signs that are gathered over a day."""
    language = load_vocabulary(ROOT / "content" / "red_flags").without_sayings()
    return SafetyNet(load_red_flags(ROOT / "content" / "signs", language))


@cache
def consent_words() -> ConsentWords:
    folder = ROOT / "content" / "consent"
    language = load_vocabulary(ROOT / "content" / "red_flags").without_sayings()
    wishes, needs = (
        SafetyNet(load_red_flags(where, language)) for where in (folder, folder / "needs")
    )
    return ConsentWords(load_whole_texts(folder / "whole_texts.yaml"), wishes, needs)
