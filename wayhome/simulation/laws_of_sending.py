"""When a text may leave, and that each leaves once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from wayhome.models import Direction, HandoffReason, MessageStatus, Purpose
from wayhome.simulation.evidence import Evidence, MessageRow, PersonRow
from wayhome.simulation.phones import Taken

_OPENS, _CLOSES = time(9), time(18)
_AROUND: Final = timedelta(hours=1)
#: A text to a provider that has trouble is tried for ten minutes; a night may lie between.
_UNDER_WAY: Final = timedelta(hours=20)
_SOON: Final = timedelta(minutes=15)
#: The same words, of ours to start, to the same phone again within this are twice.
_AGAIN: Final = timedelta(hours=2)

_THERE: Final = frozenset({MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.READ})
_NOT_THERE: Final = frozenset({MessageStatus.FAILED, MessageStatus.UNKNOWN})


def none_in_quiet_hours(evidence: Evidence) -> Iterator[str]:
    """9am to 6pm on the wall of their home, stretched to the hour that they asked for."""
    for taken, message in _started(evidence):
        person = evidence.people.get(message.person_id or 0)
        if person is not None and not _is_decent(person, taken.at):
            yield f"message {message.id} to person {person.id} left at {taken.at.isoformat()}"


def none_after_stop(evidence: Evidence) -> Iterator[str]:
    spans = _spans(evidence, begins={"stop"}, ends={"start"})
    yield from _within(evidence, spans, "after STOP")


def none_after_death(evidence: Evidence) -> Iterator[str]:
    """Neither to whoever died nor to the carer who told us, until a person has looked."""
    spans: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for truth in evidence.truths:
        if truth.kind == "death":
            concerned = {truth.person_id, evidence.cares_for.get(truth.person_id)}
            for one in concerned - {None}:
                spans[one or 0].append((truth.at, evidence.ended_at))
    yield from _within(evidence, spans, "after a death")


def none_while_paused(evidence: Evidence) -> Iterator[str]:
    """In hospital until a person says otherwise; away for as long as they said."""
    spans = _spans(evidence, begins={"back_in_hospital"}, ends={"start"})
    for truth in evidence.truths:
        if truth.kind == "away":
            # The day they named begins at some hour of theirs; a day less is certain.
            until = truth.at + timedelta(days=truth.days - 1)
            back = [
                one.at
                for one in evidence.truths
                if _is_start(one.kind, one.person_id, truth.person_id) and one.at > truth.at
            ]
            spans[truth.person_id].append((truth.at, min([until, *back])))
    yield from _within(evidence, spans, "while paused")


def _is_start(kind: str, whose: int, wanted: int) -> bool:
    return kind == "start" and whose == wanted


def none_twice(evidence: Evidence) -> Iterator[str]:
    """By our own id of the text, by its words, and by the check-in that it asks."""
    by_reference: dict[str, list[Taken]] = defaultdict(list)
    for taken in evidence.taken:
        by_reference[taken.reference].append(taken)
    for reference, several in by_reference.items():
        if len(several) > 1:
            yield f"message {reference} was taken {len(several)} times by the provider"
    last: dict[tuple[str, str], Taken] = {}
    for taken, message in _started(evidence):
        before = last.get((taken.address, taken.text))
        again = before is not None and before.reference != taken.reference
        if before is not None and again and taken.at - before.at < _AGAIN:
            yield f"messages {before.reference} and {message.id} say the same within 2 hours"
        last[taken.address, taken.text] = taken
    yield from _asked_twice(evidence)


def _asked_twice(evidence: Evidence) -> Iterator[str]:
    texts: dict[int, list[int]] = defaultdict(list)
    for one in evidence.check_ins.values():
        if one.message_id is not None:
            texts[one.message_id].append(one.id)
    for message_id, several in texts.items():
        if len(several) > 1:
            yield f"message {message_id} is the text of check-ins {several}"


def none_lost(evidence: Evidence) -> Iterator[str]:
    """What people text is stored and seen to; what we queue leaves or has an owner."""
    for truth in evidence.truths:
        if truth.provider_id is None:
            continue
        message = evidence.message_of(truth.provider_id)
        if message is None:
            yield f"text {truth.provider_id} of person {truth.person_id} was not stored"
        elif message.handled_at is None and evidence.ended_at - message.created_at > _SOON:
            yield f"message {message.id} was not seen to"
    taken = {one.reference for one in evidence.taken}
    for message in evidence.messages.values():
        if message.direction is Direction.OUT:
            yield from _lost(evidence, message, was_taken=str(message.id) in taken)
    yield from (f"a job {name} failed for good" for name in evidence.dead_jobs)


def _lost(evidence: Evidence, message: MessageRow, *, was_taken: bool) -> Iterator[str]:
    if message.status in _THERE and not was_taken:
        yield f"message {message.id} counts as {message.status} and the provider never had it"
    elif message.status in _NOT_THERE and not _has_an_owner(evidence, message):
        yield f"message {message.id} is {message.status} and no handoff stands for it"
    elif message.status is MessageStatus.QUEUED:
        age = evidence.ended_at - message.created_at
        if age > (_UNDER_WAY if message.purpose is Purpose.PROGRAMME else _SOON):
            yield f"message {message.id} has been queued for {age}"


def _has_an_owner(evidence: Evidence, message: MessageRow) -> bool:
    return any(
        one.is_about(message.id)
        or (one.reason is HandoffReason.STOPPED and one.is_about(message.in_reply_to_id))
        for one in evidence.handoffs
    )


def _started(evidence: Evidence) -> Iterator[tuple[Taken, MessageRow]]:
    """Each text of ours to start that the provider took, with its row."""
    for taken in evidence.taken:
        message = evidence.sent_as(taken)
        if message is not None and message.purpose is Purpose.PROGRAMME:
            yield taken, message


def _spans(
    evidence: Evidence, *, begins: set[str], ends: set[str]
) -> dict[int, list[tuple[datetime, datetime]]]:
    """From each of these until the first of those, by person."""
    spans: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for truth in evidence.truths:
        if truth.kind in begins:
            after = [
                one.at
                for one in evidence.truths
                if one.person_id == truth.person_id and one.kind in ends and one.at > truth.at
            ]
            spans[truth.person_id].append((truth.at, min(after, default=evidence.ended_at)))
    return spans


def _within(
    evidence: Evidence, spans: dict[int, list[tuple[datetime, datetime]]], when: str
) -> Iterator[str]:
    for taken, message in _started(evidence):
        for begins, ends in spans.get(message.person_id or 0, ()):
            if begins < taken.at < ends:
                yield (
                    f"message {message.id} to person {message.person_id} left {when},"
                    f" {taken.at - begins} later"
                )


def _is_decent(person: PersonRow, at: datetime) -> bool:
    """Where they moved from or to within a minute of it, either home will do."""
    zones = [zone for since, zone in person.zones if since <= at][-1:]
    return any(_in_hours(person, at.astimezone(ZoneInfo(zone))) for zone in zones)


def _in_hours(person: PersonRow, local: datetime) -> bool:
    opens, closes = _OPENS, _CLOSES
    if person.texts_at is not None:
        wanted = local.replace(hour=person.texts_at.hour, minute=person.texts_at.minute)
        opens, closes = min(opens, person.texts_at), max(closes, (wanted + _AROUND).time())
    return opens <= local.time() < closes
