"""The half hour after a 999 text: what a person says then is of the ambulance, until it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from wayhome.dialogue.rasa import RasaAnswer
from wayhome.inbox.arrival import Arrival, Outcome
from wayhome.levels import Level
from wayhome.models import CareLink, Direction, Message, Person, Purpose
from wayhome.plans.matching import says

#: For this long after a 999 text, what is said is taken to be of it.
_LASTS: Final = timedelta(minutes=30)

#: What the earlier texts of that half hour came to; kept as their topics.
_ARRIVED: Final = "help_arrived"
_COMING: Final = "help_coming"
_NOT_ILL: Final = "no_emergency"
_OVER: Final = frozenset({_ARRIVED, _NOT_ILL})

#: Someone may say "I am fine" because another is reading, or because they have made up their mind.
_NEVER_CALLED_OFF: Final = frozenset({"danger_from_person", "suicide", "overdose", "abuse"})

_SMALL_TALK: Final = frozenset(
    {
        *("affirm", "deny", "more", "thanks", "greet", "goodbye", "feedback", "out_of_scope"),
        *("checkin_good", "checkin_not_good", "symptom", "help"),
        *("exercises", "exercise_done", "exercise_skipped"),
    }
)
#: Facts of the plan: asked for, they are told, whatever else the text says.
_FACTS: Final = frozenset(
    {"appointments", "care_at_home", "equipment", "medicines", "who_to_contact", "wound_care"}
)

_HERE = (
    "theyre here|they are here|there here|ambulance is here|ambulances here|ambulance here|"
    "crew is here|crew are here|crews here|paramedics are here|paramedics here|have arrived|"
    "just arrived|theyve arrived|ambulance has come|theyve come|they have come|"
    "in the ambulance|at a and e|at the hospital now|taking me in|taking him in|taking her in|"
    "theyre with me|theyve got me|looking after me now"
)
_JOKE = (
    "joking|only kidding|joke|figure of speech|turn of phrase|false alarm|just a saying|"
    "no emergency|not an emergency|wrong end of the stick|misunderstood|didnt mean|i meant|"
    "not having a|not literally"
)
_WELL = (
    "im fine|i am fine|im ok|im okay|i am ok|im alright|im all right|i am all right|"
    "nothing wrong with me|im not ill|im not hurt|im grand|im well|im champion"
)
#: With one of these in it, "I'm fine" makes little of a danger.
_STILL_ILL = (
    "pain|pains|ache|tight|tightness|heavy|chest|ribs|breath|breathing|breathless|numb|weak|face|"
    "arm|speech|slurred|dizzy|faint|blood|bleeding|wind|indigestion|gone off|eased|passed|"
    "now|better|apart from|except|bit of|blue|sweaty|sick|hot|shivery|head|fell|"
    "in the morning|see how|lie down"
)
_RELUCTANT = (
    "bother|bothering|run off their feet|busy|see how|wait and see|wait till|wait until|"
    "wait a bit|hang on a bit|leave it|sleep on it|its nothing|waste|wasting|make a fuss|"
    "fuss|not ringing|not calling|wont ring|wont call|do i have to|do i need to|do i really|"
    "is it worth|rather not|rather wait|ring the doctor|ring doctor|my gp|my own doctor|"
    "111 instead|ring 111|"
    "gone off|eased|passed off|easing|feel better|feels better|feeling better|better now|"
    "lie down|lay down|go to bed|dont need|dont want|no need|cancel the|cancel it|cancel them|"
    "hate hospital|hate hospitals|drive myself|take myself|get a taxi|real emergencies|"
    "proper poorly|worse than me|probably nothing|be right|be all right|be alright|nothing serious"
)
_RINGING = (
    "ringing|rang|rung|ive called|have called|called them|called 999|calling them|calling 999|"
    "phoned|phoning|on the phone|on their way|on its way|on the way|is coming|are coming|"
    "theyre coming|ambulance coming|sent for|dialled|dialling|done that|done it|ive done|"
    "sending one|sending an ambulance|theyre sending|getting help|shes called|hes called"
)
#: Putting it off, unless the text asks for a day or an hour of the plan.
_LATER = "in the morning|tomorrow|later|tonight|after my"
_NO_RINGING = "not ringing|not calling|not rung|not called|havent rung|havent called|not phoned"
_MOVING = (
    "exercise|exercises|walk|walking|shower|bath|stairs|housework|get dressed|pack|packing|"
    "tidy|carry on|do my|do me|jobs|shopping|physio"
)
_TAKING = (
    "eat|eating|drink|drinking|tea|water|tablet|tablets|aspirin|inhaler|spray|medicine|medicines|"
    "meds|paracetamol|take my|take me|take a|take the|oxygen|insulin"
)
_ASKS = "shall i|should i|can i|do i|am i|could i|is it ok|ok to|what about|may i"


@dataclass(frozen=True)
class _Emergency:
    category: str | None
    #: Somebody said that help was called.
    coming: bool


async def is_amid_emergency(arrival: Arrival) -> bool:
    """Whether 999 was the last word on how the person is: nothing less may follow it."""
    return await _emergency(arrival) is not None


async def after_emergency(arrival: Arrival, answer: RasaAnswer | None) -> Outcome | None:
    """What to say instead of the assistant's answer; None where its answer stands."""
    emergency = await _emergency(arrival)
    if emergency is None:
        return None
    text = arrival.message.text
    if says(text, _HERE):
        return _say(arrival, "safety.after_arrived", _ARRIVED)
    if _is_called_off(text, emergency):
        return _called_off(arrival, answer)
    return await _on_the_way(arrival, emergency, answer.topic if answer else None)


def _called_off(arrival: Arrival, answer: RasaAnswer | None) -> Outcome:
    """A question that came with it is answered; the net said what there was to say of danger."""
    if answer is None or answer.topic in _SMALL_TALK:
        return Outcome(texts=[arrival.say("safety.after_not_ill")], topic=_NOT_ILL)
    return Outcome(texts=answer.texts, buttons=answer.buttons, topic=_NOT_ILL)


async def _on_the_way(arrival: Arrival, emergency: _Emergency, topic: str | None) -> Outcome | None:
    """Ringing, putting it off, or asking what to do until the crew come."""
    text = arrival.message.text
    ringing = says(text, _RINGING) and not says(text, _NO_RINGING)
    coming = ringing or emergency.coming
    wants_to = _wants_to(text)
    if wants_to is not None:
        return _say(arrival, wants_to, _COMING if coming else None, ringing=coming)
    if not ringing and _puts_off(text, topic):
        return _say(arrival, "safety.after_reluctant", None, carer=await _carer(arrival))
    asks = topic in _FACTS if ringing else topic is not None and topic not in _SMALL_TALK
    return None if asks else _small_talk(arrival, emergency, ringing=ringing)


def _small_talk(arrival: Arrival, emergency: _Emergency, *, ringing: bool) -> Outcome:
    if ringing:
        return _say(arrival, _for(arrival, "safety.after_coming", emergency), _COMING)
    if emergency.coming:
        return _say(arrival, "safety.after_waiting", _COMING)
    return _say(arrival, "safety.after_emergency", None)


def _wants_to(text: str) -> str | None:
    """The wording for what somebody asks leave to do until the crew come."""
    if not says(text, _ASKS):
        return None
    if says(text, _MOVING):
        return "safety.after_moving"
    return "safety.after_taking" if says(text, _TAKING) else None


def _puts_off(text: str, topic: str | None) -> bool:
    return says(text, _RELUCTANT) or (topic not in _FACTS and says(text, _LATER))


def _say(arrival: Arrival, key: str, topic: str | None, **data: object) -> Outcome:
    return Outcome(texts=[arrival.say(key, **data)], purpose=Purpose.SAFETY, topic=topic)


def _for(arrival: Arrival, key: str, emergency: _Emergency) -> str:
    own = f"{key}_{emergency.category}"
    return own if own in arrival.replies else key


def _is_called_off(text: str, emergency: _Emergency) -> bool:
    if emergency.category in _NEVER_CALLED_OFF or says(text, _STILL_ILL):
        return False
    return says(text, _JOKE, _WELL)


async def _emergency(arrival: Arrival) -> _Emergency | None:
    """The last 999 text of the half hour; None where there is none, or it is over."""
    texts = await arrival.session.execute(
        select(Message.level, Message.category, Message.topic)
        .where(
            Message.conversation_id == arrival.message.conversation_id,
            Message.direction == Direction.IN,
            Message.id < arrival.message.id,
            Message.created_at > arrival.clock.now() - _LASTS,
        )
        .order_by(Message.id.desc())
    )
    coming = False
    for level, category, topic in texts:
        if topic in _OVER:
            return None
        coming = coming or topic == _COMING
        if level is Level.EMERGENCY:
            return _Emergency(category, coming)
    return None


async def _carer(arrival: Arrival) -> str | None:
    """Who looks after them, by name, so that somebody is asked to ring."""
    if arrival.person is None:
        return None
    found = await arrival.session.scalars(
        select(Person.called)
        .join(CareLink, CareLink.carer_id == Person.id)
        .where(CareLink.patient_id == arrival.person.id)
        .order_by(CareLink.id)
        .limit(1)
    )
    return found.first()
