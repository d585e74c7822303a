"""Scores assessments against labels: levels, topics and opt-outs, with every miss listed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wayhome.bootstrap.assessor import Assessment
from wayhome.levels import Level


@dataclass(frozen=True, kw_only=True)
class Labelled:
    text: str
    level: Level
    topic: str
    #: What kind of message it is; shown beside a miss.
    note: str

    @property
    def kind(self) -> str:
        """The category, which opens a note: "[burns/indirect] ..."."""
        return self.note.removeprefix("[").split("]")[0].split("/")[0]


@dataclass(frozen=True, kw_only=True)
class Scored:
    label: Labelled
    found: Assessment

    @property
    def wants_stop(self) -> bool:
        return self.label.topic == "stop"


def summary(scored: Sequence[Scored]) -> Iterator[str]:
    """Lines for a reader: shares with their counts, since a share of few means little."""
    for level in sorted(Level, reverse=True):
        rows = [one for one in scored if one.label.level is level]
        found = Counter(one.found.level for one in rows)
        spread = ", ".join(f"{name.value} {found[name]}" for name in sorted(Level, reverse=True))
        yield f"{level.value:<10} {len(rows):>4} labelled: {spread}"
    yield _share(scored, "emergencies at emergency", Level.EMERGENCY, Level.EMERGENCY)
    yield _share(scored, "urgent at urgent or above", Level.URGENT, Level.URGENT)
    yield _share(scored, "concerns at concern or above", Level.CONCERN, Level.CONCERN)
    yield _share(scored, "none called emergency", Level.NONE, Level.EMERGENCY)
    yield _share(scored, "none called anything", Level.NONE, Level.CONCERN)
    topics = [one for one in scored if one.found.topic is not None]
    right = sum(one.found.topic == one.label.topic for one in topics)
    yield _line("topics right", right, len(topics))
    stops = [one for one in scored if one.wants_stop]
    yield _line("opt-outs caught", sum(one.found.stop for one in stops), len(stops))
    yield f"opt-outs invented: {sum(one.found.stop and not one.wants_stop for one in scored)}"


def by_category(scored: Sequence[Scored]) -> Iterator[str]:
    """How many of each kind of trouble got their level, the worst first; a note opens with it."""
    kinds: dict[tuple[Level, str], list[bool]] = {}
    for one in scored:
        if one.label.level > Level.NONE:
            kinds.setdefault((one.label.level, one.label.kind), []).append(
                one.found.level >= one.label.level
            )
    ranked = sorted(kinds.items(), key=lambda kind: (sum(kind[1]) / len(kind[1]), kind[0]))
    for (level, kind), reached in ranked:
        yield f"{level.value:<10} {kind:<42} {sum(reached)} of {len(reached)}"


def by_topic(scored: Sequence[Scored]) -> Iterator[str]:
    """How many of each topic were found, the worst first, and what the others were taken for."""
    found: dict[str, Counter[str]] = {}
    for one in scored:
        if one.found.topic is not None:
            found.setdefault(one.label.topic, Counter())[one.found.topic] += 1
    for topic, counts in sorted(found.items(), key=lambda row: row[1][row[0]] / row[1].total()):
        wrong = ", ".join(f"{name} {n}" for name, n in counts.most_common() if name != topic)
        yield f"{topic:<18} {counts[topic]} of {counts.total()}" + (f": {wrong}" if wrong else "")


def sources_of_false_alarms(scored: Sequence[Scored]) -> Iterator[str]:
    """Who raised what should not be raised: a rule, or the second opinion."""
    raised = Counter(
        (one.found.level, "second opinion" if one.found.by_second_opinion else "rules")
        for one in scored
        if one.label.level is Level.NONE and one.found.level > Level.NONE
    )
    for (level, source), count in sorted(raised.items(), reverse=True):
        yield f"none called {level.value} by {source}: {count}"


def misses(scored: Sequence[Scored]) -> Iterator[Scored]:
    """Those whose level came out lower than labelled, or an alarm where there was nothing."""
    for one in scored:
        false_alarm = one.label.level is Level.NONE and one.found.level > Level.NONE
        if one.found.level < one.label.level or false_alarm:
            yield one


def _share(scored: Sequence[Scored], name: str, labelled: Level, at_least: Level) -> str:
    rows = [one for one in scored if one.label.level is labelled]
    return _line(name, sum(one.found.level >= at_least for one in rows), len(rows))


def _line(name: str, count: int, of: int) -> str:
    share = f"{100 * count / of:.1f}%" if of else "no such messages"
    return f"{name}: {share} ({count} of {of})"
