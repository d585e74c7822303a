"""How campaigns read on the command line: previews, effects and progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from wayhome.campaigns.forecast import LeftOut
from wayhome.models import CampaignStatus

if TYPE_CHECKING:
    from wayhome.campaigns.audience import Meant
    from wayhome.campaigns.changing import Effect
    from wayhome.campaigns.definition import Audience
    from wayhome.campaigns.forecast import Entry, Forecast
    from wayhome.campaigns.progress import Progress, Reasons
    from wayhome.models import Campaign

_LONDON: Final = ZoneInfo("Europe/London")
#: So many people are named before "and ... more"; --all names everybody.
SOME: Final = 20


def of_preview(forecast: Forecast, most: int | None = SOME) -> Iterator[str]:
    yield from of_words(forecast)
    yield ""
    yield f"{_people(forecast.people)}, {_count(len(forecast.entries), 'text')}, {_cost(forecast)}"
    if forecast.first_at and forecast.last_at:
        yield f"first {at(forecast.first_at)}, last {at(forecast.last_at)}, at {_pace(forecast)}"
    for one in forecast.entries[:most]:
        yield f"  {at(one.due_at)}  {one.person_id:>5}  {one.name:<24} {one.channel:<9} {one.key}"
    yield from _more(len(forecast.entries), most)
    yield from _of_left_out(forecast.left_out, most)


def of_words(forecast: Forecast) -> Iterator[str]:
    """What is said, who agreed to it, and for whom it is."""
    definition = forecast.definition
    yield f"{definition.name}: {definition.title}"
    yield f"words approved by {definition.approved_by}, {definition.approved_on:%d %B %Y}"
    if definition.schedule:
        yield f"schedule {definition.schedule}, its check-ins between the two days"
    text = next((one.text for one in forecast.entries if one.text), definition.message)
    if definition.message:
        yield f'text: "{" ".join((text or "").split())}"'
        yield f"reading grade {forecast.grade:.1f}"
    for fault in forecast.faults:
        yield f"  to put right: {fault}"
    yield f"for {for_whom(definition.audience)}"
    for stranger in forecast.strangers:
        yield f"  to look at: {stranger}"


def of_meant(audience: Audience, meant: Meant, most: int | None = SOME) -> Iterator[str]:
    going = [one for one in meant.members if one.left_out is None]
    yield f"for {for_whom(audience)}"
    for stranger in meant.strangers:
        yield f"  to look at: {stranger}"
    yield f"{_people(len(going))} could be texted now:"
    for one in going[:most]:
        channel = one.point.channel if one.point else ""
        yield f"  {one.person.id:>5}  {one.person.name:<24} {channel}"
    yield from _more(len(going), most)
    left_out = [
        LeftOut(person_id=one.person.id, name=one.person.name, why=one.left_out)
        for one in meant.members
        if one.left_out is not None
    ]
    yield from _of_left_out(left_out, most)


def for_whom(audience: Audience) -> str:
    """The lines of an audience in one sentence."""
    asked = audience.model_dump(mode="json", exclude={"who"}, exclude_defaults=True)
    lines = [
        f"{name.removesuffix('s')} {' or '.join(words(str(one)) for one in values)}"
        for name, values in asked.items()
    ]
    return ", ".join([f"{audience.who.value} in their six weeks", *lines])


def of_effect(effect: Effect, most: int | None = SOME) -> Iterator[str]:
    for name, was, now in effect.lines:
        yield f"  {name}: {was} -> {now}"
    yield (
        f"{_count(len(effect.added), 'text')} added, {len(effect.removed)} taken out, "
        f"{len(effect.retimed)} to leave at another time, {effect.reworded} worded anew."
    )
    yield from _entries("+", effect.added, most)
    for person_id, name, key in effect.removed[:most]:
        yield f"  -  {person_id:>5}  {name:<24} {key}"
    yield from _more(len(effect.removed), most)
    yield from _entries("~", effect.retimed, most)


def of_progress(campaign: Campaign, title: str, progress: Progress) -> str:
    return (
        f"{campaign.name:<20} {progress.state(campaign):<10} {progress.done}/{progress.planned}"
        f"  {counts_of(campaign, progress)}  {title}"
    )


def counts_of(campaign: Campaign, progress: Progress) -> str:
    return (
        f"sent {progress.sent}, delivered {progress.delivered}, answered {progress.answered},"
        f" failed {progress.failed}, not sent {progress.not_sent}, waiting"
        f" {progress.waiting + progress.queued}; {progress.per_minute}/min"
        f"{_last_of(campaign, progress)}"
    )


def _last_of(campaign: Campaign, progress: Progress) -> str:
    """When the last that waits leaves, while anything leaves at all."""
    if progress.last_due_at is None or campaign.status is not CampaignStatus.RUNNING:
        return ""
    return f", last at {at(progress.last_due_at)}"


def of_reasons(reasons: Reasons) -> Iterator[str]:
    """A line for each reason why some did not get it, or not yet."""
    for what, counted in (
        ("not sent", reasons.not_sent),
        ("held back", reasons.held),
        ("failed", reasons.failed),
    ):
        for why, count in counted.items():
            yield f"  {what:<9} {count:>5}  {words(why)}"


def fields_of(forecast: Forecast) -> dict[str, Any]:
    return {
        "id": forecast.id,
        "name": forecast.definition.name,
        "title": forecast.definition.title,
        "people": forecast.people,
        "texts": len(forecast.entries),
        "segments": forecast.segments,
        "by_channel": dict(forecast.by_channel),
        "first_at": forecast.first_at and forecast.first_at.isoformat(),
        "last_at": forecast.last_at and forecast.last_at.isoformat(),
        "grade": forecast.grade,
        "faults": list(forecast.faults),
        "to_look_at": list(forecast.strangers),
        "gets": [
            {
                "person": one.person_id,
                "name": one.name,
                "channel": one.channel,
                "key": one.key,
                "kind": one.kind,
                "due_at": one.due_at.isoformat(),
                "segments": one.segments,
                "text": one.text,
            }
            for one in forecast.entries
        ],
        "left_out": [
            {"person": one.person_id, "name": one.name, "why": one.why} for one in forecast.left_out
        ],
    }


def at(moment: datetime) -> str:
    return f"{moment.astimezone(_LONDON):%a %d %b %H:%M}"


def words(why: str) -> str:
    return why.replace("_", " ")


def _of_left_out(left_out: Sequence[LeftOut], most: int | None) -> Iterator[str]:
    if left_out:
        yield ""
        yield f"left out: {_people(len(left_out))}"
    for why, count in sorted(Counter(one.why for one in left_out).items()):
        yield f"  {count:>5}  {words(why)}"
    for one in left_out[:most]:
        yield f"  {one.person_id:>5}  {one.name:<24} {words(one.why)}"
    yield from _more(len(left_out), most)


def _entries(sign: str, entries: Any, most: int | None) -> Iterator[str]:  # noqa: ANN401 - entries
    shown: list[Entry] = list(entries[:most])
    for one in shown:
        yield f"  {sign}  {one.person_id:>5}  {one.name:<24} {one.key}  {at(one.due_at)}"
    yield from _more(len(entries), most)


def _more(count: int, most: int | None) -> Iterator[str]:
    if most is not None and count > most:
        yield f"  and {count - most} more; --all names everybody"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _people(number: int) -> str:
    return f"{number} person" if number == 1 else f"{number} people"


def _cost(forecast: Forecast) -> str:
    channels = ", ".join(f"{count} {name}" for name, count in sorted(forecast.by_channel.items()))
    about = "about " if forecast.definition.schedule else ""
    segments = _count(forecast.segments, "SMS segment")
    return f"{about}{segments} ({channels})" if channels else segments


def _pace(forecast: Forecast) -> str:
    pace = forecast.definition.pace
    return f"{pace.sms:g} SMS segments and {pace.telegram:g} Telegram texts a second"
