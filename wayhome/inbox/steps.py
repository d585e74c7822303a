"""What is seen to without Rasa, in this order; the first step with a final outcome ends it."""

from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from wayhome.exercises.resting import stop_sign
from wayhome.handoffs.deterioration import notice
from wayhome.handoffs.opening import open_handoff
from wayhome.handoffs.queue import add_message, claimed_for
from wayhome.inbox.after_emergency import is_amid_emergency
from wayhome.inbox.arrival import Arrival, Outcome, Step
from wayhome.levels import Level
from wayhome.models import Direction, HandoffReason, Message, Purpose
from wayhome.people import consent
from wayhome.people.consent import ConsentWord
from wayhome.people.linking import use_link_code
from wayhome.people.safe_to_text import HARM_BY_SOMEONE, mark_unsafe

#: A stranger hears from us this often in an hour; two machines must not text each other for ever.
_STRANGER_REPLIES_AN_HOUR: Final = 3


async def emergency(arrival: Arrival) -> Outcome | None:
    """The fixed 999 text. The handoff is stored with it, so "your team has been told" is true."""
    if arrival.message.level is not Level.EMERGENCY:
        return None
    _mind_who_reads(arrival)
    await _hand_over(arrival, Level.EMERGENCY, HandoffReason.SAFETY_NET)
    await _rest_exercises(arrival)
    texts = [arrival.say("safety.emergency"), _for_category(arrival, "safety.emergency_next")]
    return Outcome(texts=texts, purpose=Purpose.SAFETY)


async def urgent(arrival: Arrival) -> Outcome | None:
    """The 111 text goes first; what was asked besides may still be answered."""
    if arrival.message.level is not Level.URGENT:
        return None
    _mind_who_reads(arrival)
    await _hand_over(arrival, Level.URGENT, HandoffReason.SAFETY_NET)
    await _rest_exercises(arrival)
    if await is_amid_emergency(arrival):
        # 111 after 999 would talk them out of ringing.
        return None
    texts = [_for_category(arrival, "safety.urgent")]
    return Outcome(texts=texts, purpose=Purpose.SAFETY, is_final=False)


async def _rest_exercises(arrival: Arrival) -> None:
    """Nobody exercises while unwell; a stop sign is one whatever it was that brought it on."""
    if arrival.person is not None:
        await stop_sign(arrival.session, arrival.clock, arrival.person, arrival.message)


def _mind_who_reads(arrival: Arrival) -> None:
    if arrival.person is not None and arrival.message.category in HARM_BY_SOMEONE:
        mark_unsafe(arrival.session, arrival.clock, arrival.person)


async def signs_of_a_turn(arrival: Arrival) -> Outcome | None:
    """Small signs add up over a day, whoever tells of them; what was asked is still answered."""
    if arrival.person is None:
        return None
    kinds = arrival.signs.categories(arrival.message.text)
    if not kinds or not await notice(
        arrival.session, arrival.clock, arrival.message, arrival.person, kinds
    ):
        return None
    already = arrival.message.level is Level.URGENT
    texts = [] if already else [arrival.say("safety.deterioration")]
    return Outcome(texts=texts, purpose=Purpose.SAFETY, is_final=False)


async def wrong_number(arrival: Arrival) -> Outcome | None:
    """Whoever has this address told us that it is not our person's: they are left in peace."""
    return None if arrival.point.wrong_number_since is None else Outcome()


async def link(arrival: Arrival) -> Outcome | None:
    """A Telegram chat opened by a one-time code joins its person's record."""
    code = arrival.message.link_code
    if not code:
        return None
    person = await use_link_code(arrival.session, arrival.clock, code, arrival.point)
    if person is None:
        return Outcome(texts=[arrival.say("service.link_not_valid")])
    return Outcome(texts=[arrival.say("service.linked", name=person.called)])


async def consent_words(arrival: Arrival) -> Outcome | None:
    """STOP and START, ours or as the provider already took them."""
    ours = arrival.consent.of(arrival.message.text)
    word = arrival.message.consent_word or ours
    if word is None or word.lower() not in set(ConsentWord):
        return None
    if ConsentWord(word.lower()) is ConsentWord.START:
        # Twilio takes a "yes" for START; of somebody who never stopped it answers a question.
        never_stopped = arrival.person is not None and arrival.person.stopped_at is None
        return None if ours is None and never_stopped else await _start(arrival)
    return await _stop(arrival)


async def claimed_handoff(arrival: Arrival) -> Outcome | None:
    """A worker is answering: the text joins what they see and the bot stays quiet."""
    handoff = await claimed_for(arrival.session, arrival.message.conversation_id)
    if handoff is None:
        return None
    await add_message(arrival.session, handoff, arrival.message)
    return Outcome()


async def media(arrival: Arrival) -> Outcome | None:
    """Photos and voice notes are looked at by a person; words beside them are answered."""
    if not arrival.message.media:
        return None
    await _hand_over(arrival, Level.CONCERN, HandoffReason.MEDIA)
    if arrival.message.text.strip():
        return Outcome(is_final=False)
    return Outcome(texts=[arrival.say("service.only_words")])


async def stranger(arrival: Arrival) -> Outcome | None:
    """Someone we do not know is told nothing about anybody."""
    if arrival.person is not None:
        return None
    since = arrival.clock.now() - timedelta(hours=1)
    told = await arrival.session.scalar(
        select(func.count()).where(
            Message.contact_point_id == arrival.point.id,
            Message.direction == Direction.OUT,
            Message.created_at > since,
        )
    )
    if (told or 0) >= _STRANGER_REPLIES_AN_HOUR:
        return Outcome()
    return Outcome(texts=[arrival.say("service.stranger")])


async def nothing_written(arrival: Arrival) -> Outcome | None:
    """A thumb or a heart is answered as the word it stands for, but not while 999 is awaited."""
    if any(character.isalnum() for character in arrival.message.text):
        return None
    if arrival.nods.read(arrival.message.text) and not await is_amid_emergency(arrival):
        return None
    return Outcome(texts=[arrival.say("service.nothing_written")])


#: The safety net comes before everything; see docs/decisions for the order.
STEPS: Final[tuple[Step, ...]] = (
    emergency,
    urgent,
    signs_of_a_turn,
    wrong_number,
    link,
    consent_words,
    claimed_handoff,
    media,
    stranger,
    nothing_written,
)


def _for_category(arrival: Arrival, key: str) -> str:
    """The wording written for this red flag, or else the general one."""
    own = f"{key}_{arrival.message.category}"
    return arrival.say(own if own in arrival.replies else key)


async def _stop(arrival: Arrival) -> Outcome:
    person = arrival.person
    newly = person is not None and await consent.stop(arrival.session, arrival.clock, person)
    if newly:
        await _hand_over(arrival, Level.CONCERN, HandoffReason.STOPPED)
    # The provider that took the word itself has already confirmed it, and blocks our own text.
    quiet = bool(arrival.message.consent_word) or (person is not None and not newly)
    return Outcome(texts=[] if quiet else [arrival.say("service.stopped")], topic="stop")


async def _start(arrival: Arrival) -> Outcome:
    if arrival.person is None:
        return Outcome(texts=[arrival.say("service.stranger")], topic="start")
    await consent.start(arrival.session, arrival.clock, arrival.person)
    return Outcome(texts=[arrival.say("service.started")], topic="start")


async def _hand_over(arrival: Arrival, level: Level, reason: HandoffReason) -> None:
    await open_handoff(
        arrival.session,
        message=arrival.message,
        level=level,
        reason=reason,
        clock=arrival.clock,
        category=arrival.message.category,
        rule=arrival.message.rule,
    )
