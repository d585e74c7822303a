"""How a check-in ends, what its silence leads to, and where its answers are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from wayhome.models import CheckInKind, CheckInStatus, Direction, HandoffReason, Purpose
from wayhome.simulation.evidence import CheckInRow, Evidence, HandoffRow, MessageRow, Truth

#: Three days in which it makes sense, and one for a night and a holiday.
_LONGEST: Final = timedelta(days=4)
_SILENCE: Final = "silence"
_CHOICE: Final = re.compile(r"^1 .+$", re.MULTILINE)
_NUMBER: Final = re.compile(r"^(\d) .+$", re.MULTILINE)
_ASKS: Final = frozenset({CheckInKind.QUESTIONS, CheckInKind.SURVEY})
#: A thing done in one transaction carries one moment.
_AT_ONCE: Final = timedelta(seconds=1)
_AT_MOST: Final = 2


def one_end_each(evidence: Evidence) -> Iterator[str]:
    """Whatever is older than a check-in lives has one end state, and one that never changed."""
    for one in evidence.check_ins.values():
        if one.status.is_end != (one.ended_at is not None):
            yield f"check-in {one.id} is {one.status} and its end is {one.ended_at}"
        if one.ended_at is None and (
            one.period_ended or evidence.ended_at - (one.asked_at or one.due_at) > _LONGEST
        ):
            yield f"check-in {one.id} of person {one.person_id} is still {one.status}: {one.why}"
    for check_in_id, status, at in sorted(evidence.ends_seen):
        now = evidence.check_ins.get(check_in_id)
        if now is None or (now.status, now.ended_at) != (status, at):
            yield f"check-in {check_in_id} had ended as {status} and did not stay so"
    planned = Counter((one.person_id, one.schedule, one.key) for one in evidence.check_ins.values())
    for (person_id, schedule, key), count in planned.items():
        if count > 1:
            yield f"person {person_id} has {count} check-ins {schedule}/{key}"


def silences_have_an_owner(evidence: Evidence) -> Iterator[str]:
    """A silent person is a task for a person, never assumed well (standards.md 1.9, H12)."""
    for one in evidence.check_ins.values():
        silent = one.status is CheckInStatus.MISSED and one.why == _SILENCE
        if silent and one.kind is CheckInKind.QUESTIONS and not _is_owned(evidence, one):
            yield f"check-in {one.id} of person {one.person_id} was missed and no handoff stands"


def _is_owned(evidence: Evidence, check_in: CheckInRow) -> bool:
    ended_at = check_in.ended_at
    return ended_at is not None and any(
        one.person_id == check_in.person_id
        and one.reason is HandoffReason.SILENCE
        and one.is_about(check_in.message_id)
        and one.is_open_at(ended_at)
        for one in evidence.handoffs
    )


def two_questions_at_most(evidence: Evidence) -> Iterator[str]:
    """Of texts that leave together, and of check-ins that wait for an answer."""
    together: Counter[tuple[int, object, int | None]] = Counter(
        (one.conversation_id, one.created_at, one.in_reply_to_id)
        for one in evidence.messages.values()
        if one.direction is Direction.OUT
        and one.purpose in {Purpose.PROGRAMME, Purpose.REPLY}
        and _CHOICE.search(one.text)
    )
    for (conversation_id, at, _), count in together.items():
        if count > _AT_MOST:
            yield f"conversation {conversation_id} was asked {count} questions at {at}"
    yield from _open_together(evidence)


def _open_together(evidence: Evidence) -> Iterator[str]:
    by_person: dict[int, list[CheckInRow]] = defaultdict(list)
    for one in evidence.check_ins.values():
        if one.asked_at is not None and one.kind in _ASKS and one.status is not CheckInStatus.TOLD:
            by_person[one.person_id].append(one)
    for person_id, asked in by_person.items():
        asked.sort(key=lambda one: (one.asked_at or one.due_at, one.id))
        for before, after in pairwise(asked):
            ended = before.ended_at or evidence.ended_at
            if after.asked_at is not None and ended - after.asked_at > _AT_ONCE:
                yield f"check-ins {before.id} and {after.id} of person {person_id} wait together"


def answers_have_their_text(evidence: Evidence) -> Iterator[str]:
    """Each answer's text is the person's own and came after the question; none goes unstored."""
    answered = set[int]()
    for one in evidence.answers:
        answered.add(one.message_id)
        message = evidence.messages.get(one.message_id)
        check_in = evidence.check_ins.get(one.check_in_id)
        if message is None or check_in is None:
            yield f"answer {one.id} has no text or no check-in"
        elif message.direction is not Direction.IN or message.person_id != check_in.person_id:
            yield f"answer {one.id} came with message {message.id}, which is not the person's"
        elif check_in.asked_at is None or message.created_at < check_in.asked_at:
            yield f"answer {one.id} came with message {message.id}, before it was asked"
    yield from _unstored(evidence, answered)


def _unstored(evidence: Evidence, answered: set[int]) -> Iterator[str]:
    """A number that somebody gave to a question that was open, and to nobody else."""
    asked, held = defaultdict[int, list[CheckInRow]](list), defaultdict[int, list[HandoffRow]](list)
    for one in evidence.check_ins.values():
        if one.kind in _ASKS and one.asked_at is not None:
            asked[one.person_id].append(one)
    for handoff in evidence.handoffs:
        if handoff.person_id is not None and handoff.claimed_at is not None:
            held[handoff.person_id].append(handoff)
    offered = _offered(evidence)
    for truth in evidence.truths:
        message = evidence.message_of(truth.provider_id) if truth.kind == "number" else None
        if message is None or message.id in answered or message.media:
            continue
        open_then = [
            one.id for one in asked[truth.person_id] if _is_open(one, truth.at, evidence.ended_at)
        ]
        with_a_person = any(_is_held(one, truth.at) for one in held[truth.person_id])
        if not open_then or with_a_person or message.text not in offered(message):
            continue
        if not _has_stopped(evidence, truth):
            yield f"message {message.id} answers check-in {open_then[0]} and is in no answer"


def _is_open(check_in: CheckInRow, at: datetime, until: datetime) -> bool:
    return (check_in.asked_at or until) <= at < (check_in.ended_at or until)


def _has_stopped(evidence: Evidence, truth: Truth) -> bool:
    """Whether STOP was their last word on our texts before that."""
    words = (
        (one.at, one.kind)
        for one in evidence.truths
        if one.person_id == truth.person_id and one.kind in {"stop", "start"} and one.at < truth.at
    )
    return max(words, default=(truth.at, "start"))[1] == "stop"


def _is_held(handoff: HandoffRow, at: datetime) -> bool:
    claimed_at = handoff.claimed_at
    return claimed_at is not None and claimed_at <= at and handoff.is_open_at(at)


def _offered(evidence: Evidence) -> Callable[[MessageRow], set[str]]:
    """The numbers that stood on the phone last; one of an older text answers nothing."""
    texts: dict[tuple[int, str], list[MessageRow]] = defaultdict(list)
    for one in evidence.messages.values():
        if one.direction is Direction.OUT and _CHOICE.search(one.text):
            texts[one.conversation_id, one.address].append(one)

    def before(message: MessageRow) -> set[str]:
        earlier = texts[message.conversation_id, message.address]
        last = max((one for one in earlier if one.id < message.id), key=_by_id, default=None)
        return set(_NUMBER.findall(last.text)) if last else set()

    return before


def _by_id(message: MessageRow) -> int:
    return message.id
