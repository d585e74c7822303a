"""Choices as buttons, for channels that have them: under a question, pressed, or out of date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wayhome.checkins.taken import Taken

if TYPE_CHECKING:
    from wayhome.checkins.asking import Asking
    from wayhome.checkins.moment import Moment
    from wayhome.content.replies import Replies
    from wayhome.models import Message


def is_choice(message: Message) -> bool:
    """Whether a button with a choice of a question was pressed: they begin with its number."""
    return message.pressed_id is not None and message.text[:1].isdigit()


def closed(asking: Asking, replies: Replies, at: Moment | None) -> Taken:
    """A button of a question that is no longer open; the one that is, if any, comes again."""
    if at is None or not at.given.is_open or not at.asked:
        return Taken(texts=(replies.render("check_ins.closed"),))
    first, *others = asking.ask(at.asked, at.listener, how=False)
    return Taken(texts=(f"{replies.render('check_ins.closed_but')} {first}", *others))


def with_buttons(asking: Asking, taken: Taken, at: Moment) -> Taken:
    """The choices as buttons, where the reply ends with the question that is open now."""
    open_now = at.planned.question(at.given.check_in.question or "")
    last = (taken.after or taken.texts)[-1:]
    if open_now is None or not last:
        return taken
    (asked,) = asking.ask((open_now,), at.listener, how=False)
    if not last[0].endswith(asked):
        return taken
    return replace(taken, buttons=asking.buttons((open_now,), at.listener))
