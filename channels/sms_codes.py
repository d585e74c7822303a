"""What each Twilio error number means for a text of ours, as data.

Twilio keeps splitting its numbers and advises against logic that hangs on single ones, so any
number that is not listed here becomes a task for a person.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from channels.errors import Problem

_HOUR = timedelta(hours=1)

_BAD_NUMBER = Problem(
    for_staff="This number is not in use or is not a valid mobile number. "
    "Find out the right number; nothing more is sent to this one.",
    address_is_dead=True,
    needs_person=True,
)
_NOT_A_MOBILE = Problem(
    for_staff="This number cannot receive texts; it may be a landline. "
    "Ask for a mobile number, or ring or write instead.",
    address_is_dead=True,
    needs_person=True,
)
_OPTED_OUT = Problem(
    for_staff="The person has texted STOP, so the network refuses our texts. "
    "Ring them to ask how they are and whether they want texts again.",
    address_is_dead=True,
    needs_person=True,
)
_OUR_SETTINGS = Problem(
    for_staff="The texting account does not allow this text. "
    "Ask whoever runs the service to check the Twilio account settings.",
    needs_person=True,
)
_TOO_FAST = Problem(
    for_staff="Texts are leaving faster than the network takes them. "
    "This one is tried again by itself.",
    retryable=True,
    retry_after=timedelta(seconds=1),
)
_QUEUE_FULL = Problem(
    for_staff="The queue of texts from our number is full. This text is tried again by itself; "
    "tell whoever runs the service.",
    retryable=True,
    retry_after=timedelta(minutes=5),
    needs_person=True,
)
_PHONE_OFF = Problem(
    for_staff="The phone is off or out of reach. The text is tried again later by itself; "
    "ring the person if this goes on for two days.",
    retryable=True,
    retry_after=_HOUR,
    retry_waits=(_HOUR, 4 * _HOUR, 24 * _HOUR),
)
_BLOCKED = Problem(
    for_staff="The network or the person blocks our texts. Ring the person.",
    needs_person=True,
)
_FILTERED = Problem(
    for_staff="The network took this text for spam and dropped it. "
    "Ring the person, and ask whoever runs the service to review the wording.",
    needs_person=True,
)
_NO_PICTURE = Problem(
    for_staff="Twilio could not get the picture of this text, so the text did not arrive. Read it "
    "to the person, and ask whoever runs the service to check PUBLIC_URL or to switch "
    "WAYHOME_SMS_PICTURES off.",
    needs_person=True,
)
_CARRIER_FAULT = Problem(
    for_staff="The network failed to deliver the text and does not say why. "
    "It is tried once more by itself; after that, ring the person.",
    retryable=True,
    retry_after=timedelta(minutes=5),
    retry_waits=(timedelta(minutes=5),),
)
_TOO_LATE = Problem(
    for_staff="The text could not be delivered in time and was dropped. "
    "If it mattered, ring the person.",
    needs_person=True,
)
_UNUSABLE_TEXT = Problem(
    for_staff="The text is empty or too long to send. Send a shorter one.",
    needs_person=True,
)
_UNLISTED = Problem(
    for_staff="The text was not delivered, for a reason we have no rule for. "
    "Look the code up at twilio.com/docs/errors, and ring the person.",
    needs_person=True,
)

TWILIO_CODES = {
    "11200": _NO_PICTURE,  # a media address that does not answer
    "12300": _NO_PICTURE,  # a media address that holds no picture
    "20003": _OUR_SETTINGS,  # wrong account or token
    "20429": _TOO_FAST,  # too many API requests
    "21211": _BAD_NUMBER,  # invalid 'To'
    "21217": _BAD_NUMBER,  # 'To' does not look like a number
    "21408": _OUR_SETTINGS,  # region not enabled
    "21602": _UNUSABLE_TEXT,  # no body
    "21604": _BAD_NUMBER,  # no 'To'
    "21606": _OUR_SETTINGS,  # 'From' is not ours
    "21608": _OUR_SETTINGS,  # trial account, number not verified
    "21610": _OPTED_OUT,
    "21611": _QUEUE_FULL,
    "21612": _OUR_SETTINGS,  # 'From' cannot reach 'To'
    "21614": _NOT_A_MOBILE,
    "21617": _UNUSABLE_TEXT,  # over 1,600 characters
    "21620": _NO_PICTURE,  # a media address that is none
    "21635": _NOT_A_MOBILE,  # landline
    "30001": _QUEUE_FULL,
    "30003": _PHONE_OFF,
    "30004": _BLOCKED,
    "30005": _BAD_NUMBER,  # unknown or no longer active
    "30006": _NOT_A_MOBILE,  # landline, or a network that cannot be reached
    "30007": _FILTERED,
    "30008": _CARRIER_FAULT,
    "30036": _TOO_LATE,  # validity period ran out
}


def problem_for(code: str | int | None, http_status: int | None = None) -> Problem:
    """What we do about a Twilio error number, from a refused send or from a status report.

    The HTTP status speaks for an answer whose number is unknown, as when a proxy gave it.
    """
    number = None if code is None else str(code)
    listed = TWILIO_CODES.get(number or "")
    if listed is None and http_status is not None:
        listed = _by_http_status(http_status)
    return replace(listed or _UNLISTED, code=number)


def _by_http_status(status: int) -> Problem | None:
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _TOO_FAST
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}:
        return _OUR_SETTINGS
    return None
