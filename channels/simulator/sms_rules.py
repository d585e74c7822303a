"""How Twilio treats numbers, words and requests, as data: refusals, fates and keywords."""

from __future__ import annotations

# Numbers that provoke a refusal, as Twilio's own test numbers do.
REFUSED_NUMBERS = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
    "+447700900429": 20429,
}

# Numbers that take a text and then fail to deliver it; their last three digits name the error.
DOOMED_NUMBERS = {
    "+447700900803": 30003,
    "+447700900804": 30004,
    "+447700900805": 30005,
    "+447700900806": 30006,
    "+447700900807": 30007,
    "+447700900808": 30008,
    "+447700900836": 30036,
    "+447700900801": 30001,
}

# The HTTP status and the sentence of each refusal, as Twilio words them.
REFUSALS = {
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too Many Requests"),
    20500: (500, "An internal server error has occurred"),
    21211: (400, "Invalid 'To' Phone Number"),
    21408: (400, "Permission to send an SMS has not been enabled for the region"),
    21602: (400, "Message body is required."),
    21603: (400, "A 'From' phone number is required."),
    21604: (400, "A 'To' phone number is required."),
    21606: (400, "The 'From' phone number provided is not a valid message-capable number"),
    21610: (400, "Attempt to send to unsubscribed recipient"),
    21612: (400, "The 'To' phone number is not currently reachable via SMS"),
    21614: (400, "'To' number is not a valid mobile number"),
    21620: (400, "Invalid media URL(s)"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
}

MOST_CHARACTERS = 1600

# An account with Advanced Opt-Out as Wayhome asks for it: "cancel", "end", "quit", "yes" and
# "info" are taken off the lists, since people use them for other things.
KEYWORDS = {
    "STOP": "STOP",
    "STOPALL": "STOP",
    "UNSUBSCRIBE": "STOP",
    "REVOKE": "STOP",
    "OPTOUT": "STOP",
    "START": "START",
    "UNSTOP": "START",
    "HELP": "HELP",
}

# What the network itself texts back. The reply to HELP is left to the service.
KEYWORD_REPLIES = {
    "STOP": "You have been unsubscribed. You will not get any more texts from this number. "
    "Reply START to get them again.",
    "START": "You have been re-subscribed and will get texts from this number again.",
}


def keyword_in(text: str) -> str | None:
    """STOP, START or HELP if the whole text is one such word."""
    return KEYWORDS.get(text.strip().upper())
